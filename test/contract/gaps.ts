import { expect } from 'chai';
import type { Person, Received } from '../support/person.ts';
import { rule } from './rule.ts';

const HISTORY = 50;
const EVENTS = 20;

/** 12 KB as they go over the wire. */
const LONGEST = '€'.repeat(4_000);
/** Of these in the 256 KB that a room keeps, with what is around each. */
const LONGEST_KEPT = 21;

async function sendsNumbers(person: Person, count: number): Promise<number[]> {
  const stamps = [];
  for (let i = 1; i <= count; i++) stamps.push((await person.sends(String(i))).timestamp ?? NaN);
  return stamps;
}

/** Joins and leaves in turn, beginning with joining. */
async function comesAndGoes(person: Person, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await (i % 2 === 0 ? person.joins('lobby') : person.leaves('lobby'));
}

/** @returns the first and the last answer, and how many people's messages there are in all */
async function readsAll(person: Person): Promise<[first: Received, last: Received, said: number]> {
  const first = await person.receives({ from: 'lobby' });
  const answers = [first];
  while (answers.at(-1)?.more) answers.push(await person.receives({ from: 'lobby' }));
  const said = answers.flatMap(({ messages }) => messages).filter(({ type }) => type === 'message');
  return [first, answers.at(-1) ?? first, said.length];
}

