import { expect } from 'chai';
import { refused } from './expectations.ts';
import { rule } from './rule.ts';

export const epochs = [
  rule('join, send, receive and user_rooms say the same epoch', async ({ ana, bruno }) => {
    const { epoch } = await ana.joins('lobby');
    expect((await bruno.joins('lobby')).epoch).to.equal(epoch);
    expect((await bruno.sends('hi')).epoch).to.equal(epoch);
    expect((await ana.receives()).epoch).to.equal(epoch);
    expect((await ana.asksForRooms()).details?.[0]?.epoch).to.equal(epoch);
  }),

  rule('a room made anew has another epoch, and never one that it had', async ({ ana }) => {
    const seen = new Set<string | undefined>();
    for (let i = 0; i < 5; i++) {
      seen.add((await ana.joins('lobby')).epoch);
      await ana.leaves();
    }
    expect(seen.size).to.equal(5);
  }),

  rule('two rooms have two epochs', async ({ ana }) => {
    const { epoch } = await ana.joins('lobby');
    expect((await ana.joins('kitchen')).epoch).not.to.equal(epoch);
  }),

  rule('receive with the epoch of the room answers as without', async ({ ana }) => {
    const { epoch = '', timestamp = NaN } = await ana.joins('lobby');
    await ana.sends('hi');
    expect(await ana.reads({ since: timestamp, epoch })).to.deep.equal(['hi']);
  }),

  rule('receive with another epoch answers as from 0', async ({ ana, bruno }) => {
    const { epoch: former = '' } = await ana.joins('lobby');
    await ana.leaves();
    const { epoch, timestamp = NaN } = await bruno.joins('lobby');
    const received = await ana.receives({ since: timestamp, epoch: former });
    expect(received.epoch).to.equal(epoch);
    expect(received.messages.map(({ message }) => message)).to.deep.equal(['bruno joined the room']);
  }),

  rule('receive with another epoch answers at once, also with wait', async ({ ana }) => {
    const { timestamp = NaN } = await ana.joins('lobby');
    const texts = await ana.reads({ since: timestamp + 1, epoch: 'another', wait: 25 });
    expect(texts).to.deep.equal(['ana joined the room']);
  }),

  rule('receive with an epoch answers without one for a room that does not exist', async ({ ana }) => {
    expect(await ana.receives({ from: 'nowhere', epoch: 'another' })).to.deep.equal({ messages: [] });
  }),

  rule('a send with the epoch of the room is stored', async ({ ana }) => {
    const { epoch = '' } = await ana.joins('lobby');
    await ana.sends('hi', { epoch });
    expect(await ana.readsAgain()).to.deep.equal(['hi']);
  }),

  rule('a send with another epoch stores nothing and is refused as room_changed', async ({ ana, bruno }) => {
    const { epoch = '' } = await ana.joins('lobby');
    await ana.leaves();
    await bruno.joins('lobby');
    await refused(ana.sends('hi', { to: 'lobby', epoch }), 'room_changed');
    expect(await bruno.reads()).to.deep.equal(['bruno joined the room']);
    expect(await bruno.seesPeople()).to.deep.equal(['bruno']);
  }),

  rule('a send with an epoch to a room that does not exist is refused as room_not_found', async ({ ana }) => {
    const { epoch = '' } = await ana.joins('lobby');
    await ana.leaves();
    await refused(ana.sends('hi', { epoch }), 'room_not_found');
  }),
];
