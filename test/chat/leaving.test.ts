// Who leaves a room is out of it, whatever else was on its way, in windows of one browser and on two devices.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newChat, type Chat, type Chatter } from '../support/chatter.ts';

type Kind = 'sala' | 'base';

/** Ana in the lobby and in the garden by two pages, and Bruno, by whom the server is seen. */
async function inTwoPages(t: TestContext, other: 'window' | 'device', kind: Kind = 'sala'): Promise<Chat & { other: Chatter }> {
  const chat = await newChat(t, { kind });
  const { ana, bruno, clock, server, newcomer, secondWindowOf } = chat;
  await ana.joins('garden', 'lobby');
  await bruno.joins('garden', 'lobby');
  await clock.pass(6);
  const page = other === 'window' ? await secondWindowOf(ana) : await newcomer('ana', await ana.device.store(server.url).account());
  if (other === 'device') await page.joins('garden', 'lobby');
  await clock.pass(6);
  await page.opens('lobby');
  return { ...chat, other: page };
}

/** The rooms that somebody is in, as the server says. */
async function roomsOf({ server }: Chat, username: string): Promise<string[]> {
  const response = await server.fetch(`${server.url}user_rooms?username=${username}`, { method: 'GET' });
  return ((await response.json()) as { rooms: string[] }).rooms;
}

for (const other of ['window', 'device'] as const) {
  test(`a message that reaches the server after its room was left in another ${other} does not lead back into it`, async (t) => {
    const chat = await inTwoPages(t, other);
    const { ana, bruno, clock, server } = chat;
    const request = server.delays('/send');
    await chat.other.writes('too late', 'lobby');
    await ana.leaves('lobby');
    request.release();
    await clock.pass(60);
    assert.deepEqual(await roomsOf(chat, 'ana'), ['garden']);
    assert.deepEqual(bruno.reads('lobby'), []);
    assert.deepEqual(bruno.room('lobby').people, ['bruno']);
  });

  test(`what waited in a room that was left in another ${other} says so, and Retry joins it again`, async (t) => {
    const chat = await inTwoPages(t, other);
    const { ana, bruno, clock, server } = chat;
    const leaving = server.delays('/leave');
    const left = ana.leaves('lobby');
    await clock.pass(0);
    const request = server.delays('/send');
    await chat.other.writes('written meanwhile', 'lobby');
    leaving.release();
    await left;
    request.release();
    await clock.pass(60);
    assert.deepEqual(chat.other.waits('lobby'), ['written meanwhile (failed)']);
    assert.deepEqual(chat.other.room('lobby').pending[0]?.failure, { kind: 'left' });
    assert.deepEqual(await roomsOf(chat, 'ana'), ['garden']);
    await chat.other.session.retry(chat.other.room('lobby'), chat.other.room('lobby').pending[0]?.id ?? '');
    await clock.pass(10);
    assert.deepEqual(bruno.reads('lobby'), ['written meanwhile']);
    assert.deepEqual(chat.other.waits('lobby'), []);
    assert.deepEqual(await roomsOf(chat, 'ana'), ['garden', 'lobby']);
  });

  test(`a message before which its room was left as its last member, in another ${other}, makes no room`, async (t) => {
    const chat = await inTwoPages(t, other);
    const { ana, bruno, clock, server } = chat;
    await bruno.leaves('lobby');
    await clock.pass(6);
    const request = server.delays('/send');
    await chat.other.writes('too late', 'lobby');
    await ana.leaves('lobby');
    request.release();
    await clock.pass(60);
    assert.deepEqual(await roomsOf(chat, 'ana'), ['garden']);
  });

  test(`a room that others made anew after it was left in another ${other} is not entered by what was on its way`, async (t) => {
    const chat = await inTwoPages(t, other);
    const { ana, bruno, clock, server } = chat;
    await bruno.leaves('lobby');
    await clock.pass(6);
    const request = server.delays('/send');
    await chat.other.writes('for others', 'lobby');
    await ana.leaves('lobby');
    await bruno.joins('lobby');
    request.release();
    await clock.pass(60);
    assert.deepEqual(await roomsOf(chat, 'ana'), ['garden']);
    assert.deepEqual(bruno.reads('lobby'), []);
  });
}

test('base: a message on its way when another window leaves does not lead back into the room', async (t) => {
  const chat = await inTwoPages(t, 'window', 'base');
  const { ana, bruno, clock, server } = chat;
  await bruno.leaves('lobby');
  const request = server.delays('/send');
  await chat.other.writes('too late', 'lobby');
  await ana.leaves('lobby');
  request.release();
  await clock.pass(60);
  assert.deepEqual(await roomsOf(chat, 'ana'), ['garden']);
});

