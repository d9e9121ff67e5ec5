import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CDPSession } from 'playwright-core';
import { INSECURE_HOST, newPlace, openTab } from '../support/place.ts';
import { stories } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

interface Shortcut {
  readonly name: string;
  readonly url: string;
}

/** What the browser itself takes the app for. */
async function inspectorOf({ context, page }: Visitor): Promise<CDPSession> {
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  return context.newCDPSession(page);
}

/** The addresses of the shortcuts, as the browser has read them. */
async function shortcutsOf(visitor: Visitor): Promise<(name: string) => string> {
  const inspector = await inspectorOf(visitor);
  const { data } = await inspector.send('Page.getAppManifest') as { data: string };
  const { shortcuts } = JSON.parse(data) as { shortcuts: readonly Shortcut[] };
  return (name) => new URL(shortcuts.find((each) => each.name === name)?.url ?? assert.fail(`There is no "${name}".`), visitor.page.url()).href;
}

test('Chromium finds nothing against installing it, and nothing wrong in its manifest', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const inspector = await inspectorOf(await openTab(await openBrowser(), server.url));
  assert.deepEqual((await inspector.send('Page.getInstallabilityErrors')).installabilityErrors, []);
  assert.deepEqual((await inspector.send('Page.getAppManifest')).errors, []);
  assert.equal((await inspector.send('Page.getAppId')).appId, server.url);
});

/** Counts in a page how often a method of one of its interfaces is called. A script in words: tsx would add names to it. */
async function counting({ page }: Visitor, type: 'BeforeInstallPromptEvent' | 'StorageManager', method: string): Promise<() => Promise<number>> {
  await page.addInitScript({ content: `{
    const original = ${type}.prototype.${method};
    globalThis.calls = 0;
    ${type}.prototype.${method} = function () { globalThis.calls++; return original.call(this); };
  }` });
  await page.reload();
  return () => page.evaluate(() => Reflect.get(globalThis, 'calls') as number);
}

test('what Chromium itself would ask is asked when somebody presses the button, from the settings in a room as well', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const ana = await openTab(await openBrowser(), server.url);
  const asked = await counting(ana, 'BeforeInstallPromptEvent', 'prompt');
  await ana.button('Install Sala').waitFor();
  await ana.joins('lobby');
  await ana.button('Settings').click();
  await ana.page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await ana.button('Install Sala').focus();
  assert.equal(await asked(), 0);
  await ana.page.keyboard.press('Enter');
  await eventually(async () => assert.equal(await asked(), 1));
  await ana.button('Install Sala').waitFor({ state: 'detached' });
});

test('on a page over plain http there is nothing to install', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const ana = await openTab(await openBrowser(), `http://${INSECURE_HOST}:${server.port}/`);
  assert.equal(await ana.button('Install Sala').count(), 0);
});

test('the browser is asked to keep what the page stores once somebody has joined a room, but not in the demo', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const ana = await openTab(await openBrowser(), server.url);
  const asked = await counting(ana, 'StorageManager', 'persist');
  await ana.button('Try the demo').click();
  await ana.joins('lobby');
  await ana.button('Leave the demo').click();
  await ana.button('Try the demo').waitFor();
  assert.equal(await asked(), 0);
  await ana.joins('garden');
  await eventually(async () => assert.equal(await asked(), 1));
});

test('the shortcut to the demo starts it, once', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  const shortcut = await shortcutsOf(ana);
  await ana.page.goto(shortcut('Try the demo'));
  await ana.button('Leave the demo').waitFor();
  await ana.joins('lobby');
  await ana.button('Leave the demo').click();
  await ana.button('Try the demo').waitFor();
  await ana.page.reload();
  await ana.button('Try the demo').waitFor();
  assert.equal(new URL(ana.page.url()).search, '');
});

