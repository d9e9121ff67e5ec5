import { expect } from 'chai';
import { expectError, refused } from './expectations.ts';
import type { Capability } from './door.ts';
import { rule } from './rule.ts';

const KEY = 'key-of-ana-0123456789';
const OTHER_KEY = 'key-of-eva-0123456789';
const TIMEOUT = 100;
const DAY = 86_400;
const given = { limits: { presenceTimeout: TIMEOUT }, needs: ['clocks'] } as const;

const intruders: readonly [who: string, key: string | undefined][] = [['another key', OTHER_KEY], ['no key', undefined]];

/** Not every door gets a header that is not ASCII. */
function needsFor(key: string): { needs: readonly Capability[] } {
  return { needs: /^[\x20-\x7e]*$/.test(key) ? [] : ['headers'] };
}

export const keys = [
  rule('the key that claimed a name may do everything as that name', async ({ person }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await ana.joins('kitchen');
    await ana.sends('hi', { to: 'lobby' });
    await ana.leaves('kitchen');
    expect(await ana.isIn()).to.deep.equal(['lobby']);
  }),

  ...intruders.map(([who, key]) =>
    rule(`joining, sending and leaving as a claimed name with ${who} is refused as name_taken`, async ({ person }) => {
      const ana = person('ana', KEY);
      await ana.joins('lobby');
      const intruder = person('ana', key);
      await refused(intruder.joins('lobby'), 'name_taken');
      await refused(intruder.joins('elsewhere'), 'name_taken');
      await refused(intruder.sends('it was not me'), 'name_taken');
      await refused(intruder.leaves('lobby'), 'name_taken');
      await refused(intruder.leaves('nowhere'), 'name_taken');
      expect(await ana.reads()).to.deep.equal(['ana joined the room']);
      expect(await ana.isIn()).to.deep.equal(['lobby']);
    })),

  rule('a name is claimed in its normal form', async ({ person }) => {
    await person('Zoe\u0308', KEY).joins('lobby');
    await refused(person('  Zo\u00EB ', OTHER_KEY).joins('lobby'), 'name_taken');
  }),

  rule('one key may claim several names', async ({ person }) => {
    await person('ana', KEY).joins('lobby');
    await person('ana at work', KEY).joins('lobby');
    expect(await person('x').seesPeople('lobby')).to.deep.equal(['ana', 'ana at work']);
  }),

  rule('a claimed name can be read without its key', async ({ person }) => {
    await person('ana', KEY).joins('lobby');
    const reader = person('ana');
    expect(await reader.isIn()).to.deep.equal(['lobby']);
    expect(await reader.reads({ from: 'lobby', named: true })).to.deep.equal(['ana joined the room']);
  }),

  rule('a claimed name is free when its holder has left its last room, and not before', async ({ person }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await ana.joins('kitchen');
    await ana.leaves('lobby');
    await refused(person('ana', OTHER_KEY).joins('lobby'), 'name_taken');
    await ana.leaves('kitchen');
    await person('ana', OTHER_KEY).joins('lobby');
    await refused(ana.joins('lobby'), 'name_taken');
  }),

  rule('sending to a room that exists with a free name and a key claims the name', async ({ bruno, person }) => {
    await bruno.joins('lobby');
    await person('ana', KEY).sends('hi', { to: 'lobby' });
    await refused(person('ana').sends('me too', { to: 'lobby' }), 'name_taken');
  }),

  rule('a name joined without a key is open, and keys are ignored for it', async ({ ana, person }) => {
    await ana.joins('lobby');
    await person('ana', KEY).joins('kitchen');
    await person('ana', OTHER_KEY).sends('hi', { to: 'lobby' });
    await ana.sends('hello', { to: 'kitchen' });
    await person('ana', OTHER_KEY).leaves('lobby');
    expect(await ana.isIn()).to.deep.equal(['kitchen']);
  }),

  rule('an open name can be claimed once it is free again', async ({ ana, person }) => {
    await ana.joins('lobby');
    await person('ana', KEY).leaves('lobby');
    await person('ana', KEY).joins('lobby');
    await refused(ana.joins('lobby'), 'name_taken');
  }),

  rule('a join that is refused claims nothing', { limits: { maxRooms: 1 } }, async ({ bruno, person }) => {
    await bruno.joins('lobby');
    await refused(person('ana', KEY).joins('kitchen'), 'server_full');
    await person('ana', OTHER_KEY).joins('lobby');
  }),

  rule('after a timeout the key keeps the name for a day', given, async ({ person, clocks }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT);
    expect(await ana.isIn()).to.deep.equal([]);
    await clocks.pass(DAY - 1);
    await refused(person('ana').joins('lobby'), 'name_taken');
    await refused(person('ana', OTHER_KEY).joins('lobby'), 'name_taken');
    await ana.joins('lobby');
  }),

  rule('a day after a timeout the name is free', given, async ({ person, clocks }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT);
    expect(await ana.isIn()).to.deep.equal([]);
    await clocks.pass(DAY);
    await person('ana').joins('lobby');
    await ana.joins('kitchen');
  }),

  rule('who comes back after a timeout holds the name as before, and frees it by leaving', given, async ({ person, clocks }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT);
    await ana.joins('lobby');
    await refused(person('ana').joins('lobby'), 'name_taken');
    await ana.leaves();
    await person('ana').joins('lobby');
  }),

  rule('an open name is free at once after a timeout', given, async ({ ana, person, clocks }) => {
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT);
    await person('ana', KEY).joins('lobby');
    await refused(ana.joins('lobby'), 'name_taken');
  }),

  rule('setting the wall clock does not free a kept name', given, async ({ ana, person, clocks }) => {
    await person('ana', KEY).joins('lobby');
    await clocks.pass(TIMEOUT);
    expect(await ana.isIn()).to.deep.equal([]);
    await clocks.setWallClock(10 * DAY);
    await refused(ana.joins('lobby'), 'name_taken');
  }),

  ...['k'.repeat(16), 'k'.repeat(128), '!"#$%&/()=?+~*{}[]'].map((key) =>
    rule(`${key} is a key`, async ({ person }) => {
      await person('ana', key).joins('lobby');
      await refused(person('ana').joins('lobby'), 'name_taken');
    })),

  ...['k'.repeat(15), 'k'.repeat(129), 'sixteen and more, with spaces', 'tecla-de-joão-0123456789', ''].map((key) =>
    rule(`${JSON.stringify(key)} is no key and is refused as invalid_request`, needsFor(key), async ({ person }) => {
      await refused(person('ana', key).joins('lobby'), 'invalid_request');
    })),

  rule('the scheme of a key may be in any case', async ({ post, person }) => {
    await post('/join', { room: 'lobby', username: 'ana' }, { Authorization: `bearer ${KEY}` });
    await refused(person('ana').joins('lobby'), 'name_taken');
    await person('ana', KEY).joins('lobby');
  }),

  rule('another scheme than Bearer is no key', async ({ post, ana, person }) => {
    await post('/join', { room: 'lobby', username: 'ana' }, { Authorization: 'Basic YW5hOmFuYS1hbmEtYW5h' });
    await ana.sends('hi', { to: 'lobby' });
    await person('ana', KEY).sends('hi', { to: 'lobby' });
  }),

  rule('keys whose digests differ late differ', async ({ post, person }) => {
    await person('ana', `${KEY}a`).joins('lobby');
    const answer = await post('/join', { room: 'lobby', username: 'ana' }, { Authorization: `Bearer ${KEY}b` });
    expectError(answer, 'name_taken');
    expect(answer.text).not.to.include(KEY);
  }),
];
