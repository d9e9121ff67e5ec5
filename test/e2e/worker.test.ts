import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { newPlace, openTab } from '../support/place.ts';
import type { Visitor } from '../support/visitor.ts';

async function triesDemo(ana: Visitor): Promise<void> {
  await ana.button('Try the demo').click();
  await ana.button('Leave the demo').waitFor();
  await ana.joins('lobby');
  await ana.writes('hello');
  await ana.sees('hello');
}

/** Has nothing to do any more, and had its worker before. */
async function isIdle({ page }: Visitor): Promise<void> {
  await page.waitForFunction(() => document.readyState === 'complete' && navigator.serviceWorker.controller?.state === 'activated');
  await page.evaluate(() => new Promise((resolve) => { requestIdleCallback(resolve); }));
}

/** From now on pages are told this of the connection. */
async function hasConnection(browser: BrowserContext, connection: object): Promise<void> {
  await browser.addInitScript((told) => {
    Object.defineProperty(navigator, 'connection', { value: told, configurable: true });
  }, connection);
}

test('after a restart of the browser the demo chats in two tabs while there is no server', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const browser = await openBrowser();
  await triesDemo(await openTab(browser, server.url));
  await browser.close();
  await server.stop();

  const again = await openBrowser();
  const ana = await openTab(again, `${server.url}#/lobby`);
  const tab = await openTab(again, server.url);
  await ana.sees('hello');
  await ana.writes('nobody serves this');
  await tab.sees('nobody serves this');
  await tab.writes('nor this');
  await ana.sees('nor this');
});

test('the app opens at a link while there is no server, and after a restart of the browser so does the demo, which nobody has tried', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  let browser = await openBrowser();
  const fetched: string[] = [];
  browser.on('request', (request) => {
    if (/\/assets\/demo-/.test(request.url())) fetched.push(request.serviceWorker() ? 'by the worker' : 'by a page');
  });
  let ana = await openTab(browser, server.url);
  await ana.hasDemoCode();
  // Later visits find it there.
  await ana.page.reload();
  await isIdle(ana);
  await isIdle(await openTab(browser, server.url));
  await server.stop();
  await ana.page.goto('about:blank');
  await ana.opens(`${server.url}#/kitchen`);
  await ana.invitedTo('kitchen').waitFor();
  assert.deepEqual(fetched, ['by the worker']);
  await browser.close();

  browser = await openBrowser();
  ana = await openTab(browser, server.url);
  await triesDemo(ana);
});

for (const [name, connection] of [['saves data', { saveData: true }], ['is slow', { effectiveType: '2g' }]] as const) {
  test(`while the connection ${name} the code of the demo is not fetched before somebody tries it, and later it is`, async (t) => {
    const { server, openBrowser } = await newPlace(t);
    const browser = await openBrowser();
    await hasConnection(browser, connection);
    const ana = await openTab(browser, server.url);
    await isIdle(ana);
    await server.stop();
    await ana.button('Try the demo').click();
    await ana.page.getByRole('alert').filter({ hasText: 'The demo could not be loaded. It needs the network once.' }).waitFor();

    // What failed is tried again at the next visit.
    await hasConnection(browser, { saveData: false, effectiveType: '4g' });
    await ana.page.reload();
    await isIdle(ana);
    await server.start();
    await ana.page.reload();
    await ana.hasDemoCode();
  });
}

test('the worker leaves out of the page what it shows while a network is slow', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const { page } = await openTab(await openBrowser(), server.url);
  // What the document brings along, seen before any script of the page.
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      document.documentElement.dataset['brings'] ??= String(document.querySelector('#first-paint') !== null);
    });
  });
  const brings = () => page.locator('html').getAttribute('data-brings');
  const ignoreWorker = await page.context().newCDPSession(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await ignoreWorker.send('Page.reload', { ignoreCache: true });
  await page.waitForFunction(() => navigator.serviceWorker.controller === null);
  await page.locator('sala-welcome-page').waitFor();
  assert.equal(await brings(), 'true');
  assert.equal(await page.locator('#first-paint').count(), 0);
  await page.reload();
  await page.locator('sala-welcome-page').waitFor();
  assert.equal(await brings(), 'false');
});
