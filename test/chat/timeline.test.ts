import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, Timeline, type Entry } from '../../src/chat/timeline.ts';
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

function receives(timeline: Timeline, messages: Message[], { epoch = EPOCH, gap = false } = {}): Entry[] {
  return timeline.add({ messages, epoch, gap });
}

test('messages stand in the order of the server, whatever the order in which they came', () => {
  const timeline = new Timeline();
  receives(timeline, [said('three', 3), said('four', 4)]);
  receives(timeline, [said('one', 1), said('two', 2)]);
  assert.deepEqual(textsOf(timeline), ['one', 'two', 'three', 'four']);
});

test('a message that comes twice is there once, and only the first time new', () => {
  const timeline = new Timeline();
  assert.equal(receives(timeline, [said('hi', 1)]).length, 1);
  assert.equal(receives(timeline, [said('hi', 1)]).length, 0);
  assert.deepEqual(textsOf(timeline), ['hi']);
});

test('two writers may use the same id', () => {
  const timeline = new Timeline();
  receives(timeline, [said('of ana', 1, { id: 'x' }), said('of bruno', 2, { id: 'x', username: 'bruno' })]);
  assert.deepEqual(textsOf(timeline), ['of ana', 'of bruno']);
});

test('without ids, the same text at another time is another message', () => {
  const timeline = new Timeline();
  receives(timeline, [saidWithoutId('hi', 1), saidWithoutId('hi', 2)], { epoch: '~0' });
  receives(timeline, [saidWithoutId('hi', 2), saidWithoutId('hi', 3)], { epoch: '~0' });
  assert.deepEqual(textsOf(timeline), ['hi', 'hi', 'hi']);
});

test('a gap stands where messages are lost, between what was here and what came', () => {
  const timeline = new Timeline();
  receives(timeline, [said('old', 1)]);
  receives(timeline, [said('new', 60), said('newer', 61)], { gap: true });
  assert.deepEqual(textsOf(timeline), ['old', '(gap)', 'new', 'newer']);
});

test('a gap stays in its place when something earlier comes late', () => {
  const timeline = new Timeline();
  receives(timeline, [said('old', 1)]);
  receives(timeline, [said('new', 60)], { gap: true });
  receives(timeline, [said('older', 0.5)]);
  assert.deepEqual(textsOf(timeline), ['older', 'old', '(gap)', 'new']);
});

test('somebody who has just come in is shown no gap', () => {
  const timeline = new Timeline();
  receives(timeline, [said('new', 60)], { gap: true });
  assert.deepEqual(textsOf(timeline), ['new']);
});

test('what was said in a former room of the same name stays above, also where its times are later', () => {
  const timeline = new Timeline();
  receives(timeline, [said('before', 100)]);
  receives(timeline, [said('after', 5)], { epoch: 'second' });
  receives(timeline, [said('also before', 101)]);
  assert.deepEqual(textsOf(timeline), ['before', 'also before', '(gap)', 'after']);
});

test('the same id in a new room of the same name is another message', () => {
  const timeline = new Timeline();
  receives(timeline, [said('hi', 1)]);
  receives(timeline, [said('hi', 2)], { epoch: 'second' });
  assert.deepEqual(textsOf(timeline), ['hi', '(gap)', 'hi']);
});

test('an own message that was confirmed stands in its place when what others wrote before comes', () => {
  const timeline = new Timeline();
  receives(timeline, [said('mine', 3)]);
  receives(timeline, [said('theirs', 2, { username: 'bruno' }), said('mine', 3)]);
  assert.deepEqual(textsOf(timeline), ['theirs', 'mine']);
});

test('the list is another one when something is added, and the same one otherwise', () => {
  const timeline = new Timeline();
  const { entries } = timeline;
  receives(timeline, []);
  assert.equal(timeline.entries, entries);
  receives(timeline, [said('hi', 1)]);
  assert.notEqual(timeline.entries, entries);
});

