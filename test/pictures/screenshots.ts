// Makes the pictures that a browser shows before it installs Sala: the built page, a real server, and people in rooms.
//   npm run screenshots
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContextOptions } from 'playwright-core';
import { CHROMIUM_ARGS, findEngines } from '../support/engines.mjs';
import { SalaServer } from '../support/sala-server.ts';
import { Visitor } from '../support/visitor.ts';

const FOLDER = fileURLToPath(new URL('../../public/screenshots/', import.meta.url));

/** Of WebP, in per cent: letters stay sharp. */
const QUALITY = 80;

const PHONE: BrowserContextOptions = { viewport: { width: 412, height: 892 }, hasTouch: true };
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

const TALK: readonly (readonly [who: 'Ana' | 'Bruno' | 'Clara', text: string])[] = [
  ['Bruno', 'Good morning! Who is cooking on Saturday?'],
  ['Clara', 'I can bring soup and bread 🍞'],
  ['Ana', 'Lovely. I make a salad, and a cake if somebody lends me an oven.'],
  ['Bruno', 'You can have mine, just come by at noon.'],
  ['Ana', 'Perfect, thank you!'],
  ['Clara', 'The recipe: https://sala.example/lentil-soup'],
  ['Bruno', 'How many are we?'],
  ['Ana', 'Seven. Eight, if Davi finds his way home in time.'],
  ['Clara', 'Then I take the big pot 😄'],
];

/** @param scale pixels of the picture for one of the page */
async function picture({ page, context }: Visitor, name: string, scale: number): Promise<void> {
  const inspector = await context.newCDPSession(page);
  const { data } = await inspector.send('Page.captureScreenshot', {
    format: 'webp', quality: QUALITY, clip: { x: 0, y: 0, ...(page.viewportSize() ?? assert.fail('The page has no size.')), scale },
  });
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(`${FOLDER}${name}.webp`, bytes);
  console.log(`${name}.webp: ${bytes.length} bytes`);
}

const server = new SalaServer();
const executablePath = findEngines().chromium ?? assert.fail('There is no Chromium. Install it, or name one with CHROME_PATH.');
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
try {
  await server.start();
  const somebody = async (name: string, options: BrowserContextOptions): Promise<Visitor> => {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce', ...options });
    const one = new Visitor(name, await context.newPage());
    await one.opens(server.url);
    await one.joins('kitchen');
    return one;
  };
  const people = {
    Ana: await somebody('Ana', DESKTOP),
    Bruno: await somebody('Bruno', PHONE),
    Clara: await somebody('Clara', { ...PHONE, colorScheme: 'dark' }),
  };
  const { Ana, Bruno, Clara } = people;
  for (const [who, text] of TALK) {
    await people[who].writes(text);
    for (const one of [Ana, Bruno, Clara]) await one.sees(text);
  }
  await Ana.joins('garden', 'holidays');
  await Ana.opensRoom('kitchen');
  mkdirSync(FOLDER, { recursive: true });
  await picture(Ana, 'wide', 1);
  await picture(Bruno, 'narrow', 2);
  await picture(Clara, 'narrow-dark', 2);
} finally {
  await browser.close();
  await server.stop();
}
