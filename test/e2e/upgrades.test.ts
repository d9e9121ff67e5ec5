// A newer build takes the place of the one that is open, where no worker keeps the page: over plain http. And what is
// loaded later comes from the worker where there is one.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { makeNewer } from '../support/newer-build.ts';
import { Person } from '../support/person.ts';
import { INSECURE_HOST, newPlace, openTab, type Place } from '../support/place.ts';
import { startStaticHost, type Host } from '../support/static-host.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

/** What a button is called before and after. */
const OLD = 'Join another room';
const NEW = 'Join one more room';

const UNOPENED = 'This cannot be opened without the server';

const LOOK_EVERY_MS = 300_000;

/** Puts a newer build into the place of the one that is served. */
function replace({ dist }: Place): void {
  makeNewer(join(dist, 'page'), OLD, NEW);
}

const insecure = (url: string): string => url.replace('localhost', INSECURE_HOST);

async function isAsked(visitor: Visitor): Promise<void> {
  await visitor.seesStatus('A new version of Sala is here.');
  await visitor.button(OLD).waitFor();
}

async function isAskedNothing(visitor: Visitor): Promise<void> {
  assert.equal(await visitor.button('Reload').count(), 0);
}

/** Ana, in a room of a server, with a page that another host has, below a path. */
async function fromStaticHost(t: TestContext, { hasClock = false } = {}): Promise<{ place: Place; host: Host; ana: Visitor }> {
  const place = await newPlace(t);
  const host = await startStaticHost(t, join(place.dist, 'page'));
  const browser = await place.openBrowser();
  if (hasClock) await browser.clock.install();
  const ana = await openTab(browser, insecure(host.url));
  await ana.textbox('Server address').fill(insecure(place.server.url));
  await ana.joins('lobby');
  return { place, host, ana };
}

test('over plain http a new version waits for a press, and nothing that was written is lost', async (t) => {
  const place = await newPlace(t);
  const ana = await openTab(await place.openBrowser(), insecure(place.server.url));
  assert.equal(await ana.page.evaluate(() => isSecureContext), false);
  await ana.joins('garden', 'lobby');
  await ana.writes('before');
  await ana.sees('before');
  await place.server.stop();
  await ana.seesStatus(/^Offline since/);
  await ana.writes('waits');
  await ana.composer.fill('half a tho');
  replace(place);
  await place.server.start();
  await isAsked(ana);
  await ana.button('Reload').click();
  await ana.button(NEW).waitFor();
  await isAskedNothing(ana);
  await eventually(async () => assert.equal(await ana.composer.inputValue(), 'half a tho'));
  await ana.sees('before');
  const reader = new Person(place.server.url.slice(0, -1), 'curl');
  await eventually(async () => assert.deepEqual(await reader.readsAgain('lobby'), ['waits']));
});

test('over plain http a server that was started again with the same build asks nothing', async (t) => {
  const place = await newPlace(t);
  const ana = await openTab(await place.openBrowser(), insecure(place.server.url));
  await ana.joins('lobby');
  const asked = ana.page.waitForResponse((response) => response.url() === insecure(place.server.url));
  await place.server.restart();
  await (await asked).finished();
  await ana.page.evaluate(() => new Promise(requestAnimationFrame));
  await isAskedNothing(ana);
});

test('code that a newer build has taken away brings the news of it', async (t) => {
  const { place, ana } = await fromStaticHost(t);
  replace(place);
  await isAskedNothing(ana);
  await ana.composer.pressSequentially(':tada');
  await isAsked(ana);
});

test('a dialog that a newer build has taken away is told as that, and not as a missing network', async (t) => {
  const { place, ana } = await fromStaticHost(t);
  // Loaded ahead, as all of them over plain http.
  await ana.page.route('**/assets/save-talk-*.js', (route) => route.abort());
  await ana.page.reload();
  await ana.composer.waitFor();
  await ana.page.unroute('**/assets/save-talk-*.js');
  replace(place);
  await ana.choosesMore(/^Save/);
  await isAsked(ana);
  assert.equal(await ana.page.getByText(UNOPENED).count(), 0);
});

test('a dialog that cannot be had without a network says that, and asks nothing', async (t) => {
  const { host, ana } = await fromStaticHost(t);
  await ana.page.route('**/assets/save-talk-*.js', (route) => route.abort());
  await ana.page.reload();
  await ana.composer.waitFor();
  await host.stop();
  await ana.choosesMore(/^Save/);
  await ana.page.getByRole('alert').filter({ hasText: UNOPENED }).waitFor();
  await isAskedNothing(ana);
});

test('a page of a static host looks for a new version when somebody comes back to it', async (t) => {
  const { place, ana } = await fromStaticHost(t);
  replace(place);
  await ana.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await isAsked(ana);
});

test('a page of a static host that stays open looks for a new version now and then', async (t) => {
  const { place, ana } = await fromStaticHost(t, { hasClock: true });
  replace(place);
  await isAskedNothing(ana);
  await ana.page.clock.fastForward(LOOK_EVERY_MS);
  await isAsked(ana);
});

test('a page that asks for a login in place of Sala’s is no new version', async (t) => {
  const { host, ana } = await fromStaticHost(t);
  await ana.page.route(insecure(host.url), (route) => route.fulfill({ contentType: 'text/html', body: '<title>Login</title>' }));
  const asked = ana.page.waitForResponse((response) => response.url() === insecure(host.url));
  await ana.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await (await asked).finished();
  await ana.page.evaluate(() => new Promise(requestAnimationFrame));
  await isAskedNothing(ana);
});

test('with a worker, emoji, languages and dialogs are there after an upgrade, and without the server', async (t) => {
  const place = await newPlace(t);
  const ana = await openTab(await place.openBrowser(), place.server.url);
  await ana.joins('lobby');
  await ana.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  replace(place);
  await place.server.restart();
  await place.server.stop();
  await ana.composer.pressSequentially(':tada:');
  await eventually(async () => assert.equal(await ana.composer.inputValue(), '🎉'));
  await ana.button('Settings').click();
  await ana.page.getByRole('combobox', { name: 'Language' }).selectOption('pt-BR');
  await ana.page.getByRole('dialog', { name: 'Configurações' }).waitFor();
});
