import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChat } from '../support/chatter.ts';

test('what ana writes, bruno sees at once, and so does ana, once', async (t) => {
  const { ana, bruno } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await ana.writes('hi');
  bruno.sees('hi');
  assert.deepEqual(ana.reads(), ['hi']);
  assert.deepEqual(ana.waits(), []);
});

test('both see the same order', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  for (const turn of [1, 2, 3]) {
    await ana.writes(`a${turn}`);
    await clock.pass(0.5);
    await bruno.writes(`b${turn}`);
  }
  assert.deepEqual(ana.reads(), ['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
  assert.deepEqual(bruno.reads(), ana.reads());
});

test('the open room is held by the server rather than asked every second', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const before = server.count('GET /receive');
  await clock.pass(24);
  assert.equal(server.count('GET /receive'), before);
  await ana.writes('hi');
  bruno.sees('hi');
});

test('a message reaches a closed room within 5 seconds, as unread', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await bruno.writes('are you there?');
  await clock.pass(5);
  assert.equal(ana.unread('lobby'), 1);
  await ana.opens('lobby');
  assert.equal(ana.unread('lobby'), 0);
  ana.sees('are you there?');
});

test('system lines make nothing unread', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await bruno.leaves('lobby');
  await clock.pass(5);
  assert.equal(ana.unread('lobby'), 0);
});

test('a closed room without news is not received', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await clock.pass(5);
  const before = server.seen.length;
  await clock.pass(20);
  const asked = server.seen.slice(before).filter(({ fields }) => fields['room'] === 'lobby');
  assert.deepEqual(asked, []);
});

test('one’s own message sent from elsewhere is not unread', async (t) => {
  const { ana, clock, secondWindowOf } = await newChat(t);
  await ana.joins('lobby', 'garden');
  const window = await secondWindowOf(ana);
  await window.opens('lobby');
  await window.writes('from my other window');
  await clock.pass(5);
  assert.equal(ana.unread('lobby'), 0);
  assert.deepEqual(ana.reads('lobby'), ['from my other window']);
});

test('while nobody looks at the page, the open room has unread messages as well', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  ana.session.setVisible(false);
  await bruno.writes('psst');
  await clock.pass(30);
  assert.equal(ana.unread('lobby'), 1);
  ana.session.setVisible(true);
  assert.equal(ana.unread('lobby'), 0);
});

test('who comes and goes is known at once in the open room', async (t) => {
  const { ana, bruno } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  assert.deepEqual(ana.room('lobby').people, ['ana', 'bruno']);
  await bruno.leaves('lobby');
  assert.deepEqual(ana.room('lobby').people, ['ana']);
});

test('who came while a room was closed is known when it is opened', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await clock.pass(5);
  await ana.opens('lobby');
  assert.deepEqual(ana.room('lobby').people, ['ana', 'bruno']);
});

test('who is here is asked again after a failure, but not without a pause', async (t) => {
  const { ana, clock, server } = await newChat(t);
  server.losesRequest('/people');
  await ana.joins('lobby');
  assert.equal(ana.room('lobby').people, undefined);
  await clock.pass(5);
  assert.deepEqual(ana.room('lobby').people, ['ana']);
});

test('what was said before one came is there, without a gap above it', async (t) => {
  const { ana, bruno } = await newChat(t, { limits: { history: 3 } });
  await ana.joins('lobby');
  for (const text of ['1', '2', '3', '4', '5']) await ana.writes(text);
  await bruno.joins('lobby');
  assert.deepEqual(bruno.reads(), ['3', '4', '5']);
  assert.ok(!bruno.room('lobby').timeline.entries.some(({ kind }) => kind === 'gap'));
});

test('who missed more than the server keeps is told so', async (t) => {
  const { ana, bruno, clock } = await newChat(t, { limits: { history: 3 } });
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await clock.pass(5);
  for (const text of ['1', '2', '3', '4', '5']) await bruno.writes(text);
  await clock.pass(5);
  const kinds = ana.room('lobby').timeline.entries.map(({ kind }) => kind);
  assert.deepEqual(kinds.slice(-4), ['gap', 'message', 'message', 'message']);
  assert.deepEqual(ana.reads('lobby'), ['3', '4', '5']);
});
