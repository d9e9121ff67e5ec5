import { expect } from 'chai';
import type { Person } from '../support/person.ts';
import { rule } from './rule.ts';

const HISTORY = 50;

async function sendsNumbers(person: Person, count: number): Promise<number[]> {
  const stamps = [];
  for (let i = 1; i <= count; i++) stamps.push((await person.sends(String(i))).timestamp ?? NaN);
  return stamps;
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
    await sendsNumbers(ana, HISTORY - 1);
    const received = await bruno.receives({ from: 'lobby' });
    expect(received.messages).to.have.length(HISTORY);
    expect(received).not.to.have.property('gap');
  }),

  rule('system messages count among those that a room keeps', { limits: { history: 2 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    await bruno.joins('lobby');
    expect(await ana.reads()).to.deep.equal(['hi', 'bruno joined the room']);
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
    expect(await bruno.receives({ from: 'lobby', since: 0 })).not.to.have.property('gap');
    await ana.sends('hi');
    expect(await bruno.receives({ from: 'lobby', since: 0 })).to.include({ gap: true });
  }),

  rule('receive as from 0, because of another epoch, says gap as from 0', { limits: { history: 1 } }, async ({ ana }) => {
    await ana.joins('lobby');
    const { timestamp = NaN } = await ana.sends('hi');
    expect(await ana.receives({ since: timestamp, epoch: 'another' })).to.include({ gap: true });
  }),

  rule('a room made anew has no gap', { limits: { history: 1 } }, async ({ ana }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    await ana.leaves();
    await ana.joins('lobby');
    expect(await ana.receives({ since: 0 })).not.to.have.property('gap');
  }),
];