test('the shortcut to a room asks which, of whoever is in one already and of whoever is not', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  const shortcut = await shortcutsOf(ana);
  await ana.opens(shortcut('Join a room'));
  await ana.joins('lobby');
  await ana.opens(shortcut('Join a room'));
  // Behind it there may be another form, where no room is open.
  const dialog = ana.page.getByRole('dialog', { name: 'Join another room' });
  await dialog.getByRole('textbox', { name: 'Room', exact: true }).fill('kitchen');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await eventually(async () => assert.deepEqual(await ana.activeRooms(), ['kitchen']));
});

test('an invitation leads to the room that it names, and whoever is in other rooms is asked first', async (t) => {
  const { guest, server } = await newStory(t);
  const ana = await guest('Ana');
  const invites = (invitation: string) => ana.page.goto(`${server.url}#?invitation=${encodeURIComponent(invitation)}`);
  await invites('web+sala:Caf%C3%A9%20do%20Jo%C3%A3o');
  await ana.invitedTo('Café do João').waitFor();
  assert.equal(new URL(ana.page.url()).search, '');
  await ana.textbox('Your name').fill('Ana');
  await ana.button('Join').click();
  await ana.composer.waitFor();
  await ana.joins('garden');
  await invites('web+sala:Caf%C3%A9%20do%20Jo%C3%A3o');
  await eventually(async () => assert.deepEqual(await ana.activeRooms(), ['Café do João']));
  await invites('web+sala:kitchen');
  await ana.page.getByRole('heading', { name: 'You are not in this room yet' }).waitFor();
  assert.deepEqual(await ana.roomNames(), ['Café do João', 'garden']);
});

async function hasWorker({ page }: Visitor): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** As the system does it where the app is installed. */
async function share({ page }: Visitor, parts: Readonly<Record<string, string>>): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.evaluate((each) => {
    const form = Object.assign(document.createElement('form'), { method: 'POST', action: './share', enctype: 'multipart/form-data' });
    for (const [name, value] of Object.entries(each)) form.append(Object.assign(document.createElement('textarea'), { name, value }));
    document.body.append(form);
    form.submit();
  }, parts);
  await loaded;
  await page.getByRole('button', { name: 'Settings' }).first().waitFor();
}

test('what is shared waits for the room that is chosen, below what was being typed there, and is not sent', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await hasWorker(ana);
  const shares = (text: string) => share(ana, { 'share-title': 'Soup', 'share-text': text });
  const drafts = (draft: string) => eventually(async () => assert.equal(await ana.composer.inputValue(), draft));
  await shares('into the first room');
  await ana.joins('garden');
  await drafts('Soup\ninto the first room');
  await ana.joins('lobby');
  await shares('for whoever is here');
  await ana.page.getByRole('heading', { name: 'Choose a room for this' }).waitFor();
  await ana.opensRoom('garden');
  await drafts('Soup\ninto the first room\nSoup\nfor whoever is here');
  await ana.page.reload();
  await drafts('Soup\ninto the first room\nSoup\nfor whoever is here');
  assert.equal(await ana.counts('for whoever is here'), 0);

  await shares('for nobody');
  await ana.button('Do not share').click();
  await ana.opensRoom('lobby');
  await drafts('');
});

test('what is shared is taken by the worker: it arrives without the server', async (t) => {
  const { guest, server } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  await hasWorker(ana);
  ana.expectsTrouble();
  await server.stop();
  await share(ana, { 'share-text': 'Olá & adeus? #1 ☕' });
  await eventually(async () => assert.equal(await ana.composer.inputValue(), 'Olá & adeus? #1 ☕'));
  assert.equal(new URL(ana.page.url()).hash, '#/lobby');
});

test('what is shared while there is no worker is asked for again, and stands in no address', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana', { serviceWorkers: 'block' });
  const urls: string[] = [];
  ana.page.on('request', (request) => urls.push(decodeURIComponent(request.url())));
  await share(ana, { 'share-text': 'a secret' });
  await ana.page.getByRole('alert').filter({ hasText: 'Sala did not get what you shared. Share it once more.' }).waitFor();
  assert.equal(new URL(ana.page.url()).hash, '');
  assert.deepEqual(urls.filter((url) => url.includes('secret')), []);
  assert.ok(urls.some((url) => url.endsWith('/share')));
});
