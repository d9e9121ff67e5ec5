// Write without a network, close the browser, and it arrives, once, in order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { INSECURE_HOST, newPlace, openTab, type Place } from '../support/place.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const THREE = ['one', 'two', 'three'];

/** A message says "Sending" to screen readers until the server has it. */
async function waits(visitor: Visitor, count: number): Promise<void> {
  await eventually(async () => assert.equal(await visitor.counts('Sending'), count));
}

/** What people wrote, in the order in which it is shown. */
async function said(visitor: Visitor): Promise<string[]> {
  return visitor.log.locator('.text').allInnerTexts();
}

async function saysLast(visitor: Visitor, ...texts: string[]): Promise<void> {
  await eventually(async () => assert.deepEqual((await said(visitor)).slice(-texts.length), texts));
}

/** Bruno, in two rooms. */
async function bruno({ server, openBrowser }: Place): Promise<Visitor> {
  const visitor = await openTab(await openBrowser('Bruno'), server.url, 'Bruno');
  await visitor.joins('garden', 'lobby');
  visitor.expectsTrouble();
  return visitor;
}

/** Ana, in the same rooms, who can do without the network from now on. */
async function ana(browser: BrowserContext, url: string): Promise<Visitor> {
  const visitor = await openTab(browser, url);
  await visitor.joins('garden', 'lobby');
  visitor.expectsTrouble();
  return visitor;
}

async function writesThreeOffline(visitor: Visitor): Promise<void> {
  await visitor.context.setOffline(true);
  await visitor.seesStatus(/^Offline since/);
  await visitor.opensRoom('garden');
  await visitor.writes('among the roses');
  await visitor.opensRoom('lobby');
  for (const text of THREE) await visitor.writes(text);
  await waits(visitor, THREE.length);
  await visitor.seesStatus(/4 messages waiting/);
}

async function arrivedOnce(reader: Visitor): Promise<void> {
  await reader.opensRoom('lobby');
  await saysLast(reader, ...THREE);
  for (const text of THREE) assert.equal(await reader.counts(text), 1);
  await reader.opensRoom('garden');
  await saysLast(reader, 'among the roses');
  assert.equal(await reader.counts('among the roses'), 1);
}

test('what is written without a network survives the browser, is there without one, and arrives once, in order', async (t) => {
  const place = await newPlace(t);
  const { server, openBrowser } = place;
  const reader = await bruno(place);
  let browser = await openBrowser();
  let writer = await ana(browser, server.url);
  await reader.writes('hello Ana');
  await writer.sees('hello Ana');
  await writer.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await writesThreeOffline(writer);
  await browser.close();
  await server.restart();

  browser = await openBrowser();
  await browser.setOffline(true);
  writer = await openTab(browser, server.url);
  writer.expectsTrouble();
  await writer.sees('hello Ana');
  await waits(writer, THREE.length);
  assert.deepEqual(await said(writer), ['hello Ana', ...THREE]);
  await writer.seesStatus(/^Offline since .*4 messages waiting/);
  assert.deepEqual(await writer.roomNames(), ['garden', 'lobby']);

  await browser.setOffline(false);
  await writer.seesStatus('Connected');
  await waits(writer, 0);
  await arrivedOnce(reader);
  await arrivedOnce(writer);
});

