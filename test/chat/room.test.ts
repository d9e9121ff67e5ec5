import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChatRoom, type Pending } from '../../src/chat/room.ts';
import type { Message } from '../../src/protocol/messages.ts';

const EPOCH = 'first';

function said(message: string, timestamp: number, username = 'bruno', id?: string): Message {
  return { type: 'message', username, message, timestamp, id };
}

function joined(user: string, timestamp: number): Message {
  return { type: 'system', message: `${user} joined the room`, timestamp, event: 'joined', user };
}

function pending(text: string, state: Pending['state'] = 'waiting', id = text): Pending {
  return { id, text, writtenAt: 0, state };
}

/** What ana receives while another room is open. */
function receives(room: ChatRoom, messages: Message[], epoch = EPOCH): void {
  room.accept({ messages, epoch }, { ask: 1, epoch: room.epoch, after: room.cursor }, 'ana', false);
}

/** The same from a server that names no incarnations. */
function receivesBase(room: ChatRoom, messages: Message[]): void {
  room.accept({ messages }, { ask: 1, epoch: undefined, after: room.cursor }, 'ana', false);
}

function newRoom(): ChatRoom {
  return new ChatRoom('lobby', 0);
}

test('unread are the messages of others, neither system lines nor one’s own', () => {
  const room = newRoom();
  receives(room, [joined('bruno', 1), said('hi', 2), said('mine', 3, 'ana'), said('are you there?', 4)]);
  assert.equal(room.unread, 2);
});

test('what is received while the room is looked at is read', () => {
  const room = newRoom();
  room.accept({ messages: [said('hi', 2)], epoch: EPOCH }, { ask: 1, epoch: EPOCH, after: 0 }, 'ana', true);
  assert.equal(room.unread, 0);
  assert.deepEqual(room.readTo, { epoch: EPOCH, timestamp: 2 });
});

test('a message that comes twice counts once', () => {
  const room = newRoom();
  receives(room, [said('hi', 2)]);
  receives(room, [said('hi', 2)]);
  assert.equal(room.unread, 1);
});

test('what was read before the page was loaded is not unread again', () => {
  const room = newRoom();
  room.readTo = { epoch: EPOCH, timestamp: 2 };
  receives(room, [said('read', 1), said('read too', 2), said('new', 3)]);
  assert.equal(room.unread, 1);
});

test('the cursor is the newest time received, and does not go back', () => {
  const room = newRoom();
  receives(room, [said('one', 5)]);
  receives(room, [said('late', 4)]);
  assert.equal(room.cursor, 5);
});

test('in a room made anew nothing has been received or read', () => {
  const room = newRoom();
  receives(room, [said('old', 100)]);
  room.markRead('ana');
  room.enter('second');
  assert.equal(room.cursor, 0);
  receives(room, [said('new', 50)], 'second');
  assert.equal(room.unread, 1);
});

test('an answer without an epoch makes no new room of it', () => {
  const room = newRoom();
  receives(room, [said('hi', 100)]);
  room.enter(undefined);
  assert.equal(room.cursor, 100);
});

test('the echo of a message takes the place of the one that waits', () => {
  const room = newRoom();
  room.append(pending('hi', 'waiting', 'a'));
  room.append(pending('hi', 'waiting', 'b'));
  receives(room, [said('hi', 1, 'ana', 'b')]);
  assert.deepEqual(room.pending.map(({ id }) => id), ['a']);
});

test('a message that seemed to fail but arrived waits no more', () => {
  const room = newRoom();
  room.append(pending('hi', 'failed', 'a'));
  receives(room, [said('hi', 1, 'ana', 'a')]);
  assert.deepEqual(room.pending, []);
});

test('another’s message with the same id or text settles nothing', () => {
  const room = newRoom();
  room.append(pending('hi', 'waiting', 'a'));
  receives(room, [said('hi', 1, 'bruno', 'a'), said('hi', 2, 'bruno')]);
  assert.equal(room.pending.length, 1);
});

