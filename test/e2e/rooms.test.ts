import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stories } from '../support/story.ts';
import { eventually } from '../support/visitor.ts';

const newStory = stories();

test('of three rooms the open one is marked, and the others count what is unread', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('lobby', 'garden', 'kitchen');
  await bruno.joins('lobby', 'garden');
  await bruno.writes('one in the garden');
  await bruno.opensRoom('lobby');
  await bruno.writes('one in the lobby');
  await bruno.writes('two in the lobby');
  await ana.seesUnread('lobby', 2);
  await ana.seesUnread('garden', 1);
  assert.deepEqual(await ana.activeRooms(), ['kitchen']);

  await ana.opensRoom('lobby');
  await ana.sees('two in the lobby');
  assert.deepEqual(await ana.activeRooms(), ['lobby']);
  await ana.page.getByRole('link', { name: 'lobby', exact: true }).waitFor();
  await ana.seesUnread('garden', 1);
});

test('what is typed into one room and not sent stays there', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby', 'garden');
  await ana.composer.fill('for the garden');
  await ana.opensRoom('lobby');
  assert.equal(await ana.composer.inputValue(), '');
  await ana.opensRoom('garden');
  assert.equal(await ana.composer.inputValue(), 'for the garden');
});

test('the browser’s back button leads to the room before', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby', 'garden');
  await ana.opensRoom('lobby');
  await ana.page.goBack();
  await ana.page.getByRole('heading', { level: 1, name: 'garden', exact: true }).waitFor();
  assert.deepEqual(await ana.activeRooms(), ['garden']);
});

test('a link brings the room along, whatever is in its name', async (t) => {
  const { guests, server } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  for (const room of ['Café do João', 'party 🎉', 'a/b?c=d#e%20f', '50%']) {
    await ana.joins(room);
    assert.equal(await ana.page.evaluate(() => location.hash), `#/${encodeURIComponent(room)}`);
    await bruno.page.goto(`${server.url}#/${encodeURIComponent(room)}`);
    await bruno.invitedTo(room).waitFor();
  }
  await bruno.textbox('Your name').fill('Bruno');
  await bruno.button('Join').click();
  await bruno.writes('found it');
  await ana.sees('found it');
});

test('a link to a room that one is not in offers to join it, beside those that one is in', async (t) => {
  const { guest, server } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  await ana.page.goto(`${server.url}#/garden`);
  await ana.page.getByRole('heading', { name: 'You are not in this room yet' }).waitFor();
  await ana.button('Join').click();
  await ana.composer.waitFor();
  assert.deepEqual(await ana.activeRooms(), ['garden']);
  await ana.room('lobby').waitFor();
});

test('who leaves a room is gone from it at once, without a question, and keeps the others', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('lobby', 'garden');
  await bruno.joins('garden');
  await bruno.seesPeople('Ana', 'Bruno');
  await ana.writes('bye');
  await bruno.sees('bye');
  await ana.leaves();
  await bruno.sees('Ana left the room');
  await bruno.seesPeople('Bruno');
  await ana.room('garden').waitFor({ state: 'detached' });
  await ana.opensRoom('lobby');
});

test('who leaves the last room is back on the first screen, and the name is free again', async (t) => {
  const { guests } = await newStory(t);
  const [ana, other] = await guests('Ana', 'Ana');
  await ana.joins('lobby');
  await ana.leaves();
  await ana.textbox('Your name').waitFor();
  await other.joins('lobby');
  await other.seesPeople('Ana');
});

test('on a phone one goes between rooms, talk and people', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.joins('lobby');
  await ana.writes('from my phone');
  await ana.sees('from my phone');
  assert.equal(await ana.rooms.isVisible(), false);
  await ana.button('People').click();
  await ana.seesPeople('Ana');
  await ana.button('Close').click();
  await ana.page.getByRole('link', { name: 'Back to the rooms' }).click();
  await ana.room('lobby').click();
  await ana.sees('from my phone');
  await eventually(async () => assert.deepEqual(await ana.page.evaluate(() => document.documentElement.scrollWidth), 390));
});

test('on a phone the device\'s own way back leads from the talk to the rooms, also when the app was opened in a talk', async (t) => {
  const { guest, server } = await newStory(t);
  const ana = await guest('Ana', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.joins('lobby');
  await ana.page.goBack();
  await ana.joins('garden');
  await ana.page.goBack();
  await ana.room('lobby').click();
  await ana.composer.waitFor();
  await ana.page.goBack();
  await ana.composer.waitFor({ state: 'hidden' });
  assert.deepEqual(await ana.roomNames(), ['lobby', 'garden']);
  await ana.room('lobby').click();
  for (const url of [server.url, `${server.url}#/garden`]) {
    await ana.page.goto('about:blank');
    await ana.page.goto(url);
    await ana.composer.waitFor();
    await ana.composer.click();
    await ana.page.goBack();
    await ana.composer.waitFor({ state: 'hidden' });
    await ana.room('garden').waitFor();
  }
});
