import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST } from '../support/sala-server.ts';
import { startProxy, startStaticHost } from '../support/static-host.ts';
import { stories } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';

const newStory = stories();

const PAGE = join(DIST, 'page');

/** The part of the site that the page's worker has taken. */
async function scopeOf({ page }: Visitor): Promise<string> {
  return page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
}

async function chatsInDemo(ana: Visitor): Promise<void> {
  await ana.button('Try the demo').click();
  await ana.button('Leave the demo').waitFor();
  await ana.joins('lobby');
  await ana.writes('nobody serves this');
  await ana.sees('nobody serves this');
  await ana.seesPeople('Ana', 'Iris');
}

test('from a static host, below a path, two people chat on a server of another origin', async (t) => {
  const story = await newStory(t);
  const host = await startStaticHost(t, PAGE);
  story.allows(host.url);
  const [ana, bruno] = [await story.visitor('Ana'), await story.visitor('Bruno')];
  for (const one of [ana, bruno]) {
    one.expectsTrouble();
    await one.opens(host.url);
  }
  await ana.chooses(story.server.url);
  await ana.joins('lobby');
  // The first screen has found that its own address has no server, and asks for one.
  await bruno.textbox('Server address').fill(story.server.url);
  await bruno.joins('lobby');
  await ana.writes('from a page without a server');
  await bruno.sees('from a page without a server');
  await bruno.writes('welcome');
  await ana.sees('welcome');

  assert.equal(await scopeOf(ana), host.url);
  await host.stop();
  await ana.page.reload();
  await ana.sees('welcome');
  await ana.writes('the host is gone, the server is not');
  await bruno.sees('the host is gone, the server is not');
});

test('from a static host, below a path, the demo chats without any server', async (t) => {
  const story = await newStory(t);
  const host = await startStaticHost(t, PAGE);
  story.allows(host.url);
  await story.server.stop();
  const ana = await story.visitor('Ana');
  ana.expectsTrouble();
  await ana.opens(host.url);
  await chatsInDemo(ana);
  await host.stop();
  await ana.page.reload();
  await ana.sees('nobody serves this');
});

test('below a path of a proxy, page, API, worker and demo are there, and nothing is asked for outside of it', async (t) => {
  const story = await newStory(t);
  const proxy = await startProxy(t, story.server.port);
  story.allows(proxy.url);
  const [ana, bruno] = [await story.visitor('Ana'), await story.visitor('Bruno')];
  for (const one of [ana, bruno]) {
    await one.opens(proxy.url);
    await one.joins('hall');
  }
  await ana.writes('through the proxy');
  await bruno.sees('through the proxy');
  assert.equal(await scopeOf(ana), proxy.url);
  await ana.leaves();
  await chatsInDemo(ana);
  assert.deepEqual(proxy.missed, []);
});
