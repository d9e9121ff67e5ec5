// A newer build of the app is served while an older one is open.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { makeNewer } from '../support/newer-build.ts';
import { Person } from '../support/person.ts';
import { newPlace, openTab, type Place } from '../support/place.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

/** What a button is called before and after. */
const OLD = 'Join another room';
const NEW = 'Join one more room';

const HOUR_MS = 3_600_000;

async function ships({ dist, server }: Place): Promise<void> {
  makeNewer(join(dist, 'page'), OLD, NEW);
  await server.restart();
}

async function hasWorker({ page }: Visitor): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Ana, in two rooms. */
async function ana(browser: BrowserContext, url: string): Promise<Visitor> {
  const visitor = await openTab(browser, url);
  await visitor.joins('garden', 'lobby');
  await hasWorker(visitor);
  return visitor;
}

/** Looks at the page again after something else. */
async function comesBack({ page }: Visitor): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

/** Has looked for a new version, and has what came of it on screen. */
async function hasLooked({ page }: Visitor): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await ServiceWorkerRegistration.prototype.update.call(registration);
    await new Promise(requestAnimationFrame);
  });
}

async function isAsked(visitor: Visitor): Promise<void> {
  await visitor.seesStatus('A new version of Sala is here.');
  await visitor.button(OLD).waitFor();
}

async function isAskedNothing(visitor: Visitor): Promise<void> {
  assert.equal(await visitor.button('Reload').count(), 0);
}

async function hasNewVersion(visitor: Visitor): Promise<void> {
  await visitor.button(NEW).waitFor();
  await isAskedNothing(visitor);
}

async function hasDraft(visitor: Visitor, text: string): Promise<void> {
  await eventually(async () => assert.equal(await visitor.composer.inputValue(), text));
}

async function triesDemo(visitor: Visitor): Promise<void> {
  await visitor.button('Try the demo').click();
  await visitor.button('Leave the demo').waitFor();
  await visitor.joins('lobby');
}

test('a new version waits for a press, and nothing that was written is lost by it, without a network too', async (t) => {
  const place = await newPlace(t);
  const browser = await place.openBrowser();
  const writer = await ana(browser, place.server.url);
  await writer.opensRoom('garden');
  await writer.writes('before');
  await writer.sees('before');
  await ships(place);
  await comesBack(writer);
  await isAsked(writer);

  await browser.setOffline(true);
  await writer.seesStatus(/^Offline since/);
  await writer.writes('unsent');
  await writer.composer.fill('half a tho');
  await isAsked(writer);
  await writer.button('Reload').click();
  await hasNewVersion(writer);
  assert.deepEqual(await writer.activeRooms(), ['garden']);
  await hasDraft(writer, 'half a tho');
  await writer.sees('before');
  await writer.seesStatus(/1 message waiting/);

  await browser.setOffline(false);
  const reader = new Person(place.server.url.slice(0, -1), 'curl');
  await eventually(async () => assert.deepEqual(await reader.readsAgain('garden'), ['unsent']));
  await hasDraft(writer, 'half a tho');
});

test('two tabs change together, also one that was reloaded past its worker, and each stays in its room', async (t) => {
  const place = await newPlace(t);
  const browser = await place.openBrowser();
  const first = await ana(browser, place.server.url);
  const second = await openTab(browser, `${place.server.url}#/garden`);
  const third = await openTab(browser, `${place.server.url}#/garden`);
  const cdp = await browser.newCDPSession(third.page);
  await cdp.send('Page.reload', { ignoreCache: true });
  await third.page.waitForFunction(() => navigator.serviceWorker.controller === null);
  await ships(place);
  await comesBack(first);
  for (const tab of [first, second, third]) await isAsked(tab);
  await second.composer.fill('among the ro');
  await first.button('Reload').click();
  for (const tab of [first, second, third]) await hasNewVersion(tab);
  assert.deepEqual(await first.activeRooms(), ['lobby']);
  assert.deepEqual(await second.activeRooms(), ['garden']);
  await hasDraft(second, 'among the ro');
});

