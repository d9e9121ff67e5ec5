import { expect } from 'chai';
import { call } from '../support/http.ts';
import { arrival, eventually } from './expectations.ts';
import { rule } from './rule.ts';

/** Longer than a test lasts, so that only an event can answer it. */
const LONG = 25;

/** Seconds. */
const SHORT = 0.2;

export const waiting = [
  rule('a held receive answers as soon as somebody sends', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.receives();
    const held = bruno.reads({ wait: LONG });
    await arrival();
    await ana.sends('hi');
    expect(await held).to.deep.equal(['hi']);
  }),

  rule('a held receive answers as soon as somebody joins or leaves', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.receives();
    const forJoin = ana.reads({ wait: LONG });
    await arrival();
    await bruno.joins('lobby');
    expect(await forJoin).to.deep.equal(['bruno joined the room']);
    const forLeave = ana.reads({ wait: LONG });
    await arrival();
    await bruno.leaves();
    expect(await forLeave).to.deep.equal(['bruno left the room']);
  }),

  rule('all who wait for a room are answered', async ({ ana, bruno, person }) => {
    await ana.joins('lobby');
    const people = [ana, bruno, person('carla'), person('davi')];
    await Promise.all(people.map((each) => each.receives({ from: 'lobby' })));
    const held = people.map((each) => each.reads({ from: 'lobby', wait: LONG }));
    await arrival();
    await ana.sends('hi');
    expect(await Promise.all(held)).to.deep.equal(people.map(() => ['hi']));
  }),

  rule('a held receive answers at once where something is new', async ({ ana }) => {
    await ana.joins('lobby');
    expect(await ana.reads({ wait: LONG })).to.deep.equal(['ana joined the room']);
  }),

  rule('a held receive answers [] with its epoch when the time is up, and not before', async ({ ana }) => {
    const { epoch } = await ana.joins('lobby');
    await ana.receives();
    const start = performance.now();
    expect(await ana.receives({ wait: SHORT })).to.deep.equal({ messages: [], epoch });
    expect(performance.now() - start).to.be.at.least(SHORT * 1_000 - 5);
  }),

  rule('a wait of 0 is none', async ({ ana }) => {
    await ana.joins('lobby');
    await ana.receives();
    expect(await ana.reads({ wait: 0 })).to.deep.equal([]);
  }),

  rule('a held receive answers [] at once, without epoch, when the room is removed', async ({ ana, bruno }) => {
    const { timestamp = NaN } = await ana.joins('lobby');
    const held = bruno.receives({ from: 'lobby', since: timestamp, wait: LONG });
    await arrival();
    await ana.leaves();
    expect(await held).to.deep.equal({ messages: [] });
  }),

  rule('a held receive of a room that does not exist answers [] at once, without epoch', async ({ ana }) => {
    expect(await ana.receives({ from: 'nowhere', wait: LONG })).to.deep.equal({ messages: [] });
  }),

  rule('a held receive is not answered by what happens in another room', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('kitchen');
    await ana.receives();
    const held = ana.reads({ wait: LONG });
    await arrival();
    await bruno.sends('over here');
    await arrival();
    await ana.sends('at last');
    expect(await held).to.deep.equal(['at last']);
  }),

  rule('a held receive whose time lies in the future is not answered by what is older than that', async ({ ana, bruno }) => {
    const { timestamp = NaN } = await ana.joins('lobby');
    const start = performance.now();
    const held = bruno.reads({ from: 'lobby', since: timestamp + 3_600, wait: SHORT });
    await arrival();
    await ana.sends('hi');
    expect(await held).to.deep.equal([]);
    expect(performance.now() - start).to.be.at.least(SHORT * 1_000 - 5);
  }),

  rule('a held receive answers when a silent member is timed out, also if nobody asks for anything', { needs: ['clocks'] }, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await ana.receives();
    const held = ana.reads({ wait: LONG, named: true });
    await arrival();
    // As in presence.ts: once what is asked after it has its answer, it has arrived.
    expect(await ana.seesPeople()).to.deep.equal(['ana', 'bruno']);
    await clocks.pass(900);
    expect(await held).to.deep.equal(['bruno timed out']);
  }),

  rule('who was answered can be held again', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.receives({ from: 'lobby' });
    for (const text of ['one', 'two', 'three']) {
      const held = bruno.reads({ from: 'lobby', wait: LONG });
      await arrival();
      await ana.sends(text);
      expect(await held).to.deep.equal([text]);
    }
  }),

  rule('a repeated id does not answer a held receive', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('hi', { id: 'x' });
    await bruno.receives({ from: 'lobby' });
    const held = bruno.reads({ from: 'lobby', wait: SHORT });
    await arrival();
    await ana.sends('hi', { id: 'x' });
    expect(await held).to.deep.equal([]);
  }),

  rule('a held receive that its client gave up no longer keeps the member present', { needs: ['clocks', 'aborts'] }, async ({ ana, bruno, clocks }) => {
    await ana.joins('lobby');
    await ana.receives();
    const giveUp = new AbortController();
    const held = ana.receives({ wait: LONG, named: true, signal: giveUp.signal }).catch((error: unknown) => error);
    await arrival();
    giveUp.abort();
    expect(await held).to.have.property('name', 'AbortError');
    await eventually(async () => {
      await clocks.pass(900);
      expect(await bruno.seesPeople('lobby')).to.deep.equal([]);
    });
  }),

  rule('a stop answers what is held', { needs: ['stops'] }, async ({ ana, server }) => {
    const { epoch } = await ana.joins('lobby');
    await ana.receives();
    const held = ana.receives({ wait: LONG });
    await arrival();
    await server.stop?.();
    expect(await held).to.deep.equal({ messages: [], epoch });
    expect((await ana.receives({ wait: LONG })).messages).to.deep.equal([]);
  }),

  ...['26', '1e9', '86400'].map((wait) =>
    rule(`a wait of ${wait} is taken, for 25`, async ({ ana, server: { url } }) => {
      await ana.joins('lobby');
      const { httpStatus } = await call(`${url}/receive?room=lobby&wait=${wait}`);
      expect(httpStatus).to.equal(200);
    })),
];
