import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline, type Entry } from '../../src/chat/timeline.ts';
import type { Message } from '../../src/protocol/messages.ts';

const EPOCH = 'first';

function said(message: string, timestamp: number, { username = 'ana', id = message } = {}): Message {
  return { type: 'message', username, message, timestamp, id };
}

/** As a server with the base part alone says it. */
function saidWithoutId(message: string, timestamp: number): Message {
  return { type: 'message', username: 'ana', message, timestamp };
}

function textsOf({ entries }: Timeline): string[] {
  return entries.map((entry: Entry) => (entry.kind === 'gap' ? '(gap)' : entry.text));
}

test('messages stand in the order of the server, whatever the order in which they came', () => {
  const timeline = new Timeline();
  timeline.add([said('three', 3), said('four', 4)], EPOCH, false);
  timeline.add([said('one', 1), said('two', 2)], EPOCH, false);
  assert.deepEqual(textsOf(timeline), ['one', 'two', 'three', 'four']);
});

test('a message that comes twice is there once, and only the first time new', () => {
  const timeline = new Timeline();
  assert.equal(timeline.add([said('hi', 1)], EPOCH, false).length, 1);
  assert.equal(timeline.add([said('hi', 1)], EPOCH, false).length, 0);
  assert.deepEqual(textsOf(timeline), ['hi']);
});

test('two writers may use the same id', () => {
  const timeline = new Timeline();
  timeline.add([said('of ana', 1, { id: 'x' }), said('of bruno', 2, { id: 'x', username: 'bruno' })], EPOCH, false);
  assert.deepEqual(textsOf(timeline), ['of ana', 'of bruno']);
});

test('without ids, the same text at another time is another message', () => {
  const timeline = new Timeline();
  timeline.add([saidWithoutId('hi', 1), saidWithoutId('hi', 2)], undefined, false);
  timeline.add([saidWithoutId('hi', 2), saidWithoutId('hi', 3)], undefined, false);
  assert.deepEqual(textsOf(timeline), ['hi', 'hi', 'hi']);
});

test('a gap stands where messages are lost, between what was here and what came', () => {
  const timeline = new Timeline();
  timeline.add([said('old', 1)], EPOCH, false);
  timeline.add([said('new', 60), said('newer', 61)], EPOCH, true);
  assert.deepEqual(textsOf(timeline), ['old', '(gap)', 'new', 'newer']);
});

test('a gap stays in its place when something earlier comes late', () => {
  const timeline = new Timeline();
  timeline.add([said('old', 1)], EPOCH, false);
  timeline.add([said('new', 60)], EPOCH, true);
  timeline.add([said('older', 0.5)], EPOCH, false);
  assert.deepEqual(textsOf(timeline), ['older', 'old', '(gap)', 'new']);
});

test('somebody who has just come in is shown no gap', () => {
  const timeline = new Timeline();
  timeline.add([said('new', 60)], EPOCH, true);
  assert.deepEqual(textsOf(timeline), ['new']);
});

test('what was said in a former room of the same name stays above, also where its times are later', () => {
  const timeline = new Timeline();
  timeline.add([said('before', 100)], EPOCH, false);
  timeline.add([said('after', 5)], 'second', false);
  timeline.add([said('also before', 101)], EPOCH, false);
  assert.deepEqual(textsOf(timeline), ['before', 'also before', 'after']);
});

test('the same id in a new room of the same name is another message', () => {
  const timeline = new Timeline();
  timeline.add([said('hi', 1)], EPOCH, false);
  timeline.add([said('hi', 2)], 'second', false);
  assert.deepEqual(textsOf(timeline), ['hi', 'hi']);
});

test('an own message that was confirmed stands in its place when what others wrote before comes', () => {
  const timeline = new Timeline();
  timeline.confirm({ type: 'message', username: 'ana', message: 'mine', timestamp: 3, id: 'mine' }, EPOCH);
  timeline.add([said('theirs', 2, { username: 'bruno' }), said('mine', 3)], EPOCH, false);
  assert.deepEqual(textsOf(timeline), ['theirs', 'mine']);
});

test('the list is another one when something is added, and the same one otherwise', () => {
  const timeline = new Timeline();
  const { entries } = timeline;
  timeline.add([], EPOCH, false);
  assert.equal(timeline.entries, entries);
  timeline.add([said('hi', 1)], EPOCH, false);
  assert.notEqual(timeline.entries, entries);
});
