import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChat, type Chatter } from '../support/chatter.ts';

/** The texts of others after the place where somebody had stopped reading when they opened the room; undefined where there is none. */
function unreadThen(person: Chatter, room = person.activeRoom ?? ''): string[] | undefined {
  const { stoppedAt, timeline } = person.room(room);
  return stoppedAt && timeline.entries.flatMap((entry) =>
    (entry.kind === 'message' && entry.writer !== person.name && timeline.isAfter(entry, stoppedAt) ? [entry.text] : []));
}

test('who opens a room with something unread knows where they had stopped, until they write or go elsewhere', async (t) => {
  const { ana, bruno, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await ana.opens('lobby');
  await bruno.writes('read');
  assert.equal(unreadThen(ana), undefined);
  await ana.opens('garden');
  await bruno.writes('one');
  await bruno.writes('two');
  await server.clock.pass(5_000);
  assert.equal(ana.unread('lobby'), 2);
  await ana.opens('lobby');
  assert.deepEqual(unreadThen(ana), ['one', 'two']);
  await bruno.writes('three');
  assert.deepEqual(unreadThen(ana), ['one', 'two', 'three']);
  await ana.writes('mine');
  assert.equal(unreadThen(ana), undefined);
  await ana.opens('garden');
  await bruno.writes('four');
  await server.clock.pass(5_000);
  await ana.opens('lobby');
  assert.deepEqual(unreadThen(ana), ['four']);
  await ana.opens('garden');
  assert.equal(unreadThen(ana, 'lobby'), undefined);
});

test('nobody has stopped in a room that they enter for the first time', async (t) => {
  const { ana, bruno } = await newChat(t);
  await bruno.joins('lobby');
  await bruno.writes('before');
  await ana.joins('lobby');
  ana.sees('before');
  assert.equal(unreadThen(ana), undefined);
});

test('what came while the page was closed is after the place, the next day as well', async (t) => {
  const { ana, bruno } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await bruno.writes('read');
  ana.session.close();
  await bruno.writes('one');
  await bruno.writes('two');
  await ana.reloads();
  assert.deepEqual(unreadThen(ana), ['one', 'two']);
  await bruno.writes('seen');
  assert.deepEqual(unreadThen(ana), ['one', 'two', 'seen']);
});

test('what came while nobody looked is after the place, and what one sees come is not', async (t) => {
  const { ana, bruno, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  ana.session.setVisible(false);
  await bruno.writes('one');
  await server.clock.pass(60_000);
  assert.equal(ana.unread('lobby'), 1);
  assert.equal(unreadThen(ana), undefined);
  ana.session.setVisible(true);
  await server.clock.pass(0);
  assert.equal(unreadThen(ana)?.at(-1), 'one');
  ana.session.setVisible(false);
  await bruno.writes('two');
  await server.clock.pass(60_000);
  ana.session.setVisible(true);
  await server.clock.pass(0);
  assert.deepEqual(unreadThen(ana), ['two']);
});
