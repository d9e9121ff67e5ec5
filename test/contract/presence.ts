import { expect } from 'chai';
import { arrival, refused } from './expectations.ts';
import { rule } from './rule.ts';
import type { Person } from '../support/person.ts';

const TIMEOUT = 100;
const given = { limits: { presenceTimeout: TIMEOUT }, needs: ['clocks'] } as const;

/** What counts as being heard of. */
const signs: readonly [what: string, sign: (person: Person) => Promise<unknown>][] = [
  ['joining again', (person) => person.joins('lobby')],
  ['joining another room', (person) => person.joins('kitchen')],
  ['leaving another room', (person) => person.leaves('cellar')],
  ['sending', (person) => person.sends('hi', { to: 'lobby' })],
  ['sending again under the same id', (person) => person.sends('hi', { to: 'lobby', id: 'x' })],
  ['receiving by name', (person) => person.receives({ from: 'lobby', named: true })],
  ['receiving by name from another room', (person) => person.receives({ from: 'nowhere', named: true })],
  ['asking for the own rooms', (person) => person.asksForRooms()],
];

const noSigns: readonly [what: string, sign: (person: Person) => Promise<unknown>][] = [
  ['receiving without a name', (person) => person.receives({ from: 'lobby' })],
  ['asking who is in a room', (person) => person.seesPeople('lobby')],
];

export const presence = [
  rule('a silent member is taken out after the presence timeout', given, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await clocks.pass(1);
    await bruno.joins('lobby');
    await bruno.receives();
    await clocks.pass(TIMEOUT - 1);
    const { messages } = await bruno.receives({ named: true });
    expect(messages).to.have.length(1);
    expect(messages[0]).to.include({ type: 'system', event: 'timed_out', user: 'ana', message: 'ana timed out' });
    expect(await bruno.seesPeople()).to.deep.equal(['bruno']);
  }),

  rule('a silent member stays until the presence timeout', given, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT - 1);
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['ana']);
  }),

  rule('the presence timeout is 15 minutes unless set', { needs: ['clocks'] }, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await clocks.pass(15 * 60 - 1);
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['ana']);
    await clocks.pass(1);
    expect(await bruno.seesPeople('lobby')).to.deep.equal([]);
  }),

  rule('a silent member is taken out of all rooms', given, async ({ ana, clocks }) => {
    await ana.joins('lobby');
    await ana.joins('kitchen');
    await clocks.pass(TIMEOUT);
    expect(await ana.isIn()).to.deep.equal([]);
  }),

  rule('a room whose last member timed out is removed with its messages', given, async ({ ana, bruno, clocks }) => {
    const { epoch } = await ana.joins('lobby');
    await ana.sends('secret');
    await clocks.pass(TIMEOUT);
    expect(await bruno.receives({ from: 'lobby' })).to.deep.equal({ messages: [] });
    await refused(bruno.sends('hi', { to: 'lobby' }), 'room_not_found');
    expect((await bruno.joins('lobby')).epoch).not.to.equal(epoch);
  }),

  rule('all members of a room time out together when all were silent', given, async ({ ana, bruno, person, clocks }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await clocks.pass(TIMEOUT);
    expect(await person('carla').seesPeople('lobby')).to.deep.equal([]);
  }),

  rule('who timed out can join and send again', given, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT / 2);
    await bruno.joins('lobby');
    await clocks.pass(TIMEOUT / 2);
    await ana.sends('back');
    expect((await bruno.reads()).slice(-3)).to.deep.equal(['ana timed out', 'ana joined the room', 'back']);
  }),

  rule('a send with the epoch after a timeout is refused as room_not_found', given, async ({ ana, bruno, clocks }) => {
    const { epoch = '' } = await ana.joins('lobby');
    await clocks.pass(TIMEOUT / 2);
    await bruno.joins('lobby');
    await clocks.pass(TIMEOUT / 2);
    await refused(ana.sends('hi', { epoch }), 'room_not_found');
    expect(await bruno.seesPeople()).to.deep.equal(['bruno']);
    await ana.joins('lobby');
    await ana.sends('back', { epoch });
  }),

  rule('leaving after a timeout is refused as room_not_found', given, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT / 2);
    await bruno.joins('lobby');
    await clocks.pass(TIMEOUT / 2);
    await refused(ana.leaves(), 'room_not_found');
  }),

  ...signs.map(([what, sign]) =>
    rule(`${what} keeps a member present`, given, async ({ ana, bruno, clocks }) => {
      await ana.joins('cellar');
      await ana.joins('lobby');
      await ana.sends('first', { id: 'x' });
      await clocks.pass(TIMEOUT - 1);
      await sign(ana);
      await clocks.pass(TIMEOUT - 1);
      expect(await bruno.seesPeople('lobby')).to.deep.equal(['ana']);
    })),

  ...noSigns.map(([what, sign]) =>
    rule(`${what} does not keep a member present`, given, async ({ ana, bruno, clocks }) => {
      await ana.joins('lobby');
      await clocks.pass(TIMEOUT - 1);
      await sign(ana);
      await clocks.pass(1);
      expect(await bruno.seesPeople('lobby')).to.deep.equal([]);
    })),

  rule('a held receive by name keeps its member present while it is held, and from its end on', given, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await ana.receives();
    const held = ana.reads({ wait: 25, named: true });
    await arrival();
    // What is asked after it has its answer, so it has arrived where requests come in order, however slowly.
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['ana']);
    await clocks.pass(3 * TIMEOUT);
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['ana']);
    await bruno.joins('lobby');
    expect(await held).to.deep.equal(['bruno joined the room']);
    await clocks.pass(TIMEOUT - 1);
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['ana', 'bruno']);
    await clocks.pass(1);
    expect(await bruno.seesPeople('lobby')).to.deep.equal([]);
  }),

  rule('leaving while a receive by name is held lets the others time out as ever', given, async ({ ana, bruno, clocks }) => {
    await bruno.joins('lobby');
    await ana.joins('lobby');
    await ana.receives();
    const held = ana.reads({ wait: 25, named: true });
    await arrival();
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['bruno', 'ana']);
    await ana.leaves();
    expect(await held).to.deep.equal(['ana left the room']);
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['bruno']);
    await clocks.pass(TIMEOUT);
    expect(await bruno.seesPeople('lobby')).to.deep.equal([]);
  }),

  rule('setting the wall clock neither expels nor keeps anybody', given, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await clocks.setWallClock(10 * TIMEOUT);
    expect(await bruno.seesPeople('lobby')).to.deep.equal(['ana']);
    await clocks.setWallClock(-100 * TIMEOUT);
    await clocks.pass(TIMEOUT);
    expect(await bruno.seesPeople('lobby')).to.deep.equal([]);
  }),
];
