// Answers of `/receive` that are cut short: the rest follows at once, and until then nothing is known to be missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChat } from '../support/chatter.ts';

const OPTIONS = { mostMessages: 2 };
const TEXTS = Array.from({ length: 9 }, (_one, index) => `no ${index}`);

test('the open room is received to its end within one poll, with no gap', async (t) => {
  const { ana, bruno } = await newChat(t, OPTIONS);
  await bruno.joins('lobby');
  for (const text of TEXTS) await bruno.writes(text);
  await ana.joins('lobby');
  assert.deepEqual(ana.log(), TEXTS);
});

test('a room that is not open is received to its end within one poll of the list', async (t) => {
  const { ana, bruno, clock } = await newChat(t, OPTIONS);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await clock.pass(6);
  for (const text of TEXTS) await bruno.writes(text);
  await clock.pass(5);
  assert.deepEqual(ana.log('lobby'), TEXTS);
  assert.equal(ana.unread('lobby'), TEXTS.length);
});

test('a message that the next part has is not taken for one that never arrived', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, OPTIONS);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await clock.pass(1);
  const request = server.delays('/send');
  await ana.writes('mine');
  await ana.hearsNothing();
  for (const text of TEXTS) await bruno.writes(text);
  request.release();
  await clock.pass(1_200);
  const sends = server.count('POST /send');
  ana.hearsAgain();
  await clock.pass(60);
  assert.equal(server.count('POST /send'), sends);
  assert.deepEqual(ana.reads(), [...TEXTS, 'mine']);
  assert.deepEqual(ana.waits(), []);
});

test('that a room was left on another device is found in the last part', async (t) => {
  const { ana, bruno, clock, server, newcomer } = await newChat(t, OPTIONS);
  await ana.joins('garden', 'lobby');
  await bruno.joins('garden', 'lobby');
  const phone = await newcomer('ana', await ana.device.store(server.url).account());
  await phone.joins('garden', 'lobby');
  await clock.pass(6);
  await ana.hearsNothing();
  for (const text of TEXTS) await bruno.writes(text, 'lobby');
  await phone.leaves('lobby');
  await clock.pass(300);
  ana.hearsAgain();
  await clock.pass(60);
  assert.deepEqual(ana.isIn, ['garden']);
  assert.deepEqual(bruno.room('lobby').people, ['bruno']);
});

test('a server that says again and again that more follows, and gives nothing, is asked once by a poll', async (t) => {
  const { ana, clock, server } = await newChat(t, { mostMessages: 0 });
  ana.session.setVisible(false);
  await ana.joins('lobby');
  await clock.pass(1);
  const asks = server.count('GET /receive');
  await clock.pass(30);
  assert.equal(server.count('GET /receive'), asks + 1);
});
