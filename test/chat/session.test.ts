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
  for (let turn = 0; turn < 2; turn++) for (const path of ['/user_rooms', '/receive']) server.answersOnce(path, 404, '<!doctype html>');
  while (ana.session.connection.state === 'offline' && ana.session.connection.failure.kind === 'unreachable') await clock.pass(0.1);
  assert.deepEqual(ana.session.connection, { state: 'offline', since, failure: { kind: 'no_server' } });
});

test('a portal that answers in the place of the server is told from no answer', async (t) => {
  const { server, newcomer } = await newChat(t);
  for (const path of ['/health', '/user_rooms']) server.answersOnce(path, 200, '<!doctype html>');
  const carla = await newcomer('carla');
  assert.deepEqual(carla.session.connection.state === 'offline' && carla.session.connection.failure, { kind: 'no_server' });
});

test('a portal in the place of a server that was found here before is no answer, also the next day', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  const answersAsPortal = () => {
    for (let turn = 0; turn < 9; turn++) {
      for (const path of ['/health', '/user_rooms', '/receive']) server.answersOnce(path, 200, '<!doctype html>');
    }
  };
  answersAsPortal();
  await clock.pass(30);
  assert.deepEqual(ana.session.connection.state === 'offline' && ana.session.connection.failure, { kind: 'unreachable' });
  ana.session.close();
  answersAsPortal();
  await ana.reloads();
  assert.deepEqual(ana.session.connection.state === 'offline' && ana.session.connection.failure, { kind: 'unreachable' });
});

for (const [what, status, body] of [
  ['nginx', 502, '<html><head><title>502 Bad Gateway</title></head></html>'],
  ['Caddy', 502, ''],
  ['Apache over HTTP/2', 500, '<!DOCTYPE HTML><title>500 Internal Server Error</title>'],
  ['Apache', 503, '<!DOCTYPE HTML><title>503 Service Unavailable</title>'],
  ['a gateway with JSON of its own', 504, '{"error":{"code":504,"message":"upstream request timeout"}}'],
  ['a gateway with JSON like an error of a chat server', 503, '{"status":"error","message":"no healthy upstream"}'],
] as const) {
  test(`while ${what} says that the server is away, the page says so and comes back`, async (t) => {
    const { ana, clock, server } = await newChat(t);
    await ana.joins('lobby');
    for (let turn = 0; turn < 3; turn++) for (const path of ['/user_rooms', '/receive']) server.answersOnce(path, status, body);
    server.restart();
    await clock.pass(6);
    assert.deepEqual(ana.session.connection.state === 'offline' && ana.session.connection.failure, { kind: 'unreachable' });
    await clock.pass(60);
    assert.equal(ana.connection, 'connected');
    assert.deepEqual(ana.isIn, ['lobby']);
  });
}

test('an answer that breaks the protocol is told as that', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  server.answersOnce('/user_rooms', 200, '{"rooms":[1]}');
  await clock.pass(5);
  assert.deepEqual(ana.session.connection.state === 'offline' && ana.session.connection.failure, { kind: 'not_understood' });
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

test('nothing is sent to a server that is known to be away', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  server.unplug();
  await clock.pass(10);
  await ana.writes('hi');
  await clock.pass(300);
  assert.equal(server.count('POST /send'), 0);
  assert.equal(ana.session.waiting, 1);
  server.plugIn();
  await clock.pass(31);
  assert.equal(server.count('POST /send'), 1);
  assert.equal(ana.session.waiting, 0);
});

test('a message that does not get through makes sure of the connection at once', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await clock.pass(1);
  // The poll that is held does not notice that the network is gone.
  for (const path of ['/send', '/user_rooms', '/receive']) server.losesRequest(path);
  await ana.writes('hi');
  assert.equal(ana.connection, 'offline');
});

test('only what is held up is said to wait', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  const request = server.delays('/send');
  await ana.writes('hi');
  assert.equal(ana.session.waiting, 0);
  request.release();
  await clock.pass(0);
  server.answersOnce('/send', 500, errorBody('internal'));
  await ana.writes('again');
  assert.equal(ana.session.waiting, 1);
  await clock.pass(2);
  assert.equal(ana.session.waiting, 0);
});

test('a join or leave that cannot reach the server is told by the connection too', async (t) => {
  const { ana, server } = await newChat(t);
  await ana.joins('lobby');
  await server.clock.pass(1);
  for (const what of ['joins', 'leaves'] as const) {
    for (const path of ['/join', '/leave', '/user_rooms', '/receive']) server.losesRequest(path);
    await assert.rejects(ana[what](what === 'joins' ? 'garden' : 'lobby'));
    await server.clock.pass(0);
    assert.equal(ana.connection, 'offline', what);
    await server.clock.pass(31);
  }
});

test('an own message that is sent while others write does not hide what they wrote as read', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('garden', 'lobby');
  await bruno.joins('garden');
  await bruno.writes('before hers');
  await ana.writes('hers', 'garden');
  await clock.pass(5);
  assert.equal(ana.unread('garden'), 1);
});
