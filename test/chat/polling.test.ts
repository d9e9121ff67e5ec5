// What is asked of the server, and when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChat } from '../support/chatter.ts';

test('to open another room gives up the poll of the first one', async (t) => {
  const { ana, server } = await newChat(t);
  await ana.joins('lobby');
  await ana.joins('garden');
  const polls = () => server.seen.filter(({ call, fields }) => call === 'GET /receive' && fields['wait'] !== undefined);
  const [former] = polls().filter(({ fields }) => fields['room'] === 'lobby').slice(-1);
  assert.equal(former?.signal?.aborted, true);
  const underWay = polls().filter(({ signal }) => !signal?.aborted);
  assert.deepEqual(underWay.map(({ fields }) => fields['room']), ['garden']);
});

test('to close the open room gives up its poll', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  const held = server.seen.findLast(({ call }) => call === 'GET /receive');
  ana.session.activate(undefined);
  await clock.pass(0);
  assert.equal(held?.signal?.aborted, true);
});

test('only what was received moves the cursor, not what was sent', async (t) => {
  const { ana, bruno, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  const before = ana.room('lobby').cursor;
  await bruno.writes('before hers');
  await ana.writes('hers', 'lobby');
  assert.equal(ana.room('lobby').cursor, before);
  await server.clock.pass(5);
  assert.deepEqual(ana.reads('lobby'), ['before hers', 'hers']);
});

test('polls without news tell nobody of a change', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await clock.pass(10);
  let changes = 0;
  ana.session.subscribe(() => changes++);
  const before = server.seen.length;
  await clock.pass(120);
  assert.ok(server.seen.length > before + 20);
  assert.equal(changes, 0);
});

test('the rooms are asked for every 5 seconds', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await clock.pass(0);
  const from = clock.now();
  await clock.pass(15);
  const times = server.seen.filter(({ call, at }) => call === 'GET /user_rooms' && at > from).map(({ at }) => at - from);
  assert.deepEqual(times, [5_000, 10_000, 15_000]);
});

test('the open room is held for 25 seconds', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  const from = clock.now();
  await clock.pass(60);
  const polls = server.seen.filter(({ call, at }) => call === 'GET /receive' && at > from);
  assert.deepEqual(polls.map(({ at, fields }) => [at - from, fields['wait']]), [[25_000, '25'], [50_000, '25']]);
});

test('on a base-only server the open room is asked every second, and every other one every 5 seconds', async (t) => {
  const { ana, clock, server } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby', 'garden');
  await clock.pass(0);
  const from = clock.now();
  await clock.pass(10);
  const timesOf = (room: string) => server.seen
    .filter(({ call, fields, at }) => call === 'GET /receive' && fields['room'] === room && at > from)
    .map(({ at }) => (at - from) / 1_000);
  assert.deepEqual(timesOf('garden'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(timesOf('lobby'), [5, 10]);
});

test('a base-only server is asked for nothing but the base part', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await ana.writes('hi');
  await clock.pass(10);
  await ana.leaves('lobby');
  const allowed = ['room', 'username', 'message', 'last_timestamp'];
  for (const { call, fields, authorization } of server.seen.filter((one) => one.call !== 'GET /health')) {
    assert.deepEqual(Object.keys(fields).filter((field) => !allowed.includes(field)), [], call);
    assert.equal(authorization, null, call);
  }
  assert.equal(server.count('GET /people'), 0);
});

test('on a base-only server two people talk, and a closed room counts what is unread', async (t) => {
  const { ana, bruno, clock } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await bruno.writes('hi');
  await clock.pass(5);
  assert.equal(ana.unread('lobby'), 1);
  await ana.opens('lobby');
  await ana.writes('hello');
  await clock.pass(1);
  assert.deepEqual(bruno.reads(), ['hi', 'hello']);
  assert.deepEqual(ana.reads(), ['hi', 'hello']);
});

test('while nobody looks, all rooms are asked for every 30 seconds, and nothing is held', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  const held = server.seen.findLast(({ call }) => call === 'GET /receive');
  ana.session.setVisible(false);
  assert.equal(held?.signal?.aborted, true);
  await clock.pass(5);
  const before = server.seen.length;
  await clock.pass(120);
  // Bruno is in no room.
  const calls = server.seen.slice(before).map(({ call }) => call).filter((call) => call !== 'GET /health');
  assert.deepEqual(calls, Array.from({ length: 4 }, () => 'GET /user_rooms'));
});

test('who comes back to the page is told at once what came meanwhile', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  ana.session.setVisible(false);
  await clock.pass(6);
  await bruno.writes('psst');
  assert.deepEqual(ana.reads(), []);
  ana.session.setVisible(true);
  await clock.pass(0);
  assert.deepEqual(ana.reads(), ['psst']);
  const held = server.seen.findLast(({ call, fields }) => call === 'GET /receive' && fields['username'] === 'ana');
  assert.equal(held?.fields['wait'], '25');
});

test('a session that was closed asks for nothing more, whatever happens to its page', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  ana.session.close();
  await clock.pass(0);
  const asked = () => server.seen.filter(({ fields }) => fields['username'] === 'ana').length;
  const before = asked();
  ana.session.setVisible(false);
  ana.session.setVisible(true);
  ana.session.doubt();
  ana.session.look(ana.room('lobby'));
  ana.session.activate(undefined);
  ana.session.activate('lobby');
  ana.session.send(ana.room('lobby'), 'for the next session');
  await clock.pass(60);
  assert.equal(asked(), before);
});
