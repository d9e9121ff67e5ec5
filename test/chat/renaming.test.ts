import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFailure } from '../../src/chat/failure.ts';
import { rename, UnsettledError } from '../../src/chat/renaming.ts';
import { newChat } from '../support/chatter.ts';
import { errorBody } from '../support/in-process.ts';

test('who goes by another name is in all their rooms under it, and in none under the former one', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await rename(ana.session, '  Bea ');
  await clock.pass(5);
  assert.equal(ana.session.username, 'Bea');
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  assert.deepEqual(bruno.room('lobby').people, ['bruno', 'Bea']);
  await ana.writes('hello', 'lobby');
  await clock.pass(1);
  const last = bruno.room('lobby').timeline.entries.at(-1);
  assert.equal(last?.kind === 'message' && last.writer, 'Bea');
});

test('a room of one\'s own is still the same room after that, with all that was said', async (t) => {
  const { ana, clock } = await newChat(t);
  await ana.joins('lobby');
  await ana.writes('before');
  const { epoch } = ana.room('lobby');
  await rename(ana.session, 'Bea');
  await clock.pass(10);
  assert.equal(ana.room('lobby').epoch, epoch);
  assert.deepEqual(ana.reads(), ['before']);
  assert.equal(ana.unread('lobby'), 0);
});

test('what one wrote is nothing unread after that, also in a room that is not open', async (t) => {
  const { ana, clock } = await newChat(t);
  await ana.joins('lobby');
  await ana.writes('mine');
  await ana.joins('garden');
  await rename(ana.session, 'Bea');
  await clock.pass(10);
  assert.equal(ana.unread('lobby'), 0);
  await ana.reloads();
  assert.equal(ana.unread('lobby'), 0);
});

test('the other name is there after a reload', async (t) => {
  const { ana } = await newChat(t);
  await ana.joins('lobby');
  await rename(ana.session, 'Bea');
  await ana.reloads();
  assert.equal(ana.session.username, 'Bea');
  await ana.writes('hello');
  ana.sees('hello');
});

test('a name that somebody has leaves everything as it was', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  const failed = await rename(ana.session, 'bruno').catch(toFailure);
  assert.deepEqual(failed, { kind: 'refused', code: 'name_taken', message: failed && 'message' in failed ? failed.message : '' });
  await clock.pass(5);
  assert.equal(ana.session.username, 'ana');
  assert.deepEqual(bruno.room('lobby').people, ['ana', 'bruno']);
  assert.equal(server.count('POST /leave'), 0);
  await ana.opens('lobby');
  await ana.writes('still me');
  ana.sees('still me');
});

test('where one room cannot be entered under the other name, one is in none under it', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('garden', 'lobby');
  server.losesAnswer('/join');
  await assert.rejects(rename(ana.session, 'Bea'), { name: 'ConnectionError' });
  await clock.pass(10);
  assert.deepEqual(bruno.room('lobby').people, ['ana', 'bruno']);
  assert.equal(ana.session.username, 'ana');
  server.answersOnce('/join', 409, errorBody('room_full'));
  await assert.rejects(rename(ana.session, 'Bea'), { code: 'room_full' });
  await clock.pass(10);
  assert.deepEqual(bruno.room('lobby').people, ['ana', 'bruno']);
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
});

test('what waits is sent under the other name', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  server.unplug();
  await clock.pass(60);
  await ana.writes('waits');
  server.plugIn();
  const send = server.delays('/send');
  send.release();
  await rename(ana.session, 'Bea');
  await clock.pass(60);
  const written = bruno.room('lobby').timeline.entries.filter((entry) => entry.kind === 'message');
  assert.deepEqual(written.map((entry) => `${entry.writer}: ${entry.text}`), ['Bea: waits']);
  assert.deepEqual(ana.waits(), []);
});

test('while a message may have arrived, one keeps one\'s name', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  server.delays('/send');
  ana.session.send(ana.room('lobby'), 'perhaps');
  await clock.pass(0);
  server.unplug();
  await assert.rejects(rename(ana.session, 'Bea'), UnsettledError);
  assert.equal(ana.session.username, 'ana');
  server.plugIn();
  await clock.pass(60);
  await rename(ana.session, 'Bea');
  assert.deepEqual(ana.reads(), ['perhaps']);
});

test('one\'s other windows go by the other name as well, and stay in the rooms', async (t) => {
  const { ana, bruno, clock, secondWindowOf } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  const window = await secondWindowOf(ana);
  await rename(window.session, 'Bea');
  await clock.pass(30);
  assert.equal(ana.session.username, 'Bea');
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  assert.deepEqual(window.isIn, ['lobby', 'garden']);
  await ana.writes('from the first', 'lobby');
  await clock.pass(5);
  bruno.sees('from the first');
});

test('on a server with the base part alone it works as well', async (t) => {
  const { ana, bruno, clock } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await rename(ana.session, 'Bea');
  await ana.writes('hello');
  await clock.pass(5);
  bruno.sees('hello');
  assert.deepEqual(ana.isIn, ['lobby']);
});

test('one\'s own name again changes nothing', async (t) => {
  const { ana, server } = await newChat(t);
  await ana.joins('lobby');
  await rename(ana.session, ' ana ');
  assert.equal(server.count('POST /join'), 1);
});

test('who takes another name as soon as the page is loaded claims it with their key', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  const health = server.delays('/health');
  await ana.reloads();
  const renaming = rename(ana.session, 'Bea');
  health.release();
  await renaming;
  await clock.pass(1);
  const join = server.seen.findLast(({ call }) => call === 'POST /join');
  assert.match(join?.authorization ?? '', /^Bearer /);
});
