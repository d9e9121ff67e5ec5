import { expect } from 'chai';
import { refused } from './expectations.ts';
import { rule } from './rule.ts';

export const leaving = [
  rule('a leave answers with success and a text, and nothing else', async ({ ana }) => {
    await ana.joins('lobby');
    const left = await ana.leaves();
    expect(left).to.have.all.keys('status', 'message');
    expect(left.status).to.equal('success');
    expect(left.message).to.be.a('string').that.is.not.empty;
  }),

  rule('a leave is announced to those who stay', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await ana.receives();
    await bruno.leaves();
    const { messages } = await ana.receives();
    expect(messages).to.have.length(1);
    expect(messages[0]).to.include({
      type: 'system', message: 'bruno left the room', event: 'left', user: 'bruno',
    });
    expect(await ana.seesPeople()).to.deep.equal(['ana']);
  }),

  rule('the last leave removes the room with its messages', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('secret');
    await ana.leaves();
    expect(await bruno.receives({ from: 'lobby' })).to.deep.equal({ messages: [] });
    await bruno.joins('lobby');
    expect(await bruno.reads()).to.deep.equal(['bruno joined the room']);
  }),

  rule('a room stays while somebody is in it, also when the one who made it leaves', async ({ ana, bruno }) => {
    const { epoch } = await ana.joins('lobby');
    await ana.sends('hi');
    await bruno.joins('lobby');
    await ana.leaves();
    expect((await bruno.receives()).epoch).to.equal(epoch);
    expect(await bruno.readsAgain()).to.deep.equal(['hi']);
  }),

  rule('leaving a room leaves the others alone', async ({ ana }) => {
    await ana.joins('lobby');
    await ana.joins('kitchen');
    await ana.leaves('lobby');
    expect(await ana.isIn()).to.deep.equal(['kitchen']);
  }),

  rule('leaving a room that does not exist is refused as room_not_found', async ({ ana }) => {
    await refused(ana.leaves('nowhere'), 'room_not_found');
  }),

  rule('leaving a room by somebody who is not in it is refused as room_not_found', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await refused(bruno.leaves('lobby'), 'room_not_found');
    expect(await ana.reads()).to.deep.equal(['ana joined the room']);
  }),

  rule('leaving twice is refused as room_not_found the second time', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.leaves();
    await refused(bruno.leaves(), 'room_not_found');
    expect((await ana.reads()).filter((text) => text.includes('left'))).to.have.length(1);
  }),

  rule('a send with the epoch by somebody who has left is refused as room_not_found', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    const { epoch = '' } = await bruno.joins('lobby');
    await bruno.leaves();
    await ana.receives();
    await refused(bruno.sends('hi', { epoch, id: 'x' }), 'room_not_found');
    expect(await ana.reads()).to.deep.equal([]);
    expect(await ana.seesPeople()).to.deep.equal(['ana']);
    await bruno.joins('lobby');
    await bruno.sends('hi', { epoch, id: 'x' });
    expect(await ana.reads()).to.deep.equal(['bruno joined the room', 'hi']);
  }),

  rule('a send with the epoch by somebody who never joined is refused as room_not_found', async ({ ana, bruno }) => {
    const { epoch = '' } = await ana.joins('lobby');
    await refused(bruno.sends('hi', { to: 'lobby', epoch }), 'room_not_found');
    expect(await ana.reads()).to.deep.equal(['ana joined the room']);
  }),

  rule('the same id again with the epoch after leaving is answered as the first time', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    const { epoch = '' } = await bruno.joins('lobby');
    const first = await bruno.sends('hi', { epoch, id: 'x' });
    await bruno.leaves();
    expect(await bruno.sends('hi', { epoch, id: 'x' })).to.deep.equal(first);
    expect(await ana.seesPeople()).to.deep.equal(['ana']);
  }),

  rule('who leaves while sending with the epoch is out, whichever comes first', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    for (let i = 0; i < 8; i++) {
      const { epoch = '' } = await bruno.joins('lobby');
      const both = [() => bruno.leaves('lobby'), () => bruno.sends('hi', { to: 'lobby', epoch })];
      await Promise.allSettled((i % 2 === 0 ? both : both.toReversed()).map((doing) => doing()));
      expect(await ana.seesPeople('lobby')).to.deep.equal(['ana']);
    }
  }),

  rule('who left can join again and is announced again', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.leaves();
    await ana.receives();
    await bruno.joins('lobby');
    expect(await ana.reads()).to.deep.equal(['bruno joined the room']);
    expect(await ana.seesPeople()).to.deep.equal(['ana', 'bruno']);
  }),
];
