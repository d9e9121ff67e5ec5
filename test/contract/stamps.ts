import { expect } from 'chai';
import type { Person } from '../support/person.ts';
import { rule } from './rule.ts';

async function stampsSeenBy(person: Person, room?: string): Promise<number[]> {
  const { messages } = await person.receives({ ...(room ? { from: room } : {}), since: 0 });
  return messages.map(({ timestamp }) => timestamp);
}

function expectIncreasing(stamps: readonly number[]): void {
  stamps.forEach((stamp, index) => index > 0 && expect(stamp).to.be.above(stamps[index - 1] ?? NaN));
}

/** What a client that keeps stamps as text sends back. */
const asText = (stamp: number) => stamp.toFixed(6);

export const stamps = [
  rule('stamps are seconds since the Unix epoch', { needs: ['clocks'] }, async ({ ana, clocks }) => {
    const { timestamp: before = NaN } = await ana.joins('lobby');
    expect(before).to.be.within(1_700_000_000, 4_000_000_000);
    await clocks.pass(10);
    const { timestamp: after = NaN } = await ana.sends('hi');
    expect(after - before).to.be.closeTo(10, 0.001);
  }),

  rule('stamps increase strictly while the clock stands still', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    for (const text of ['one', 'two', 'three', 'four']) await ana.sends(text);
    expectIncreasing(await stampsSeenBy(bruno));
  }),

  rule('stamps increase strictly from room to room', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('kitchen');
    const sent = [];
    for (const person of [ana, bruno, ana, bruno]) sent.push((await person.sends('hi')).timestamp ?? NaN);
    expectIncreasing(sent);
  }),

  rule('stamps increase strictly when the wall clock is set back', { needs: ['clocks'] }, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await ana.sends('before');
    await bruno.receives();
    await clocks.setWallClock(-86_400);
    await ana.sends('after');
    expect(await bruno.reads()).to.deep.equal(['after']);
    expectIncreasing(await stampsSeenBy(bruno));
  }),

  rule('stamps follow the wall clock again once it has passed the last stamp', { needs: ['clocks'] }, async ({ ana, clocks }) => {
    const { timestamp: first = NaN } = await ana.joins('lobby');
    await clocks.setWallClock(-60);
    await ana.sends('behind');
    await clocks.pass(90);
    const { timestamp: last = NaN } = await ana.sends('ahead');
    expect(last - first).to.be.closeTo(30, 0.001);
  }),

  rule('stamps increase strictly across a room that is made anew', async ({ ana }) => {
    const { timestamp: first = NaN } = await ana.joins('lobby');
    await ana.leaves();
    const { timestamp: second } = await ana.joins('lobby');
    expect(second).to.be.above(first);
  }),

  rule('a stamp printed with six decimals asks for what is newer, no less and no more', async ({ ana, get }) => {
    await ana.joins('lobby');
    const sent = [];
    for (const text of ['one', 'two', 'three']) sent.push((await ana.sends(text)).timestamp ?? NaN);
    const counts = [];
    for (const stamp of sent) {
      const { body } = await get(`/receive?room=lobby&last_timestamp=${asText(stamp)}`);
      counts.push(body.messages?.length);
    }
    expect(counts).to.deep.equal([2, 1, 0]);
  }),
];
