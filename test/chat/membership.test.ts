import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../src/chat/failure.ts';
import { newChat } from '../support/chatter.ts';
import { errorBody } from '../support/in-process.ts';

function refusalOf(failure: Failure | undefined): string | undefined {
  return failure?.kind === 'refused' ? failure.code : undefined;
}

test('rooms that a server lost when it was started anew are joined again by themselves', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await ana.writes('before', 'lobby');
  server.restart();
  await clock.pass(10);
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  await bruno.writes('after', 'lobby');
  await ana.opens('lobby');
  assert.deepEqual(ana.reads(), ['before', 'after']);
});

test('a server that was started anew while it could not be reached is joined again once it can', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  server.unplug();
  server.restart();
  await clock.pass(30);
  server.plugIn();
  await clock.pass(40);
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  assert.deepEqual(ana.room('lobby').people ?? ana.room('garden').people, ['ana']);
});

test('joining again goes on where it was interrupted', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden', 'kitchen');
  server.restart();
  server.losesRequest('/join');
  await clock.pass(30);
  assert.deepEqual(ana.isIn, ['lobby', 'garden', 'kitchen']);
  for (const room of ['lobby', 'garden', 'kitchen']) {
    const joins = server.seen.filter(({ call, fields }) => call === 'POST /join' && fields['room'] === room);
    assert.ok(joins.length >= 2, room);
  }
});

test('a server that was started anew while the page was closed is joined again', async (t) => {
  const { ana, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  server.restart();
  await ana.reloads();
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  await ana.writes('still here');
  ana.sees('still here');
});

test('a room that one’s other window has left is closed here', async (t) => {
  const { ana, bruno, clock, secondWindowOf } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby', 'garden');
  await clock.pass(10);
  const window = await secondWindowOf(ana);
  await window.leaves('garden');
  await clock.pass(5);
  assert.deepEqual(ana.isIn, ['lobby']);
  assert.equal(ana.activeRoom, undefined);
});

test('a room that one’s other window left as its last member is closed here', async (t) => {
  const { ana, clock, secondWindowOf } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await clock.pass(10);
  const window = await secondWindowOf(ana);
  await window.leaves('garden');
  await clock.pass(5);
  assert.deepEqual(ana.isIn, ['lobby']);
});

test('a room that was left on another device while this one slept is closed here', async (t) => {
  const { ana, bruno, clock, server, secondWindowOf } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby', 'garden');
  const window = await secondWindowOf(ana);
  await window.leaves('garden');
  server.unplug();
  await clock.pass(300);
  server.plugIn();
  await clock.pass(40);
  assert.deepEqual(ana.isIn, ['lobby']);
});

test('a room that one’s other window has joined opens here', async (t) => {
  const { ana, clock, secondWindowOf } = await newChat(t);
  await ana.joins('lobby');
  const window = await secondWindowOf(ana);
  await window.joins('garden');
  await clock.pass(5);
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  assert.equal(ana.activeRoom, 'lobby');
});

test('who timed out comes back, and reads what was said meanwhile', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, { limits: { presenceTimeout: 60 } });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  ana.session.close();
  await clock.pass(70);
  assert.deepEqual(bruno.room('lobby').people, ['bruno']);
  await bruno.writes('where is ana?');
  await ana.reloads();
  assert.deepEqual(ana.isIn, ['lobby']);
  ana.sees('where is ana?');
  assert.deepEqual(bruno.room('lobby').people, ['bruno', 'ana']);
  assert.equal(server.count('POST /join'), 3);
});

test('who timed out of a room that nobody else was in comes back too', async (t) => {
  const { ana, clock } = await newChat(t, { limits: { presenceTimeout: 60 } });
  await ana.joins('lobby');
  ana.session.close();
  await clock.pass(70);
  await ana.reloads();
  assert.deepEqual(ana.isIn, ['lobby']);
  await ana.writes('alone');
  ana.sees('alone');
});

test('an answer that was asked for before one joined closes nothing', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  const rooms = server.holdsBack('/user_rooms');
  await clock.pass(5);
  const joining = server.holdsBack('/join');
  const joined = ana.session.join('garden');
  rooms.release();
  await clock.pass(0);
  joining.release();
  await joined;
  await clock.pass(0);
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
});

test('an answer that was asked for before one left opens nothing', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  const rooms = server.holdsBack('/user_rooms');
  await clock.pass(5);
  await ana.leaves('lobby');
  rooms.release();
  await clock.pass(0);
  assert.deepEqual(ana.isIn, ['garden']);
});