test('a new version that came before the app was closed is there at the next start, and asks nobody', async (t) => {
  const place = await newPlace(t);
  let browser = await place.openBrowser();
  const visitor = await ana(browser, place.server.url);
  await ships(place);
  await comesBack(visitor);
  await isAsked(visitor);
  await browser.close();

  browser = await place.openBrowser();
  const again = await openTab(browser, place.server.url);
  await hasNewVersion(again);
  assert.deepEqual(await again.activeRooms(), ['lobby']);
});

test('a reload by hand asks again', async (t) => {
  const place = await newPlace(t);
  const visitor = await ana(await place.openBrowser(), place.server.url);
  await ships(place);
  await comesBack(visitor);
  await isAsked(visitor);
  await visitor.page.reload();
  await isAsked(visitor);
});

test('a first visit asks nothing', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const visitor = await ana(await openBrowser(), server.url);
  await hasLooked(visitor);
  await isAskedNothing(visitor);
  await comesBack(visitor);
  await hasLooked(visitor);
  await isAskedNothing(visitor);
});

test('a page that stays open looks for a new version within the hour', async (t) => {
  const place = await newPlace(t);
  const browser = await place.openBrowser();
  await browser.clock.install();
  const visitor = await ana(browser, place.server.url);
  await ships(place);
  await isAskedNothing(visitor);
  await visitor.page.clock.fastForward(HOUR_MS);
  await isAsked(visitor);
});

/** Tells a page what a worker does that is to take over, and notes what it asks of the former one once it has fallen silent. */
async function isToChange({ page }: Visitor): Promise<() => Promise<string[]>> {
  const asked = await page.evaluateHandle(async () => {
    const all: string[] = [];
    const { port1, port2 } = new MessageChannel();
    const silent = new Promise((resolve) => { port1.addEventListener('message', resolve); });
    port1.start();
    navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: 'TAKING_OVER', ports: [port2] }));
    await silent;
    const { fetch } = window;
    window.fetch = (input, init) => {
      all.push(input instanceof Request ? input.url : String(input));
      return fetch(input, init);
    };
    ServiceWorker.prototype.postMessage = (message: unknown) => { all.push(`message ${String(message)}`); };
    return all;
  });
  return () => asked.jsonValue();
}

const PLACES = {
  'of the demo': async (browser: BrowserContext, url: string) => {
    const visitor = await openTab(browser, url);
    await triesDemo(visitor);
    return visitor;
  },
  'of a server': ana,
};

for (const [whose, enters] of Object.entries(PLACES)) {
  test(`a page ${whose} that is to change asks for nothing, and comes back by itself where it does not change`, async (t) => {
    const place = await newPlace(t);
    const browser = await place.openBrowser();
    await browser.clock.install();
    const visitor = await enters(browser, place.server.url);
    // In the demo it will be answered.
    await visitor.writes('hello');
    await visitor.sees('hello');
    const asked = await isToChange(visitor);
    await comesBack(visitor);
    await visitor.page.clock.runFor(39_000);
    assert.deepEqual(await asked(), []);
    await visitor.composer.fill('half a tho');

    const anew = visitor.page.waitForEvent('domcontentloaded');
    await visitor.page.clock.runFor(1_000);
    await anew;
    await hasDraft(visitor, 'half a tho');
    await visitor.writes('still here');
    await visitor.sees('still here');
  });
}

test('who has the demo gets it with the new version, which goes on with it while there is no server', async (t) => {
  const place = await newPlace(t);
  const visitor = await openTab(await place.openBrowser(), place.server.url);
  await triesDemo(visitor);
  await visitor.writes('hello');
  await visitor.sees('hello');
  await ships(place);
  await comesBack(visitor);
  await isAsked(visitor);
  await place.server.stop();
  await visitor.button('Reload').click();
  await hasNewVersion(visitor);
  await visitor.sees('hello');
  await visitor.writes('with the new version');
  await visitor.sees('with the new version');
});

test('who never tried the demo gets it with the new version as well', async (t) => {
  const place = await newPlace(t);
  const visitor = await openTab(await place.openBrowser(), place.server.url);
  await visitor.hasDemoCode();
  await ships(place);
  await comesBack(visitor);
  await visitor.seesStatus('A new version of Sala is here.');
  await place.server.stop();
  await visitor.button('Reload').click();
  await visitor.button('Reload').waitFor({ state: 'detached' });
  await triesDemo(visitor);
  await hasNewVersion(visitor);
});
