import { expect, fixture, html } from '@open-wc/testing';
import { ChatRoom, type Pending } from '../../src/chat/room.ts';
import '../../src/components/message-log.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import { LogEntries } from '../../src/pages/log-entries.ts';
import type { Message } from '../../src/protocol/messages.ts';
import type { KeptEntry } from '../../src/storage/kept.ts';
import { parts, textsOf } from './elements.ts';

const mine = (id: string, state: Pending['state'] = 'waiting'): Pending => ({ id, text: `text of ${id}`, writtenAt: 5_000, state });

const stored = (id: string, timestamp: number): Message =>
  ({ type: 'message', username: 'Ana', message: `text of ${id}`, timestamp, id });

function arrive(room: ChatRoom, ...messages: Message[]): void {
  room.timeline.add({ messages, epoch: 'e1', gap: false, findPending: ({ id }) => room.pending.find((one) => one.id === id)?.id });
}

it('A message has the key of its pending copy, and one that had none here its own', () => {
  const [room, log] = [new ChatRoom('lobby', 0), new LogEntries()];
  room.append(mine('one'));
  expect(log.of(room, 'Ana').map(({ key }) => key)).to.deep.equal(['one']);
  arrive(room, stored('other', 7), stored('one', 9));
  room.discard('one');
  const [other, one] = log.of(room, 'Ana');
  expect(other?.key).to.equal(room.timeline.entries[0]?.key);
  expect(one).to.include({ kind: 'message', key: 'one', at: 9_000, writtenAt: 5_000 });
});

it('Nothing is there twice, also where its pending copy goes later than its message came', () => {
  const [room, log] = [new ChatRoom('lobby', 0), new LogEntries()];
  room.append(mine('one'));
  arrive(room, stored('one', 9));
  expect(log.of(room, 'Ana').map(({ kind }) => kind)).to.deep.equal(['message']);
});

it('What waits is being sent, and every other state is told as it is', () => {
  const [room, log] = [new ChatRoom('lobby', 0), new LogEntries()];
  for (const state of ['waiting', 'sent', 'failed', 'unsure', 'late'] as const) room.append(mine(state, state));
  const states = log.of(room, 'Ana').map((entry) => (entry.kind === 'pending' ? entry.state : undefined));
  expect(states).to.deep.equal(['sending', 'sent', 'failed', 'unsure', 'late']);
});

it('That a room was left is said once for the room, and not of every message', () => {
  const [room, log] = [new ChatRoom('lobby', 0), new LogEntries()];
  room.append({ ...mine('one', 'failed'), failure: { kind: 'left' } });
  room.append({ ...mine('two', 'failed'), failure: { kind: 'unreachable' } });
  const reasons = () => log.of(room, 'Ana').map((entry) => entry.kind === 'pending' && entry.reason !== '');
  expect(reasons()).to.deep.equal([true, true]);
  room.failure = { kind: 'left' };
  expect(reasons()).to.deep.equal([false, true]);
});

it('A gap is drawn as a line, whatever message it stands before', async () => {
  const [room, log] = [new ChatRoom('lobby', 0), new LogEntries()];
  const epoch = { epoch: 'e1', timestamp: 7, rank: 0 };
  room.timeline.add({ messages: [stored('one', 1)], epoch: 'e1', gap: false });
  room.timeline.add({ messages: [stored('two', 8)], epoch: 'e1', gap: true });
  room.timeline.add({ messages: [stored('three', 2)], epoch: 'e2', gap: false });
  // As a former version stored it.
  room.timeline.take([{ ...epoch, kind: 'gap', key: 'gap before old', writer: 'Ana', text: 'not a message' } as KeptEntry]);
  const element = await fixture<MessageLog>(html`<sala-message-log .entries=${log.of(room, 'Ana')}></sala-message-log>`);
  expect(textsOf(parts(element, '.text'))).to.deep.equal(['text of one', 'text of two', 'text of three']);
  expect(new Set(textsOf(parts(element, '.event')))).to.deep.equal(new Set(['Some messages may be missing here']));
  expect(parts(element, '.event').length).to.equal(3);
});

it('What was there before is the same thing when something comes, so that it is not drawn anew', () => {
  const [room, log] = [new ChatRoom('lobby', 0), new LogEntries()];
  arrive(room, stored('one', 7), stored('two', 8));
  const before = log.of(room, 'Ana');
  arrive(room, stored('three', 9));
  const after = log.of(room, 'Ana');
  expect(after.length).to.equal(3);
  expect(before.every((entry, index) => entry === after[index])).to.equal(true);
});

it('The log is made anew only when something has changed', () => {
  const [room, log] = [new ChatRoom('lobby', 0), new LogEntries()];
  room.append(mine('one'));
  const made = log.of(room, 'Ana');
  expect(log.of(room, 'Ana') === made).to.equal(true);
  room.update('one', { state: 'failed' });
  expect(log.of(room, 'Ana') === made).to.equal(false);
});
