import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { comparePicture, forgetDifferences } from '../support/baselines.ts';
import { CHROMIUM_ARGS, findEngines } from '../support/engines.mjs';
import { setStage, STAGE, type Stage } from '../support/stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

const LOOKS: readonly [name: string, options: BrowserContextOptions][] = [
  ['phone-light-en', { ...PHONE, colorScheme: 'light', locale: 'en-GB' }],
  ['phone-dark-pt', { ...PHONE, colorScheme: 'dark', locale: 'pt-BR' }],
  ['desktop-light-pt', { ...DESKTOP, colorScheme: 'light', locale: 'pt-BR' }],
  ['desktop-dark-en', { ...DESKTOP, colorScheme: 'dark', locale: 'en-GB' }],
];

let browser: Browser;
let major = '';

before(async () => {
  forgetDifferences();
  const executablePath = findEngines().chromium ?? assert.fail('There is no Chromium. Install it, or name one with CHROME_PATH.');
  browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  major = browser.version().split('.')[0] ?? '';
});
after(() => browser.close());

const press = (page: Page, ...names: string[]) => page.getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) }).click();

/** Ana in two rooms, with what others say in them. */
async function talk(stage: Stage, options: BrowserContextOptions): Promise<Page> {
  await stage.says('Bruno', 'kitchen', 'Good morning! Who is cooking on Saturday?');
  const page = await stage.open(options, '#/kitchen');
  await page.getByRole('textbox', { name: /^(Your name|Seu nome)$/ }).fill('Ana');
  await press(page, 'Join', 'Entrar', 'Join kitchen', 'Entrar em kitchen');
  await page.getByRole('log').getByText('Bruno').first().waitFor();
  const composer = page.getByRole('textbox', { name: /^(Message|Mensagem)$/ });
  for (const text of ['I make a salad, and a cake if somebody lends me an oven.', 'Seven people, or eight.']) {
    await composer.fill(text);
    await press(page, 'Send', 'Enviar');
    await page.getByRole('log').getByText(text).waitFor();
    // What others say next comes after it.
    await page.getByRole('log').getByText(/^(Sending|Enviando)$/).waitFor({ state: 'detached' });
  }
  await stage.says('Clara', 'kitchen', 'Soup and bread, and the *big* pot: https://sala.example/soup');
  await page.getByRole('log').getByText('Soup and bread').waitFor();
  return page;
}

const STATES: Record<string, (stage: Stage, options: BrowserContextOptions) => Promise<Page>> = {
  async first(stage, options) {
    const page = await stage.open(options);
    await page.getByText(/^(Connected|Conectado)$/).waitFor();
    return page;
  },
  talk,
  async rooms(stage, options) {
    const page = await talk(stage, options);
    await page.goto(`${STAGE}#/`);
    await page.getByRole('navigation').getByRole('link').first().waitFor();
    return page;
  },
  async settings(stage, options) {
    const page = await stage.open(options);
    await page.getByText(/^(Connected|Conectado)$/).waitFor();
    await press(page, 'Settings', 'Configurações');
    await page.getByRole('dialog').waitFor();
    return page;
  },
};

for (const [state, reach] of Object.entries(STATES)) {
  for (const [look, options] of LOOKS) {
    test(`${state}, ${look}, looks as it did`, async (t) => {
      const page = await reach(await setStage(t, browser), options);
      comparePicture(t, `${state}-${look}`, await page.screenshot({ animations: 'disabled', caret: 'hide' }), major);
    });
  }
}
