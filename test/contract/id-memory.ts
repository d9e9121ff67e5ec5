import { expect } from 'chai';
import type { Person } from '../support/person.ts';
import { rule } from './rule.ts';

const TEN_MINUTES = 600;

async function sendsMany(person: Person, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await person.sends('and on');
}

export const idMemory = [
  rule('an id is remembered for almost 10 minutes', { needs: ['clocks'] }, async ({ ana, clocks }) => {
    await ana.joins('lobby');
    const first = await ana.sends('hi', { id: 'x' });
    await clocks.pass(TEN_MINUTES - 1);
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
  }),

  rule('an id is forgotten after 10 minutes', { needs: ['clocks'] }, async ({ ana, clocks }) => {
    await ana.joins('lobby');
    await ana.sends('hi', { id: 'x' });
    await clocks.pass(TEN_MINUTES);
    await ana.sends('hi again', { id: 'x' });
    expect(await ana.readsAgain()).to.deep.equal(['hi', 'hi again']);
  }),

  rule('repeating an id does not prolong its memory', { needs: ['clocks'] }, async ({ ana, clocks }) => {
    await ana.joins('lobby');
    await ana.sends('hi', { id: 'x' });
    await clocks.pass(TEN_MINUTES / 2);
    await ana.sends('hi', { id: 'x' });
    await clocks.pass(TEN_MINUTES / 2);
    await ana.sends('hi again', { id: 'x' });
    expect(await ana.readsAgain()).to.deep.equal(['hi', 'hi again']);
  }),

  rule('the memory of an id goes by the monotonic clock: setting the wall clock changes nothing', { needs: ['clocks'] }, async ({ ana, clocks }) => {
    await ana.joins('lobby');
    const first = await ana.sends('hi', { id: 'x' });
    await clocks.setWallClock(86_400);
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
    await clocks.setWallClock(-2 * 86_400);
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
  }),

  rule('an id is remembered through 999 later messages of the room and forgotten after 1,000', async ({ ana }) => {
    await ana.joins('lobby');
    const first = await ana.sends('hi', { id: 'x' });
    await sendsMany(ana, 999);
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
    await sendsMany(ana, 1);
    expect((await ana.sends('hi', { id: 'x' })).timestamp).to.be.above(first.timestamp ?? NaN);
  }),

  rule('an id outlives its message in the history', { limits: { history: 2 } }, async ({ ana }) => {
    await ana.joins('lobby');
    const first = await ana.sends('hi', { id: 'x' });
    await sendsMany(ana, 3);
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
    expect(await ana.readsAgain()).to.deep.equal(['and on', 'and on']);
  }),

  rule('comings and goings do not count among the later messages', { limits: { idMemoryPerRoom: 2 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    const first = await ana.sends('hi', { id: 'x' });
    for (let i = 0; i < 3; i++) {
      await bruno.joins('lobby');
      await bruno.leaves('lobby');
    }
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
  }),

  rule('later messages of other rooms do not count', { limits: { idMemoryPerRoom: 3 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('kitchen');
    const first = await ana.sends('hi', { id: 'x' });
    await sendsMany(bruno, 5);
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
  }),

  rule('an id that was forgotten and is used again is remembered again', { limits: { idMemoryPerRoom: 3 } }, async ({ ana }) => {
    await ana.joins('lobby');
    await ana.sends('hi', { id: 'x' });
    await sendsMany(ana, 3);
    const second = await ana.sends('hi again', { id: 'x' });
    expect(await ana.sends('hi again', { id: 'x' })).to.deep.equal(second);
    expect((await ana.readsAgain()).filter((text) => text === 'hi again')).to.have.length(1);
  }),

  rule('beyond the memory of a server the oldest id is forgotten first, from whichever room', { limits: { idMemory: 2 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('kitchen');
    const oldest = await ana.sends('one', { id: 'x' });
    const second = await bruno.sends('two', { id: 'x' });
    const third = await ana.sends('three', { id: 'y' });
    expect(await bruno.sends('two', { id: 'x' })).to.deep.equal(second);
    expect(await ana.sends('three', { id: 'y' })).to.deep.equal(third);
    expect((await ana.sends('one', { id: 'x' })).timestamp).to.be.above(oldest.timestamp ?? NaN);
  }),

  rule('ids of a room that was removed take nothing of the memory of ids', { limits: { idMemory: 2 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    const first = await ana.sends('one', { id: 'x' });
    await bruno.joins('kitchen');
    await bruno.sends('two', { id: 'x' });
    await bruno.leaves();
    await ana.sends('three', { id: 'y' });
    expect(await ana.sends('one', { id: 'x' })).to.deep.equal(first);
  }),

  rule('messages without an id take nothing of the memory of ids', { limits: { idMemory: 1 } }, async ({ ana }) => {
    await ana.joins('lobby');
    const first = await ana.sends('hi', { id: 'x' });
    await sendsMany(ana, 5);
    expect(await ana.sends('hi', { id: 'x' })).to.deep.equal(first);
  }),
];
