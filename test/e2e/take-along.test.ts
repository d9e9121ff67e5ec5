// What people take out of the page or bring to it: copies, prints, files and pictures; and the clock of where they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INSECURE_HOST } from '../support/place.ts';
import { stories } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

const TEXT_ONLY = 'Sala sends text only for now.';

/** More than are drawn at first. */
const SAID = 120;

test('over plain http a message is copied', async (t) => {
  const { server, visitor, allows } = await newStory(t);
  const url = `http://${INSECURE_HOST}:${server.port}/`;
  allows(url);
  const ana = await visitor('Ana');
  await ana.opens(url);
  await ana.joins('lobby');
  await ana.writes('take this along');
  await ana.log.getByText('take this along').hover();
  await ana.button('Copy text').click();
  await ana.page.getByText('Copied', { exact: true }).waitFor({ state: 'attached' });
  await ana.composer.click();
  await ana.page.keyboard.press('Control+V');
  assert.equal(await ana.composer.inputValue(), 'take this along');
});

test('a room prints as its whole conversation, and nothing else', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  for (let number = 1; number < SAID; number++) await ana.page.evaluate(say, number);
  await ana.writes(`number ${SAID}`);
  await ana.sees(`number ${SAID}`);
  // Older ones are drawn when somebody scrolls there.
  await ana.page.emulateMedia({ media: 'print' });
  const pages = (await ana.page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages > 1, `${pages} pages`);
  await eventually(async () => assert.equal(await ana.log.locator('.text').count(), SAID));
  assert.equal(await ana.composer.isVisible(), false);
  assert.equal(await ana.rooms.isVisible(), false);
  assert.equal(await ana.page.getByRole('heading', { level: 1, name: 'lobby' }).isVisible(), true);
  const { scrollHeight, clientHeight } = await ana.page.evaluate(() => {
    const { scrollHeight: all, clientHeight: seen } = document.documentElement;
    return { scrollHeight: all, clientHeight: seen };
  });
  assert.ok(scrollHeight > 3 * clientHeight, `${scrollHeight} of ${clientHeight}`);
});

test('a dropped file leaves the page where it is, and a sentence says why', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  await ana.composer.fill('half a thought');
  assert.equal(await drops(ana, 'file'), true);
  await ana.page.getByText(TEXT_ONLY).waitFor();
  assert.equal(await ana.composer.inputValue(), 'half a thought');
  assert.equal(await drops(ana, 'link'), true);
});

test('of a pasted picture a sentence says that it goes nowhere', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  const isTaken = await ana.composer.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['x'], 'picture.png', { type: 'image/png' }));
    return !field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }));
  });
  assert.equal(isTaken, true);
  await ana.page.getByText(TEXT_ONLY).waitFor();
});

test('times go by the zone in which the device is now', async (t) => {
  const { server, visitor } = await newStory(t);
  const ana = await visitor('Ana');
  const inspector = await ana.context.newCDPSession(ana.page);
  await inspector.send('Emulation.setTimezoneOverride', { timezoneId: 'Europe/Lisbon' });
  await ana.opens(server.url);
  await ana.joins('lobby');
  await ana.writes('on my way');
  await ana.sees('on my way');
  const time = () => ana.log.locator('time').last();
  const there = await time().innerText();
  await inspector.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Kathmandu' });
  await eventually(async () => {
    await ana.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    assert.notEqual(await time().innerText(), there);
  });
  const expected = await ana.page.evaluate((at) => new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Kathmandu' }).format(new Date(at ?? '')), await time().getAttribute('datetime'));
  assert.equal(await time().innerText(), expected);
});

/** Runs in the page: says something in the lobby, as fast as a script can. */
async function say(number: number): Promise<void> {
  await fetch('send', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ room: 'lobby', username: 'Bruno', message: `number ${number}` }) });
}

/** @returns whether the page keeps the browser from showing what is dropped in its place */
function drops({ page }: Visitor, what: 'file' | 'link'): Promise<boolean> {
  return page.evaluate((kind) => {
    const dataTransfer = new DataTransfer();
    if (kind === 'file') dataTransfer.items.add(new File(['x'], 'notes.txt', { type: 'text/plain' }));
    else dataTransfer.setData('text/uri-list', 'https://elsewhere.example/');
    return ['dragover', 'drop'].every((type) =>
      !document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true })));
  }, what);
}