test('without ids an echo is known by its text, the oldest that waits first', () => {
  const room = newRoom();
  room.append(pending('hi', 'failed', 'a'));
  room.append(pending('hi', 'sent', 'b'));
  room.append(pending('hi', 'sent', 'c'));
  receivesBase(room, [said('hi', 1, 'ana')]);
  assert.deepEqual(room.pending.map(({ id }) => id), ['a', 'c']);
});

test('without ids what is not known to have been sent is no echo’s', () => {
  const room = newRoom();
  room.append(pending('hi', 'waiting', 'a'));
  receivesBase(room, [said('hi', 1, 'ana')]);
  assert.deepEqual(room.pending.map(({ id }) => id), ['a']);
});

test('without ids an attempt without an answer is settled by its echo', () => {
  const room = newRoom();
  room.append({ ...pending('hi', 'unsure', 'a'), unanswered: { epoch: '~0', cursor: 0, at: 0 } });
  receivesBase(room, [said('hi', 1, 'ana')]);
  assert.deepEqual(room.pending, []);
});

test('the place in each incarnation is remembered', () => {
  const room = newRoom();
  receives(room, [said('old', 100)]);
  receives(room, [said('new', 5)], 'second');
  room.enter(EPOCH);
  assert.equal(room.cursor, 100);
  room.enter('second');
  assert.equal(room.cursor, 5);
});

test('what came after a time is known to be complete unless something was lost since', () => {
  const room = newRoom();
  receives(room, [said('one', 5)]);
  assert.equal(room.covers(5), true);
  room.accept({ messages: [said('sixty', 60)], epoch: EPOCH, gap: true }, { ask: 1, epoch: EPOCH, after: 5 }, 'ana', false);
  assert.equal(room.covers(5), false);
  assert.equal(room.covers(60), true);
});

test('a room that is all new to us, where we knew some of it, was made anew, also where no server says so', () => {
  const room = newRoom();
  receivesBase(room, [said('before', 100)]);
  room.accept({ messages: [said('after', 5)] }, { ask: 1, epoch: undefined, after: 0 }, 'ana', false);
  assert.equal(room.cursor, 5);
  assert.deepEqual(room.timeline.entries.map((entry) => (entry.kind === 'message' ? entry.text : entry.kind)), ['before', 'gap', 'after']);
});

test('what others wrote before one’s own first message in a room made again is unread until it comes', () => {
  const room = newRoom();
  receives(room, [said('before', 1)]);
  room.markRead('ana');
  room.confirm(pending('mine'), 'ana', 9, 'second');
  room.markRead('ana');
  room.accept({ messages: [said('theirs', 8)], epoch: 'second' }, { ask: 2, epoch: 'second', after: 0 }, 'ana', false);
  assert.equal(room.unread, 1);
});

test('a room of which we know some is the same, where no server says so', () => {
  const room = newRoom();
  receivesBase(room, [said('one', 1), said('two', 2)]);
  const { incarnation } = room;
  room.accept({ messages: [said('two', 2), said('three', 3)] }, { ask: 1, epoch: undefined, after: 0 }, 'ana', false);
  assert.equal(room.incarnation, incarnation);
  assert.equal(room.timeline.entries.length, 3);
});

test('as many messages as a room keeps are told as a gap where no server says so', () => {
  const room = newRoom();
  const many = (from: number) => Array.from({ length: 50 }, (_one, index) => said(`no ${from + index}`, from + index));
  receivesBase(room, [said('one', 1)]);
  receivesBase(room, many(100));
  assert.equal(room.timeline.entries[1]?.kind, 'gap');
  room.accept({ messages: many(101) }, { ask: 1, epoch: undefined, after: 0 }, 'ana', false);
  assert.equal(room.timeline.entries.filter(({ kind }) => kind === 'gap').length, 1);
});
