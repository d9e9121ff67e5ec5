// Several windows of one browser, and several devices of one person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chatter, newChat } from '../support/chatter.ts';

test('in two windows one delivers, and both show it', async (t) => {
  const { ana, bruno, clock, server, secondWindowOf } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const window = await secondWindowOf(ana);
  server.unplug();
  await clock.pass(10);
  await ana.writes('from the first');
  await window.writes('from the second', 'lobby');
  assert.deepEqual(ana.waits('lobby'), ['from the first (waiting)', 'from the second (waiting)']);
  assert.deepEqual(window.waits('lobby'), ana.waits('lobby'));
  server.plugIn();
  await clock.pass(40);
  assert.deepEqual(bruno.reads(), ['from the first', 'from the second']);
  assert.deepEqual(ana.reads('lobby'), bruno.reads());
  assert.deepEqual(window.reads('lobby'), bruno.reads());
  assert.deepEqual([...ana.waits('lobby'), ...window.waits('lobby')], []);
  assert.equal(server.seen.filter(({ call }) => call === 'POST /send').length, 2);
});

test('what one window has read is read in the other, and what it has thrown away is gone there', async (t) => {
  const { ana, bruno, clock, server, secondWindowOf } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  const window = await secondWindowOf(ana);
  await bruno.writes('hi');
  await clock.pass(5);
  assert.deepEqual([ana.unread('lobby'), window.unread('lobby')], [1, 1]);
  await window.opens('lobby');
  assert.equal(ana.unread('lobby'), 0);
  server.unplug();
  await clock.pass(10);
  await ana.writes('never mind', 'lobby');
  await window.session.discard(window.room('lobby'), window.room('lobby').pending[0]?.id ?? '');
  assert.deepEqual(ana.waits('lobby'), []);
});

test('a room that one window joins or leaves is so in the other at once', async (t) => {
  const { ana, secondWindowOf } = await newChat(t);
  await ana.joins('lobby');
  const window = await secondWindowOf(ana);
  await window.joins('garden');
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
  await window.leaves('lobby');
  assert.deepEqual(ana.isIn, ['garden']);
});

test('what one window has received is no gap in the other', async (t) => {
  const { ana, bruno, clock, secondWindowOf } = await newChat(t, { limits: { history: 5 } });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const window = await secondWindowOf(ana);
  window.session.setVisible(false);
  await bruno.writes('first');
  const texts = Array.from({ length: 12 }, (_one, index) => `no ${index}`);
  for (const text of texts) await bruno.writes(text);
  await clock.pass(40);
  assert.deepEqual(window.reads('lobby'), ['first', ...texts]);
  assert.deepEqual(window.room('lobby').timeline.entries.filter(({ kind }) => kind === 'gap'), []);
});

test('a message that waits for a room left on another device is not thrown away in silence', async (t) => {
  const { ana, bruno, clock, server, newcomer } = await newChat(t);
  await ana.joins('garden', 'lobby');
  await bruno.joins('lobby');
  await clock.pass(10);
  // Another device has no part in what this one keeps, but the same name and key.
  const account = await ana.device.store(server.url).account();
  const phone = await newcomer('ana', account);
  await phone.joins('lobby');
  server.answersOnce('/send', 400, JSON.stringify({ status: 'error', code: 'invalid_request', message: 'No.' }));
  await ana.writes('important', 'lobby');
  await phone.leaves('lobby');
  await clock.pass(10);
  assert.deepEqual(ana.isIn, ['garden', 'lobby']);
  assert.deepEqual(ana.room('lobby').failure, { kind: 'left' });
  assert.deepEqual(ana.waits('lobby'), ['important (failed)']);
  await ana.reloads();
  assert.deepEqual(ana.waits('lobby'), ['important (failed)']);
  await clock.pass(10);
  assert.deepEqual(ana.room('lobby').failure, { kind: 'left' });
  await ana.session.retry(ana.room('lobby'), ana.room('lobby').pending[0]?.id ?? '');
  await clock.pass(6);
  bruno.sees('important');
  assert.equal(ana.room('lobby').failure, undefined);
});

test('a room left on another device closes when the last message that waited in it is thrown away', async (t) => {
  const { ana, bruno, clock, server, newcomer } = await newChat(t);
  await ana.joins('garden', 'lobby');
  await bruno.joins('lobby');
  await clock.pass(10);
  const phone = await newcomer('ana', await ana.device.store(server.url).account());
  await phone.joins('lobby');
  server.answersOnce('/send', 400, JSON.stringify({ status: 'error', code: 'invalid_request', message: 'No.' }));
  await ana.writes('never mind', 'lobby');
  await phone.leaves('lobby');
  await clock.pass(10);
  await ana.session.discard(ana.room('lobby'), ana.room('lobby').pending[0]?.id ?? '');
  assert.deepEqual(ana.isIn, ['garden']);
});

test('while one window waits for the answer to a message, the other does not send it', async (t) => {
  const { ana, clock, server, secondWindowOf } = await newChat(t);
  await ana.joins('lobby');
  const window = await secondWindowOf(ana);
  const answer = server.holdsBack('/send');
  await ana.writes('one');
  await window.writes('two', 'lobby');
  assert.equal(server.count('POST /send'), 1);
  answer.release();
  await clock.pass(0);
  assert.equal(server.count('POST /send'), 2);
  assert.deepEqual(ana.reads(), ['one', 'two']);
});

test('what a window shows that heard of it from another one is read', async (t) => {
  const { ana, bruno, clock, secondWindowOf } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  const window = await secondWindowOf(ana);
  await window.opens('lobby');
  await window.hearsNothing();
  await bruno.writes('hi');
  await clock.pass(5);
  assert.deepEqual(window.reads(), ['hi']);
  assert.equal(ana.unread('lobby'), 0);
});

test('a window that has not heard of what another one received looks before it tells of a gap', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, { limits: { history: 5 } });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const store = ana.device.store(server.url);
  store.onChange = () => {};
  const window = new Chatter(server, 'ana', { ...ana.device, store: () => store });
  t.after(() => window.session.close());
  await window.opensSala();
  window.session.setVisible(false);
  await clock.pass(6);
  const texts = Array.from({ length: 12 }, (_one, index) => `no ${index}`);
  for (const text of texts) await bruno.writes(text);
  await clock.pass(31);
  assert.deepEqual(window.reads('lobby'), texts);
  assert.deepEqual(window.room('lobby').timeline.entries.filter(({ kind }) => kind === 'gap'), []);
});