test('of two tabs one delivers, and both agree on what waits and what is unread', async (t) => {
  const place = await newPlace(t);
  const { server, openBrowser } = place;
  const reader = await bruno(place);
  const browser = await openBrowser();
  const writer = await ana(browser, server.url);
  const tab = await openTab(browser, server.url);
  tab.expectsTrouble();
  const sends: string[] = [];
  browser.on('request', (request) => {
    if (request.url().endsWith('/send')) sends.push(request.postDataJSON().message as string);
  });
  await browser.setOffline(true);
  await writer.seesStatus(/^Offline since/);
  await tab.seesStatus(/^Offline since/);
  await writer.writes('from the first');
  await tab.sees('from the first');
  await tab.writes('from the second');
  for (const page of [writer, tab]) await waits(page, 2);
  for (const page of [writer, tab]) await page.seesStatus(/2 messages waiting/);

  await browser.setOffline(false);
  await saysLast(reader, 'from the first', 'from the second');
  for (const page of [writer, tab]) await waits(page, 0);
  for (const page of [writer, tab, reader]) assert.equal(await page.counts('from the first'), 1);
  assert.deepEqual(sends, ['from the first', 'from the second']);

  for (const page of [writer, tab]) await page.opensRoom('garden');
  await reader.opensRoom('lobby');
  await reader.writes('look here');
  for (const page of [writer, tab]) await page.seesUnread('lobby', 1);
  await writer.opensRoom('lobby');
  await tab.room('lobby').and(tab.page.getByRole('link', { name: 'lobby', exact: true })).waitFor();
});

test('a reload in the middle of sending neither loses nor doubles', async (t) => {
  const place = await newPlace(t);
  const reader = await bruno(place);
  const browser = await place.openBrowser();
  const writer = await ana(browser, place.server.url);
  // The server has it, and its answer never comes.
  let arrived!: () => void;
  const arrival = new Promise<void>((resolve) => { arrived = resolve; });
  await browser.route('**/send', async (route) => {
    await route.fetch();
    arrived();
  }, { times: 1 });
  await writer.writes('only once');
  await arrival;
  await writer.page.reload();
  await writer.writes('and the next');
  await saysLast(reader, 'only once', 'and the next');
  await saysLast(writer, 'only once', 'and the next');
  await waits(writer, 0);
  for (const page of [writer, reader]) assert.equal(await page.counts('only once'), 1);
});

test('on a page over plain http what is written without a network arrives as well, from two tabs, after the browser was closed', async (t) => {
  const place = await newPlace(t);
  const { server, openBrowser } = place;
  const url = `http://${INSECURE_HOST}:${server.port}/`;
  const reader = await bruno(place);
  let browser = await openBrowser();
  let writer = await ana(browser, url);
  assert.equal(await writer.page.evaluate(() => isSecureContext), false);
  await reader.writes('hello Ana');
  await writer.sees('hello Ana');
  const tab = await openTab(browser, url);
  tab.expectsTrouble();
  await writesThreeOffline(writer);
  await waits(tab, THREE.length);
  await browser.close();
  await server.restart();

  browser = await openBrowser();
  writer = await openTab(browser, url);
  await waits(writer, 0);
  await arrivedOnce(reader);
  await arrivedOnce(writer);
  await writer.opensRoom('lobby');
  assert.equal(await writer.counts('hello Ana'), 1);
});

test('what is being typed survives a change of room, a reload and the end of the browser', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const browser = await openBrowser();
  const writer = await ana(browser, server.url);
  await writer.composer.fill('half a tho');
  await writer.opensRoom('garden');
  assert.equal(await writer.composer.inputValue(), '');
  await writer.composer.fill('roses');
  await writer.page.reload();
  await eventually(async () => assert.equal(await writer.composer.inputValue(), 'roses'));
  await browser.close();

  const again = await openTab(await openBrowser(), server.url);
  await again.opensRoom('lobby');
  await eventually(async () => assert.equal(await again.composer.inputValue(), 'half a tho'));
});

test('one scrolls back beyond what the server keeps', async (t) => {
  const place = await newPlace(t);
  const browser = await place.openBrowser();
  const writer = await ana(browser, place.server.url);
  const texts = Array.from({ length: 130 }, (_one, index) => `line ${index}`);
  for (const text of texts) {
    const response = await fetch(`${place.server.url}send`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ room: 'lobby', username: 'curl', message: text }),
    });
    assert.equal(response.status, 200);
    // The server keeps fifty.
    if (text.endsWith('9')) await writer.sees(text);
  }
  await writer.page.reload();
  await writer.sees('line 129');
  await eventually(async () => {
    await writer.log.evaluate((log) => { log.scrollTop = 0; });
    assert.deepEqual((await said(writer)).slice(-130), texts);
  });
});