export const gaps = [
  rule('a room keeps its last 50 messages', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await sendsNumbers(ana, HISTORY + 5);
    const { messages } = await bruno.receives({ from: 'lobby' });
    expect(messages).to.have.length(HISTORY);
    expect(messages[0]?.message).to.equal('6');
    expect(messages.at(-1)?.message).to.equal('55');
  }),

  rule('a room whose 50th message came has all of them, without gap', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await sendsNumbers(ana, HISTORY);
    const received = await bruno.receives({ from: 'lobby' });
    expect(received.messages[0]?.message).to.equal('ana joined the room');
    expect(received.messages).to.have.length(1 + HISTORY);
    expect(received).not.to.have.property('gap');
  }),

  rule('system messages do not count among the messages that a room keeps', { limits: { history: 1 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    await bruno.joins('lobby');
    expect(await ana.reads()).to.deep.equal(['ana joined the room', 'hi', 'bruno joined the room']);
  }),

  rule('comings and goings push out nothing that was said', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await sendsNumbers(ana, HISTORY);
    await comesAndGoes(bruno, 26);
    const received = await ana.receives({ since: 0 });
    expect(received.messages.filter(({ type }) => type === 'message')).to.have.length(HISTORY);
    expect(received).not.to.have.property('gap');
  }),

  rule('a room keeps its last 20 system messages, and a lost one is no gap', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    await comesAndGoes(bruno, EVENTS);
    await bruno.joins('lobby');
    const received = await ana.receives({ since: 0 });
    const texts = received.messages.map(({ message }) => message);
    expect(texts.slice(0, 2)).to.deep.equal(['hi', 'bruno left the room']);
    expect(texts).to.have.length(1 + EVENTS);
    expect(received).not.to.have.property('gap');
  }),

  rule('messages and system messages come in the order of their times', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('one');
    await bruno.joins('lobby');
    await ana.sends('two');
    await bruno.leaves();
    expect(await ana.reads()).to.deep.equal([
      'ana joined the room', 'one', 'bruno joined the room', 'two', 'bruno left the room',
    ]);
  }),

  rule('what is lost lies before all that is kept, system messages too', { limits: { history: 1 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('one');
    await bruno.joins('lobby');
    await ana.sends('two');
    expect(await ana.reads()).to.deep.equal(['bruno joined the room', 'two']);
  }),

  rule('a room keeps 256 KB of messages, counted in UTF-8, and says gap for the rest', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    const stamps = [];
    for (let i = 0; i < LONGEST_KEPT + 3; i++) stamps.push((await ana.sends(LONGEST)).timestamp ?? NaN);
    const [first, last, kept] = await readsAll(bruno);
    expect(kept).to.equal(LONGEST_KEPT);
    expect(first).to.include({ gap: true });
    expect(last).not.to.have.property('gap');
    expect(await ana.receives({ since: stamps[1] ?? NaN })).to.include({ gap: true });
    expect(await ana.receives({ since: stamps[2] ?? NaN })).not.to.have.property('gap');
  }),

  rule('a room keeps its last message, however little it may keep', { limits: { historyBytes: 1 } }, async ({ ana }) => {
    await ana.joins('lobby');
    await ana.sends('one');
    await ana.sends(LONGEST);
    expect(await ana.readsAgain()).to.deep.equal([LONGEST]);
  }),

  rule('what is over the bytes of all rooms goes from the room silent the longest', { limits: { maxHistoryBytes: 65_536 } }, async ({ ana, bruno }) => {
    await ana.joins('quiet');
    await bruno.joins('loud');
    const { timestamp = NaN } = await ana.sends('one');
    await ana.sends('two');
    for (let i = 0; i < 5; i++) await bruno.sends(LONGEST);
    expect(await ana.receives({ since: timestamp })).not.to.have.property('gap');
    await bruno.sends(LONGEST);
    expect(await bruno.readsAgain()).to.have.length(5);
    expect(await bruno.receives({ since: 0 })).to.include({ gap: true });
    const received = await ana.receives({ since: 0 });
    expect(received.messages.map(({ message }) => message)).to.deep.equal(['two']);
    expect(received).to.include({ gap: true });
    expect(await ana.receives({ since: timestamp })).not.to.have.property('gap');
  }),

  rule('a removed room takes nothing of the bytes of all rooms', { limits: { maxHistoryBytes: 65_536 } }, async ({ ana, bruno }) => {
    await ana.joins('quiet');
    await ana.sends('one');
    await ana.sends('two');
    for (let i = 0; i < 6; i++) {
      await bruno.joins('loud');
      await bruno.sends(LONGEST);
      await bruno.leaves();
    }
    expect(await ana.readsAgain()).to.deep.equal(['one', 'two']);
  }),

  rule('nobody is refused because rooms keep as much as they may', { limits: { maxHistoryBytes: 65_536 } }, async ({ person }) => {
    for (let i = 0; i < 10; i++) {
      const somebody = person(`somebody ${i}`);
      await somebody.joins(`room ${i}`);
      await somebody.sends(LONGEST);
      expect(await somebody.readsAgain()).to.deep.equal([LONGEST]);
    }
  }),

  rule('receive says gap where messages newer than last_timestamp are no longer kept', { limits: { history: 3 } }, async ({ ana }) => {
    const { timestamp = NaN } = await ana.joins('lobby');
    await sendsNumbers(ana, 4);
    expect(await ana.receives({ since: timestamp })).to.include({ gap: true });
  }),

  rule('receive leaves gap out where the first message that is missing is the next one', { limits: { history: 3 } }, async ({ ana }) => {
    await ana.joins('lobby');
    const [first = NaN] = await sendsNumbers(ana, 4);
    const received = await ana.receives({ since: first });
    expect(received.messages.map(({ message }) => message)).to.deep.equal(['2', '3', '4']);
    expect(received).not.to.have.property('gap');
  }),

  rule('receive says gap from 0 as soon as the room has lost a message', { limits: { history: 1 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('one');
    expect(await bruno.receives({ from: 'lobby', since: 0 })).not.to.have.property('gap');
    await ana.sends('two');
    expect(await bruno.receives({ from: 'lobby', since: 0 })).to.include({ gap: true });
  }),

  rule('receive as from 0, because of another epoch, says gap as from 0', { limits: { history: 1 } }, async ({ ana }) => {
    await ana.joins('lobby');
    await ana.sends('one');
    const { timestamp = NaN } = await ana.sends('two');
    expect(await ana.receives({ since: timestamp, epoch: 'another' })).to.include({ gap: true });
  }),

  rule('a room made anew has no gap', { limits: { history: 1 } }, async ({ ana }) => {
    await ana.joins('lobby');
    await ana.sends('one');
    await ana.sends('two');
    await ana.leaves();
    await ana.joins('lobby');
    expect(await ana.receives({ since: 0 })).not.to.have.property('gap');
  }),
];
