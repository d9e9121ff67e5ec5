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
function receives(room: ChatRoom, messages: Message[], epoch: string | undefined = EPOCH): void {
  room.accept({ messages, epoch }, 'ana', false);
}

test('unread are the messages of others, neither system lines nor one’s own', () => {
  const room = new ChatRoom('lobby', EPOCH);
  receives(room, [joined('bruno', 1), said('hi', 2), said('mine', 3, 'ana'), said('are you there?', 4)]);
  assert.equal(room.unread, 2);
});

test('what is received while the room is looked at is read', () => {
  const room = new ChatRoom('lobby', EPOCH);
  room.accept({ messages: [said('hi', 2)], epoch: EPOCH }, 'ana', true);
  assert.equal(room.unread, 0);
  assert.equal(room.readTo, 2);
});

test('a message that comes twice counts once', () => {
  const room = new ChatRoom('lobby', EPOCH);
  receives(room, [said('hi', 2)]);
  receives(room, [said('hi', 2)]);
  assert.equal(room.unread, 1);
});

test('what was read before the page was loaded is not unread again', () => {
  const room = new ChatRoom('lobby', EPOCH, 2);
  receives(room, [said('read', 1), said('read too', 2), said('new', 3)]);
  assert.equal(room.unread, 1);
});

test('the cursor is the newest time received, and does not go back', () => {
  const room = new ChatRoom('lobby', EPOCH);
  receives(room, [said('one', 5)]);
  receives(room, [said('late', 4)]);
  assert.equal(room.cursor, 5);
});

test('in a room made anew nothing has been received or read', () => {
  const room = new ChatRoom('lobby', EPOCH, 90);
  receives(room, [said('old', 100)]);
  room.markRead();
  room.enter('second');
  assert.equal(room.cursor, 0);
  receives(room, [said('new', 50)], 'second');
  assert.equal(room.unread, 1);
});

test('an answer without an epoch makes no new room of it', () => {
  const room = new ChatRoom('lobby', EPOCH);
  receives(room, [said('hi', 100)]);
  room.enter(undefined);
  assert.equal(room.cursor, 100);
});

test('the echo of a message takes the place of the one that waits', () => {
  const room = new ChatRoom('lobby', EPOCH);
  room.append(pending('hi', 'waiting', 'a'));
  room.append(pending('hi', 'waiting', 'b'));
  receives(room, [said('hi', 1, 'ana', 'b')]);
  assert.deepEqual(room.pending.map(({ id }) => id), ['a']);
});

test('a message that seemed to fail but arrived waits no more', () => {
  const room = new ChatRoom('lobby', EPOCH);
  room.append(pending('hi', 'failed', 'a'));
  receives(room, [said('hi', 1, 'ana', 'a')]);
  assert.deepEqual(room.pending, []);
});

test('another’s message with the same id or text settles nothing', () => {
  const room = new ChatRoom('lobby', EPOCH);
  room.append(pending('hi', 'waiting', 'a'));
  receives(room, [said('hi', 1, 'bruno', 'a'), said('hi', 2, 'bruno')]);
  assert.equal(room.pending.length, 1);
});

test('without ids an echo is known by its text, the oldest that waits first', () => {
  const room = new ChatRoom('lobby');
  room.append(pending('hi', 'failed', 'a'));
  room.append(pending('hi', 'sent', 'b'));
  room.append(pending('hi', 'sent', 'c'));
  receives(room, [said('hi', 1, 'ana')], undefined);
  assert.deepEqual(room.pending.map(({ id }) => id), ['a', 'c']);
});
