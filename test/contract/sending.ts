import { expect } from 'chai';
import { refused } from './expectations.ts';
import { rule } from './rule.ts';

export const sending = [
  rule('what one sends the other receives', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.receives();
    await ana.sends('hi');
    expect(await bruno.reads()).to.deep.equal(['hi']);
  }),

  rule('who sends receives the message as well', async ({ ana }) => {
    await ana.joins('lobby');
    await ana.receives();
    await ana.sends('hi');
    expect(await ana.reads()).to.deep.equal(['hi']);
  }),

  rule('a message has type, username, message, timestamp and id, and nothing else', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.receives();
    const sent = await ana.sends('hi');
    const { messages } = await bruno.receives();
    expect(messages).to.deep.equal([
      { type: 'message', username: 'ana', message: 'hi', timestamp: sent.timestamp, id: sent.id },
    ]);
  }),

  rule('a system message has no username', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.leaves();
    for (const message of (await ana.receives()).messages) {
      expect(message).to.have.all.keys('type', 'message', 'timestamp', 'id', 'event', 'user');
    }
  }),

  rule('a send answers with success and with id, timestamp and epoch of the message as stored', async ({ ana }) => {
    const { epoch } = await ana.joins('lobby');
    const sent = await ana.sends('hi');
    expect(sent).to.have.all.keys('status', 'id', 'timestamp', 'epoch');
    expect(sent).to.include({ status: 'success', epoch });
    const message = (await ana.receives()).messages.at(-1);
    expect(message).to.include({ id: sent.id, timestamp: sent.timestamp });
  }),

  rule('sending to a room that does not exist is refused as room_not_found', async ({ ana }) => {
    await refused(ana.sends('hi', { to: 'nowhere' }), 'room_not_found');
    expect(await ana.seesPeople('nowhere')).to.deep.equal([]);
  }),

  rule('sending to a room that exists puts the sender into it first', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.receives();
    await bruno.sends('hi', { to: 'lobby' });
    expect(await ana.reads()).to.deep.equal(['bruno joined the room', 'hi']);
    expect(await ana.seesPeople()).to.deep.equal(['ana', 'bruno']);
  }),

  rule('sending by a member does not announce anybody', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await ana.receives();
    await bruno.sends('one');
    await bruno.sends('two');
    expect(await ana.reads()).to.deep.equal(['one', 'two']);
  }),

  rule('the same text twice is two messages', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await ana.sends('hi');
    await ana.sends('hi');
    expect(await bruno.readsAgain()).to.deep.equal(['hi', 'hi']);
  }),

  rule('messages sent at once are all kept, in one order for everybody', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    await Promise.all(texts.map((text, index) => (index % 2 ? ana : bruno).sends(text)));
    const seen = await ana.readsAgain();
    expect(seen).to.have.members(texts);
    expect(await bruno.readsAgain()).to.deep.equal(seen);
  }),
];