for (const kind of ['sala', 'base'] as const) {
  test(`${kind}: a room that is joined again after a restart while it is left is left`, async (t) => {
    const chat = await newChat(t, { kind });
    const { ana, clock, server } = chat;
    await ana.joins('lobby');
    await clock.pass(6);
    server.unplug();
    await clock.pass(20);
    server.restart();
    server.plugIn();
    const joining = server.delays('/join');
    const joins = server.count('POST /join');
    ana.session.hurry();
    await clock.pass(6);
    assert.equal(server.count('POST /join'), joins + 1);
    await ana.leaves('lobby');
    joining.release();
    await clock.pass(60);
    assert.deepEqual(await roomsOf(chat, 'ana'), []);
    assert.deepEqual(ana.isIn, []);
  });
}

test('a room that one window joins again after a restart while another one leaves it is left', async (t) => {
  const chat = await inTwoPages(t, 'window');
  const { ana, clock, server } = chat;
  await ana.leaves('garden');
  await clock.pass(6);
  server.restart();
  const [first, second] = [server.delays('/join'), server.delays('/join')];
  await clock.pass(6);
  await ana.leaves('lobby');
  first.release();
  second.release();
  await clock.pass(60);
  assert.deepEqual([ana.isIn, chat.other.isIn], [[], []]);
  assert.deepEqual(await roomsOf(chat, 'ana'), []);
});

test('a leave that the server has before the join of another window is repeated', async (t) => {
  const chat = await inTwoPages(t, 'window');
  const { ana, clock, server } = chat;
  await ana.leaves('garden');
  ana.session.setVisible(false);
  await clock.pass(31);
  server.restart();
  const left = server.holdsBack('/leave');
  const leaving = ana.leaves('lobby');
  await clock.pass(7);
  left.release();
  await leaving;
  await clock.pass(60);
  assert.deepEqual([ana.isIn, chat.other.isIn], [[], []]);
  assert.deepEqual(await roomsOf(chat, 'ana'), []);
});

for (const [when, keepsFirst] of [['just before', true], ['just after', false]] as const) {
  test(`what one window writes ${when} another throws the room away is told`, async (t) => {
    const chat = await inTwoPages(t, 'window');
    const { ana, clock, server } = chat;
    const [{ store }, { store: others }] = [ana.session, chat.other.session];
    const [closeRoom, addPending] = [store.closeRoom.bind(store), others.addPending.bind(others)];
    let isClosed = () => {};
    const closed = new Promise<void>((resolve) => { isClosed = resolve; });
    if (!keepsFirst) others.addPending = (...args) => closed.then(() => addPending(...args));
    store.closeRoom = async (...args) => {
      store.closeRoom = closeRoom;
      chat.other.session.send(chat.other.room('lobby'), 'a moment too late');
      const isGone = await closeRoom(...args);
      isClosed();
      return isGone;
    };
    server.delays('/send');
    await ana.leaves('lobby');
    await clock.pass(20);
    assert.deepEqual(chat.other.waits('lobby'), ['a moment too late (failed)']);
    assert.deepEqual(chat.other.room('lobby').failure, { kind: 'left' });
    await chat.other.reloads();
    assert.deepEqual(chat.other.waits('lobby'), ['a moment too late (failed)']);
  });
}

test('messages that the user gives up with a room are gone from all windows', async (t) => {
  const chat = await inTwoPages(t, 'window');
  const { ana, clock, server } = chat;
  server.answersOnce('/send', 400, JSON.stringify({ status: 'error', code: 'invalid_request', message: 'No.' }));
  await chat.other.writes('given up', 'lobby');
  await clock.pass(1);
  assert.deepEqual(ana.waits('lobby'), ['given up (failed)']);
  await ana.leaves('lobby');
  await clock.pass(10);
  assert.deepEqual([ana.isIn, chat.other.isIn], [['garden'], ['garden']]);
});

test('a room that was left on another device and made anew by others stays left', async (t) => {
  const { ana, bruno, clock, server, newcomer } = await newChat(t);
  await ana.joins('garden', 'lobby');
  await clock.pass(6);
  const phone = await newcomer('ana', await ana.device.store(server.url).account());
  await phone.joins('lobby');
  await phone.leaves('lobby');
  await bruno.joins('lobby');
  await clock.pass(10);
  assert.deepEqual(ana.isIn, ['garden']);
  assert.deepEqual(bruno.room('lobby').people, ['bruno']);
});

test('a room that is left as soon as the page is loaded is left with the key of its member', async (t) => {
  const chat = await newChat(t);
  const { ana, clock, server } = chat;
  await ana.joins('lobby');
  const health = server.delays('/health');
  await ana.reloads();
  const leaving = ana.leaves('lobby');
  health.release();
  await leaving;
  await clock.pass(1);
  assert.deepEqual(await roomsOf(chat, 'ana'), []);
});
