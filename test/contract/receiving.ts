import { expect } from 'chai';
import { rule } from './rule.ts';

/** 12 KB as they go over the wire: five of them fit into an answer. */
const LONGEST = '€'.repeat(4_000);
const FITTING = 5;

export const receiving = [
  rule('receive answers with messages and epoch, and nothing else', async ({ ana }) => {
    const { epoch } = await ana.joins('lobby');
    const received = await ana.receives();
    expect(received).to.have.all.keys('messages', 'epoch');
    expect(received.epoch).to.equal(epoch);
  }),

  rule('receive answers with all that the room has where last_timestamp is left out', async ({ ana, get }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    const { body } = await get('/receive?room=lobby');
    expect(body.messages?.map(({ message }) => message)).to.deep.equal(['ana joined the room', 'hi']);
  }),

  rule('receive answers with what is newer than last_timestamp, oldest first', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const { timestamp = NaN } = await ana.sends('one');
    await ana.sends('two');
    await bruno.sends('three');
    expect(await bruno.reads({ since: timestamp })).to.deep.equal(['two', 'three']);
  }),

  rule('receive leaves out the message of the very time that is asked for', async ({ ana }) => {
    await ana.joins('lobby');
    const { timestamp = NaN } = await ana.sends('hi');
    expect(await ana.reads({ since: timestamp })).to.deep.equal([]);
  }),

  rule('receive includes a message newer than last_timestamp by less than a microsecond', async ({ ana }) => {
    await ana.joins('lobby');
    const { timestamp = NaN } = await ana.sends('hi');
    // The number before it that a double can hold.
    const before = timestamp * (1 - Number.EPSILON / 2);
    expect(before).to.be.below(timestamp);
    expect(await ana.reads({ since: before })).to.deep.equal(['hi']);
  }),

  rule('receive answers [] where nothing is new, at once without wait', async ({ ana }) => {
    await ana.joins('lobby');
    await ana.receives();
    expect((await ana.receives()).messages).to.deep.equal([]);
  }),

  rule('receive answers [] for a room that does not exist, without epoch', async ({ ana }) => {
    expect(await ana.receives({ from: 'nowhere' })).to.deep.equal({ messages: [] });
  }),

  rule('receive answers anybody, also who is not in the room', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    expect(await bruno.reads({ from: 'lobby' })).to.deep.equal(['ana joined the room', 'hi']);
    expect(await ana.seesPeople()).to.deep.equal(['ana']);
  }),

  rule('receiving twice from one time answers the same twice', async ({ ana }) => {
    await ana.joins('lobby');
    await ana.sends('hi');
    expect(await ana.receives({ since: 0 })).to.deep.equal(await ana.receives({ since: 0 }));
  }),

  rule('an answer has about 64 KB of messages, oldest first, and says more', async ({ ana, get }) => {
    await ana.joins('lobby');
    for (let i = 0; i <= FITTING; i++) await ana.sends(`${i}${LONGEST.slice(1)}`);
    const { text } = await get('/receive?room=lobby');
    expect(new TextEncoder().encode(text).length).to.be.at.most(65 * 1024);
    const { messages, ...rest } = await ana.receives();
    expect(messages.map(({ message }) => message[0])).to.deep.equal(['a', '0', '1', '2', '3', '4']);
    expect(rest).to.have.all.keys('epoch', 'more');
    expect(rest.more).to.equal(true);
  }),

  rule('what an answer had no room for follows with the next poll, without gap or more', async ({ ana, bruno }) => {
    const { epoch = '' } = await ana.joins('lobby');
    for (let i = 0; i <= 2 * FITTING; i++) await ana.sends(`${i % 10}${LONGEST.slice(1)}`);
    const answers = [await bruno.receives({ from: 'lobby' })];
    // Longer than the rule may take: with more to come, none of them waits.
    while (answers.at(-1)?.more) answers.push(await bruno.receives({ from: 'lobby', epoch, wait: 25 }));
    const seen = answers.flatMap(({ messages }) => messages.map(({ message }) => message[0]));
    expect(seen).to.deep.equal('a01234567890'.split(''));
    expect(answers).to.have.length(3);
    for (const answer of answers) expect(answer).not.to.have.property('gap');
    expect(answers.at(-1)).not.to.have.property('more');
  }),

  rule('of an answer in parts only the first says gap for what is lost before it', { limits: { history: 2 * FITTING } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    for (let i = 0; i <= 2 * FITTING; i++) await ana.sends(LONGEST);
    expect(await bruno.receives({ from: 'lobby' })).to.include({ gap: true, more: true });
    expect(await bruno.receives({ from: 'lobby' })).not.to.have.any.keys('gap', 'more');
  }),

  ...['0.0', '.5', '1.', '1e3', '1E+3', '0001', '1e-400'].map((number) =>
    rule(`receive takes ${number} for a last_timestamp`, async ({ ana, get }) => {
      await ana.joins('lobby');
      const { body, httpStatus } = await get(`/receive?room=lobby&last_timestamp=${encodeURIComponent(number)}`);
      expect(httpStatus).to.equal(200);
      expect(body.messages).to.have.length(1);
    })),

  rule('receive takes a last_timestamp far in the future', async ({ ana, get }) => {
    await ana.joins('lobby');
    const { body } = await get('/receive?room=lobby&last_timestamp=1e308');
    expect(body.messages).to.deep.equal([]);
  }),

  rule('parameters that the protocol does not know are ignored, also given twice', async ({ ana, get }) => {
    await ana.joins('lobby');
    const { httpStatus } = await get('/receive?room=lobby&colour=red&colour=blue&toString=1&__proto__=1');
    expect(httpStatus).to.equal(200);
  }),

  rule('a plus in a query is a space', async ({ ana, get }) => {
    await ana.joins('the lobby');
    expect((await get('/people?room=the+lobby')).body.people).to.deep.equal(['ana']);
    expect((await get('/people?room=the%20lobby')).body.people).to.deep.equal(['ana']);
  }),
];
