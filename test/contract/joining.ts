import { expect } from 'chai';
import { rule } from './rule.ts';

export const joining = [
  rule('the first join makes a room', async ({ ana }) => {
    expect(await ana.seesPeople('lobby')).to.deep.equal([]);
    await ana.joins('lobby');
    expect(await ana.seesPeople('lobby')).to.deep.equal(['ana']);
  }),

  rule('a join answers with success, a text, the names, the epoch and the newest time, and nothing else', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    const joined = await bruno.joins('lobby');
    expect(joined).to.have.all.keys('status', 'message', 'room', 'username', 'epoch', 'timestamp');
    expect(joined).to.include({ status: 'success', room: 'lobby', username: 'bruno' });
    expect(joined.message).to.be.a('string').that.is.not.empty;
    expect(joined.epoch).to.be.a('string').that.is.not.empty;
    const { messages } = await bruno.receives();
    expect(joined.timestamp).to.equal(messages.at(-1)?.timestamp);
  }),

  rule('a join is announced to those who are in the room', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.receives();
    await bruno.joins('lobby');
    const { messages } = await ana.receives();
    expect(messages).to.have.length(1);
    expect(messages[0]).to.include({
      type: 'system', message: 'bruno joined the room', event: 'joined', user: 'bruno',
    });
  }),

  rule('who joins is told of it as the first message', async ({ ana }) => {
    await ana.joins('lobby');
    expect(await ana.reads()).to.deep.equal(['ana joined the room']);
  }),

  rule('who joins later receives what the room still has', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    await bruno.joins('lobby');
    expect(await bruno.reads()).to.deep.equal(['ana joined the room', 'hi', 'bruno joined the room']);
  }),

  rule('a join by somebody who is in the room succeeds and says nothing', async ({ ana, bruno }) => {
    const first = await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.receives();
    const again = await ana.joins('lobby');
    expect(again).to.include({ status: 'success', epoch: first.epoch });
    expect(await bruno.reads()).to.deep.equal([]);
    expect(await bruno.seesPeople()).to.deep.equal(['ana', 'bruno']);
  }),

  rule('a join by somebody who is in the room answers with its newest time', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const { timestamp } = await bruno.sends('hi');
    expect((await ana.joins('lobby')).timestamp).to.equal(timestamp);
  }),

  rule('somebody is in several rooms at a time', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.joins('kitchen');
    await bruno.joins('kitchen');
    expect(await ana.isIn()).to.deep.equal(['lobby', 'kitchen']);
    expect(await ana.seesPeople('lobby')).to.deep.equal(['ana']);
    expect(await ana.seesPeople('kitchen')).to.deep.equal(['ana', 'bruno']);
  }),

  rule('rooms are apart: what is said in one is not heard in the other', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('kitchen');
    await ana.sends('hi');
    expect(await bruno.readsAgain('kitchen')).to.deep.equal([]);
  }),

  rule('names that differ in case are different names', async ({ ana, person }) => {
    await ana.joins('lobby');
    await person('Ana').joins('lobby');
    await ana.joins('Lobby');
    expect(await ana.seesPeople('lobby')).to.deep.equal(['ana', 'Ana']);
    expect(await ana.seesPeople('Lobby')).to.deep.equal(['ana']);
  }),

  rule('fields that the protocol does not know are ignored in a body', async ({ post }) => {
    const { httpStatus } = await post('/join', { room: 'lobby', username: 'ana', colour: 'red', __proto__x: 1 });
    expect(httpStatus).to.equal(200);
  }),
];
