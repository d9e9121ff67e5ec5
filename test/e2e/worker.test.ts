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
  await ana.invitedTo('kitchen').waitFor();
});