test('a message that is met again at another time keeps its place', () => {
  const timeline = new Timeline();
  receives(timeline, [said('one', 1, { id: 'x' }), said('two', 2)]);
  receives(timeline, [said('one', 3, { id: 'x' })]);
  assert.deepEqual(textsOf(timeline), ['one', 'two']);
});

test('a gap stands before a message that was confirmed before what was lost', () => {
  const timeline = new Timeline();
  receives(timeline, [said('old', 1)]);
  receives(timeline, [said('mine', 60)]);
  receives(timeline, [said('mine', 60), said('new', 61)], { gap: true });
  assert.deepEqual(textsOf(timeline), ['old', '(gap)', 'mine', 'new']);
});

test('what was lost of a room made anew is told as well', () => {
  const timeline = new Timeline();
  receives(timeline, [said('before', 100)]);
  receives(timeline, [said('new', 60)], { epoch: 'second', gap: true });
  assert.deepEqual(textsOf(timeline), ['before', '(gap)', 'new']);
});

test('incarnations stand in the order that all windows agree on', () => {
  const timeline = new Timeline();
  receives(timeline, [said('in the second', 1)], { epoch: 'second' });
  receives(timeline, [said('in the first', 2)]);
  timeline.order([EPOCH, 'second']);
  assert.deepEqual(textsOf(timeline), ['in the first', '(gap)', 'in the second']);
});

test('a gap stands wherever a room was made again, also before what comes late', () => {
  const timeline = new Timeline();
  receives(timeline, [said('one', 1)]);
  receives(timeline, [said('mine', 9)], { epoch: 'second' });
  receives(timeline, [said('theirs', 8)], { epoch: 'second' });
  receives(timeline, [said('last', 2)], { epoch: 'third' });
  assert.deepEqual(textsOf(timeline), ['one', '(gap)', 'theirs', 'mine', '(gap)', 'last']);
});

test('a gap has a position and nothing of the message after it', () => {
  const timeline = new Timeline();
  receives(timeline, [said('old', 1)]);
  receives(timeline, [said('new', 60)], { gap: true });
  receives(timeline, [said('again', 2)], { epoch: 'second' });
  const gaps = timeline.entries.filter(({ kind }) => kind === 'gap');
  assert.deepEqual(gaps.flatMap((gap) => Object.keys(gap).toSorted().join(' ')), ['epoch key kind rank timestamp', 'epoch key kind rank timestamp']);
});

test('of a former room of which nothing is loaded any more no gap is told', () => {
  const timeline = new Timeline();
  receives(timeline, [said('before', 1)]);
  receives(timeline, Array.from({ length: 2_300 }, (_one, index) => said(`no ${index}`, index)), { epoch: 'second' });
  timeline.trim();
  assert.equal(timeline.entries[0]?.kind, 'message');
});

test('messages of one time stand as they were answered', () => {
  const timeline = new Timeline();
  receives(timeline, [said('one', 5), said('two', 5)]);
  receives(timeline, [said('before', 4)]);
  assert.deepEqual(textsOf(timeline), ['before', 'one', 'two']);
});

test('the pending copy that a message replaces is noted with it', () => {
  const timeline = new Timeline();
  timeline.add({ messages: [said('mine', 1)], epoch: EPOCH, gap: false, findPending: () => 'its id' });
  const [entry] = timeline.entries;
  assert.equal(entry?.was, 'its id');
  assert.equal(entry.key, keyOf(said('mine', 1), EPOCH));
});

test('of very many entries the newest are loaded', () => {
  const timeline = new Timeline();
  receives(timeline, Array.from({ length: 2_200 }, (_one, index) => said(`no ${index}`, index)));
  assert.equal(timeline.trim(), false);
  receives(timeline, [said('the last', 2_200)]);
  assert.equal(timeline.trim(), true);
  assert.equal(timeline.entries.length, 2_000);
  assert.equal(textsOf(timeline).at(-1), 'the last');
});