test('a room that cannot be joined again says why, stays, and is joined once it can be', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, { limits: { maxMembers: 1 } });
  await ana.joins('lobby');
  server.restart();
  await bruno.joins('lobby');
  await clock.pass(20);
  assert.equal(refusalOf(ana.room('lobby').failure), 'room_full');
  await bruno.leaves('lobby');
  await clock.pass(6);
  assert.equal(ana.room('lobby').failure, undefined);
  await ana.writes('back');
  ana.sees('back');
});

test('a room in which somebody else has the name by now can be left', async (t) => {
  const { ana, clock, server, newcomer } = await newChat(t);
  await ana.joins('lobby');
  server.restart();
  const other = await newcomer('ana');
  await other.joins('lobby');
  await clock.pass(10);
  assert.equal(refusalOf(ana.room('lobby').failure), 'name_taken');
  await ana.leaves('lobby');
  assert.deepEqual(ana.isIn, []);
  assert.deepEqual(other.isIn, ['lobby']);
});

test('a room that cannot be left for want of a connection stays', async (t) => {
  const { ana, server } = await newChat(t);
  await ana.joins('lobby');
  server.losesRequest('/leave');
  await assert.rejects(ana.leaves('lobby'), { name: 'ConnectionError' });
  assert.deepEqual(ana.isIn, ['lobby']);
});

test('a room that the server says one is not in is left', async (t) => {
  const { ana, server } = await newChat(t);
  await ana.joins('lobby');
  server.answersOnce('/leave', 404, errorBody('room_not_found'));
  await ana.leaves('lobby');
  assert.deepEqual(ana.isIn, []);
});

test('a room made anew is told apart from the former one of its name', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby');
  await ana.writes('first life');
  await ana.leaves('lobby');
  await bruno.joins('lobby');
  await bruno.writes('second life');
  await ana.joins('lobby');
  await clock.pass(0);
  assert.deepEqual(ana.reads(), ['second life']);
});

test('a base-only server that was started anew is joined again after it was away', async (t) => {
  const { ana, clock, server } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby', 'garden');
  server.unplug();
  await clock.pass(10);
  server.restart();
  server.plugIn();
  await clock.pass(40);
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  await ana.writes('still here');
  await clock.pass(2);
  ana.sees('still here');
});

test('on a base-only server a room that was left on another device is closed here', async (t) => {
  const { ana, bruno, clock, secondWindowOf } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby', 'garden');
  await bruno.joins('garden');
  const window = await secondWindowOf(ana);
  await clock.pass(90);
  await window.leaves('garden');
  await clock.pass(5);
  assert.deepEqual(ana.isIn, ['lobby']);
});

test('on a base-only server a room that was lost can be left', async (t) => {
  const { ana, server } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby');
  server.restart();
  await ana.leaves('lobby');
  assert.deepEqual(ana.isIn, []);
});

test('a room that was made anew while one was not looking is joined again', async (t) => {
  const { ana, bruno, clock } = await newChat(t, { limits: { presenceTimeout: 60 } });
  await ana.joins('garden', 'lobby');
  await clock.pass(6);
  await ana.hearsNothing();
  ana.session.setVisible(false);
  await clock.pass(200);
  await bruno.joins('lobby');
  ana.hearsAgain();
  ana.session.setVisible(true);
  await clock.pass(10);
  assert.deepEqual(ana.isIn, ['garden', 'lobby']);
  assert.deepEqual(bruno.room('lobby').people, ['bruno', 'ana']);
});

test('on a base-only server that was started anew with its clock set back, what is said afterwards is read', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await bruno.writes('before');
  await clock.pass(2);
  server.unplug();
  server.restart();
  server.setWallClock(-3_600);
  await clock.pass(10);
  server.plugIn();
  await clock.pass(40);
  await bruno.writes('after');
  await clock.pass(2);
  assert.deepEqual(ana.reads(), ['before', 'after']);
});

test('a base-only server that was started anew while nobody noticed has everybody in their rooms again', async (t) => {
  const { ana, clock, server } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby', 'garden');
  await ana.writes('before', 'garden');
  await clock.pass(2);
  server.restart();
  await ana.reloads();
  await clock.pass(10);
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  assert.deepEqual(ana.reads('garden'), ['before']);
  await ana.writes('after', 'garden');
  await clock.pass(2);
  assert.deepEqual(ana.reads('garden'), ['before', 'after']);
});
