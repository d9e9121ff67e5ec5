import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stories } from '../support/story.ts';

const newStory = stories();

test('name, rooms, the open room and what was said survive a reload', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby', 'garden', 'kitchen');
  await ana.opensRoom('garden');
  await ana.writes('before');
  await ana.sees('before');
  await ana.page.reload();
  await ana.sees('before');
  assert.deepEqual(await ana.roomNames(), ['lobby', 'garden', 'kitchen']);
  assert.deepEqual(await ana.activeRooms(), ['garden']);
  await ana.writes('after');
  await ana.sees('after');
  assert.equal(await ana.counts('before'), 1);
});

test('a page that was closed opens where one was', async (t) => {
  const { guest, secondPageOf, server } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby', 'garden');
  await ana.opensRoom('lobby');
  const again = await secondPageOf(ana);
  await ana.page.close();
  await again.opens(server.url);
  await again.composer.waitFor();
  assert.deepEqual(await again.activeRooms(), ['lobby']);
});

test('a short message in one window leaves a long draft in another, also across reloads', async (t) => {
  const { guest, secondPageOf, server } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  const other = await secondPageOf(ana);
  await other.opens(`${server.url}#/lobby`);
  await other.composer.waitFor();
  await ana.composer.fill('a long draft that took a while');
  await other.writes('ok');
  await ana.sees('ok');
  await ana.page.reload();
  await ana.sees('ok');
  assert.equal(await ana.composer.inputValue(), 'a long draft that took a while');
  await other.page.reload();
  await other.sees('ok');
  await other.page.close();
  await ana.page.close();
  const later = await secondPageOf(ana);
  await later.opens(`${server.url}#/lobby`);
  await later.composer.waitFor();
  assert.equal(await later.composer.inputValue(), 'a long draft that took a while');
});

test('what came while the page was closed is unread', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await bruno.sees('Ana and Bruno joined');
  await ana.page.goto('about:blank');
  await bruno.writes('are you there?');
  await bruno.sees('are you there?');
  await ana.page.goBack();
  await ana.seesUnread('lobby', 1);
});

test('two pages of one person are one person', async (t) => {
  const { guests, secondPageOf, server } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const other = await secondPageOf(ana);
  await other.opens(server.url);
  await other.writes('from my other page');
  await bruno.sees('from my other page');
  await ana.sees('from my other page');
  await bruno.seesPeople('Ana', 'Bruno');
  assert.equal(await ana.counts('from my other page'), 1);
});
