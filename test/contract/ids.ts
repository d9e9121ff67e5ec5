import { expect } from 'chai';
import { Person } from '../support/person.ts';
import { refused } from './expectations.ts';
import { rule } from './rule.ts';

export const ids = [
  rule('a message has the id that its sender gave it', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.receives();
    expect((await ana.sends('hi', { id: 'a-1' })).id).to.equal('a-1');
    expect((await bruno.receives()).messages[0]?.id).to.equal('a-1');
  }),

  rule('a message sent without an id gets one of the server, which contains a dot', async ({ ana }) => {
    await ana.joins('lobby');
    const { id } = await ana.sends('hi');
    expect(id).to.be.a('string').that.includes('.');
  }),

  rule('every message has an id of its own, system messages too', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await ana.sends('one');
    await bruno.sends('two');
    await bruno.leaves();
    const seen = (await ana.receives()).messages.map(({ id }) => id);
    expect(seen).to.have.length(5);
    expect(new Set(seen).size).to.equal(5);
    for (const id of seen) expect(id).to.be.a('string').that.includes('.');
  }),

  rule('the ids and epochs of one start of the server are never those of another', async ({ ana, anotherServer }) => {
    const one = await ana.joins('lobby');
    const sentByOne = await ana.sends('hi');
    const { url } = await anotherServer();
    const anaThere = new Person(url, 'ana');
    const other = await anaThere.joins('lobby');
    const sentByOther = await anaThere.sends('hi');
    expect(other.epoch).not.to.equal(one.epoch);
    expect(sentByOther.id).not.to.equal(sentByOne.id);
  }),

  rule('the same id again changes nothing and answers as the first time', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const first = await ana.sends('hi', { id: 'a1' });
    await bruno.sends('between');
    expect(await ana.sends('hi', { id: 'a1' })).to.deep.equal(first);
    expect(await bruno.readsAgain()).to.deep.equal(['hi', 'between']);
  }),

  rule('the same id again with another text keeps the first text', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const first = await ana.sends('hi', { id: 'a1' });
    expect(await ana.sends('bye', { id: 'a1' })).to.deep.equal(first);
    expect(await bruno.readsAgain()).to.deep.equal(['hi']);
  }),

  rule('the same id sent several times at once is one message', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const sent = await Promise.all(Array.from({ length: 8 }, () => ana.sends('hi', { id: 'a1' })));
    for (const answer of sent) expect(answer).to.deep.equal(sent[0]);
    expect(await bruno.readsAgain()).to.deep.equal(['hi']);
  }),

  rule('the same id again after leaving changes nothing: its sender stays outside', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const first = await ana.sends('hi', { id: 'a1' });
    await ana.leaves();
    await bruno.receives();
    expect(await ana.sends('hi', { id: 'a1' })).to.deep.equal(first);
    expect(await bruno.reads()).to.deep.equal([]);
    expect(await bruno.seesPeople()).to.deep.equal(['bruno']);
  }),

  rule('the same id again after leaving and joining again changes nothing', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    const first = await ana.sends('hi', { id: 'a1' });
    await ana.leaves();
    await ana.joins('lobby');
    expect(await ana.sends('hi', { id: 'a1' })).to.deep.equal(first);
    expect(await bruno.readsAgain()).to.deep.equal(['hi']);
  }),

  rule('two writers may use the same id', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await ana.sends('of ana', { id: 'x' });
    await bruno.sends('of bruno', { id: 'x' });
    expect(await ana.readsAgain()).to.deep.equal(['of ana', 'of bruno']);
  }),

  rule('one writer may use the same id in two rooms', async ({ ana }) => {
    await ana.joins('lobby');
    await ana.joins('kitchen');
    await ana.sends('here', { id: 'x', to: 'lobby' });
    await ana.sends('there', { id: 'x', to: 'kitchen' });
    expect(await ana.readsAgain('lobby')).to.deep.equal(['here']);
    expect(await ana.readsAgain('kitchen')).to.deep.equal(['there']);
  }),

  rule('an id may be used again in a room made anew', async ({ ana }) => {
    await ana.joins('lobby');
    const first = await ana.sends('before', { id: 'x' });
    await ana.leaves();
    await ana.joins('lobby');
    expect((await ana.sends('after', { id: 'x' })).timestamp).to.be.above(first.timestamp ?? NaN);
    expect(await ana.readsAgain()).to.deep.equal(['after']);
  }),

  rule('a refused message leaves its id free', async ({ ana }) => {
    await ana.joins('lobby');
    await refused(ana.sends('', { id: 'x' }), 'invalid_request');
    await refused(ana.sends('hi', { id: 'x', epoch: 'another' }), 'room_changed');
    await ana.sends('hi', { id: 'x' });
    expect(await ana.readsAgain()).to.deep.equal(['hi']);
  }),

  ...['x', 'A-Z_a-z0-9', '-', 'i'.repeat(64)].map((id) =>
    rule(`an id may be ${id}`, async ({ ana }) => {
      await ana.joins('lobby');
      expect((await ana.sends('hi', { id })).id).to.equal(id);
    })),

  ...['', 'i'.repeat(65), 'a.b', 'a b', 'é', 'a/b', 'x\n'].map((id) =>
    rule(`an id may not be ${JSON.stringify(id)}`, async ({ ana }) => {
      await ana.joins('lobby');
      await refused(ana.sends('hi', { id }), 'invalid_request');
    })),
];
