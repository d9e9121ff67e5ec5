import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFailure } from '../../src/chat/failure.ts';
import { newChat } from '../support/chatter.ts';
import { errorBody } from '../support/in-process.ts';

test('name, rooms and the open room survive a reload', async (t) => {
  const { ana } = await newChat(t);
  await ana.joins('lobby', 'garden', 'kitchen');
  await ana.opens('garden');
  await ana.reloads();
  assert.equal(ana.session.username, 'ana');
  assert.deepEqual(ana.isIn, ['lobby', 'garden', 'kitchen']);
  assert.equal(ana.activeRoom, 'garden');
});

test('what was said is there again after a reload, and what was read is not unread', async (t) => {
  const { ana, bruno } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby', 'garden');
  await bruno.writes('read', 'garden');
  await bruno.writes('not read', 'lobby');
  await ana.reloads();
  assert.deepEqual(ana.reads(), ['read']);
  assert.equal(ana.unread('lobby'), 1);
  assert.equal(ana.unread('garden'), 0);
});

test('after a reload the name is still one’s own', async (t) => {
  const { ana, newcomer } = await newChat(t);
  await ana.joins('lobby');
  await ana.reloads();
  await ana.writes('it is me');
  ana.sees('it is me');
  const impostor = await newcomer('ana');
  await assert.rejects(impostor.joins('lobby'), { code: 'name_taken' });
});

test('names come back in the form that the server gave them', async (t) => {
  const { server, newcomer } = await newChat(t);
  const person = await newcomer('  José  da\tSilva ');
  await person.joins(' the   lobby ');
  assert.equal(person.session.username, 'José da Silva');
  assert.deepEqual(person.isIn, ['the lobby']);
  assert.equal(server.count('POST /join'), 1);
});

test('a second window of the same browser is the same person, also if it was opened before the first one joined', async (t) => {
  const { ana, secondWindowOf } = await newChat(t);
  const window = await secondWindowOf(ana);
  await ana.joins('lobby');
  await window.joins('lobby');
  await window.writes('from here as well');
  ana.sees('from here as well');
});

test('the connection is first sought, then there', async (t) => {
  const { server, newcomer } = await newChat(t);
  const health = server.holdsBack('/health');
  const carla = await newcomer('carla');
  assert.equal(carla.connection, 'connecting');
  health.release();
  await server.clock.pass(0);
  assert.equal(carla.connection, 'connected');
});

test('offline is said with the reason and the time of the first failure, until the server answers', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await clock.pass(60);
  const since = clock.now();
  server.unplug();
  await clock.pass(20);
  assert.deepEqual(ana.session.connection, { state: 'offline', since, failure: { kind: 'unreachable' } });
  server.plugIn();
  await clock.pass(31);
  assert.equal(ana.connection, 'connected');
});

test('a server that stays away is told once', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  server.unplug();
  await clock.pass(10);
  let changes = 0;
  ana.session.subscribe(() => changes++);
  await clock.pass(300);
  assert.equal(changes, 0);
});

test('offline began with the first failure, also when another reason is found', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  const since = clock.now();
  server.unplug();
  await clock.pass(20);
  server.plugIn();
  for (let turn = 0; turn < 2; turn++) for (const path of ['/user_rooms', '/receive']) server.answersOnce(path, 200, '<!doctype html>');
  while (ana.session.connection.state === 'offline' && ana.session.connection.failure.kind === 'unreachable') await clock.pass(0.1);
  assert.deepEqual(ana.session.connection, { state: 'offline', since, failure: { kind: 'no_server' } });
});

test('a portal that answers in the place of the server is told from no answer', async (t) => {
  const { server, newcomer } = await newChat(t);
  for (const path of ['/health', '/user_rooms']) server.answersOnce(path, 200, '<!doctype html>');
  const carla = await newcomer('carla');
  assert.deepEqual(carla.session.connection.state === 'offline' && carla.session.connection.failure, { kind: 'no_server' });
});

test('who is in no room is told of the connection as well', async (t) => {
  const { ana, clock, server } = await newChat(t);
  assert.equal(ana.connection, 'connected');
  server.unplug();
  await clock.pass(5);
  assert.equal(ana.connection, 'offline');
  server.plugIn();
  await clock.pass(31);
  assert.equal(ana.connection, 'connected');
});

test('who left the last room is told of the connection as well', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await ana.leaves('lobby');
  server.unplug();
  await clock.pass(10);
  assert.equal(ana.connection, 'offline');
});

test('a refusal says nothing against the connection', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  server.answersOnce('/user_rooms', 429, errorBody('rate_limited'));
  await clock.pass(5);
  assert.equal(ana.connection, 'connected');
});

test('to hurry tries at once what would be tried later', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  server.unplug();
  await clock.pass(120);
  server.plugIn();
  await ana.writes('hello again');
  ana.session.hurry();
  await clock.pass(0);
  assert.equal(ana.connection, 'connected');
  ana.sees('hello again');
});

test('a first join that cannot reach the server says so, and works once it can', async (t) => {
  const { server, newcomer } = await newChat(t);
  server.unplug();
  const carla = await newcomer('carla');
  await assert.rejects(carla.joins('lobby'), (error) => toFailure(error).kind === 'unreachable');
  server.plugIn();
  await carla.joins('lobby');
  assert.equal(carla.connection, 'connected');
  await carla.writes('made it');
  carla.sees('made it');
});

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
