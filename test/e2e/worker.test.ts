import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newPlace, openTab } from '../support/place.ts';
import type { Visitor } from '../support/visitor.ts';

async function triesDemo(ana: Visitor): Promise<void> {
  await ana.button('Try the demo').click();
  await ana.button('Leave the demo').waitFor();
  await ana.joins('lobby');
  await ana.writes('hello');
  await ana.sees('hello');
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

test('the app opens at a link while there is no server, also where the demo was never tried', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const browser = await openBrowser();
  const ana = await openTab(browser, server.url);
  await ana.page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await server.stop();
  await ana.page.goto('about:blank');
  await ana.opens(`${server.url}#/kitchen`);
  assert.equal(await ana.textbox('Room').inputValue(), 'kitchen');
});

test('a page of the demo goes on when a new version of the worker takes over', async (t) => {
  const { dist, server, openBrowser } = await newPlace(t);
  const browser = await openBrowser();
  const ana = await openTab(browser, server.url);
  await triesDemo(ana);

  const page = join(dist, 'page');
  for (const file of readdirSync(page)) if (/^sw\.js\.(br|gz)$/.test(file)) rmSync(join(page, file));
  appendFileSync(join(page, 'sw.js'), '\n// A newer version.\n');
  await server.restart();
  const reloaded = ana.page.waitForEvent('load');
  const waited = await ana.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise<ServiceWorker>((resolve) => {
      registration.addEventListener('updatefound', () => registration.installing && resolve(registration.installing));
    });
    // The demo keeps MSW from asking for updates; the app asks as any page may.
    await ServiceWorkerRegistration.prototype.update.call(registration);
    const worker = await found;
    if (worker.state !== 'installed') {
      await new Promise<void>((resolve) => {
        worker.addEventListener('statechange', () => worker.state === 'installed' && resolve());
      });
    }
    const isWaiting = registration.waiting === worker && navigator.serviceWorker.controller !== worker;
    worker.postMessage('SKIP_WAITING');
    return isWaiting;
  });
  assert.equal(waited, true, 'the new version waits until it is let in');
  await reloaded;
  await ana.sees('hello');
  await ana.writes('with the new version');
  await ana.sees('with the new version');
});
