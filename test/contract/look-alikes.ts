import { expect } from 'chai';
import { refused } from './expectations.ts';
import { REAL_NAMES } from './real-names.ts';
import { rule } from './rule.ts';

const KEY = 'key-of-ana-0123456789';
const OTHER_KEY = 'key-of-eva-0123456789';
const TIMEOUT = 100;
const DAY = 86_400;
const given = { limits: { presenceTimeout: TIMEOUT }, needs: ['clocks'] } as const;

const alike: readonly [how: string, name: string, other: string][] = [
  ['in capitals', 'ana', 'Ana'],
  ['in capitals of another name', 'ANA', 'aNa'],
  ['in full width', 'ana', 'ａｎａ'],
  ['in mathematical letters', 'ana', '𝐚𝓷𝕒'],
  ['in circles', 'ana', 'ⓐⓝⓐ'],
  ['with a Cyrillic letter', 'ana', '\u0430na'],
  ['with a Greek letter', 'ana', 'an\u03B1'],
  ['with a letter of phonetics', 'ana', '\u0251na'],
  ['with a Cyrillic capital for a Latin small letter', 'bob', '\u0412ob'],
  ['wholly in another script', 'cop', '\u0421\u041E\u0420'],
  ['with a capital I for a small l', 'lan', 'Ian'],
  ['with a small l for a capital I', 'Ian', 'lan'],
  ['with a one for a small l', 'paul', 'pau1'],
  ['with a bar for a capital I', 'Ian', '|an'],
  ['with a zero for an o', 'oleg', '0leg'],
  ['with a capital O for a zero', 'ana20', 'ana2O'],
  ['with a digit of another script', 'ana 1', 'ana \u06F1'],
  ['with rn for m', 'mia', 'rnia'],
  ['with a ligature', 'sofia', 'so\uFB01a'],
  ['with ss for a German sharp s', 'Groß', 'GROSS'],
  ['with a final sigma', 'νίκος', 'νίκοσ'],
  ['with a Turkish capital I with a dot', 'ipek', 'İpek'],
  ['with a Turkish small i without a dot', 'ipek', 'ıpek'],
  ['with a typographic apostrophe', "o'neil", 'o’neil'],
  ['with another hyphen', 'jean-luc', 'jean\u2010luc'],
  ['with another order of its marks that composition does not know', 'a\u0337\u0323', 'a\u0338\u0323'],
  ['with a mark that looks like its own', 'ana\u0306', 'ana\u030C'],
  ['with half-width letters', 'タロウ', 'ﾀﾛｳ'],
  ['with a radical for an ideograph', '小人', '小\u2F08'],
  ['with a Katakana letter for an ideograph', '口', 'ロ'],
  ['with a non-joiner fewer', 'علی\u200Cرضا', 'علیرضا'],
  ['with an emoji as text', '❤\uFE0F', '❤\uFE0E'],
  ['with other white space', 'ana maria', 'Ana\u3000maria'],
];

const different: readonly [name: string, other: string][] = [
  ['Lara', 'Iara'], ['José', 'Jose'], ['ana', 'anna'], ['Ali', 'All'], ['ana', 'ana.'], ['ana 1', 'ana 2'], ['👍🏽', '👍'], ['Zoe', 'Zoë'],
];

export const lookAlikes = [
  ...alike.map(([how, name, other]) =>
    rule(`beside ${name}, who holds a key, a name ${how} is refused as name_taken`, async ({ person }) => {
      const ana = person(name, KEY);
      const { username } = await ana.joins('lobby');
      for (const intruder of [person(other, OTHER_KEY), person(other)]) {
        const { body } = await refused(intruder.joins('elsewhere'), 'name_taken');
        expect(body.message).to.include(`looks like ${username},`);
        await refused(intruder.sends('it was not me', { to: 'lobby' }), 'name_taken');
        await refused(intruder.leaves('lobby'), 'name_taken');
      }
      expect(await ana.reads()).to.deep.equal([`${username} joined the room`]);
    })),

  ...different.map(([name, other]) =>
    rule(`${name} and ${other} do not look alike`, async ({ person }) => {
      await person(name, KEY).joins('lobby');
      await person(other, OTHER_KEY).joins('lobby');
    })),

  rule('people of all scripts are in a room together, each with a key', async ({ ana, person }) => {
    await ana.joins('lobby');
    await ana.leaves('lobby');
    for (const [index, name] of REAL_NAMES.entries()) await person(name, `key-of-number-${index}-of-them`).joins('lobby');
    expect(await ana.seesPeople()).to.deep.equal(REAL_NAMES.map((name) => name.normalize('NFC')));
  }),

  rule('a name is free for another look when its holder has left the last room', async ({ person }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await ana.leaves();
    await person('Ana', OTHER_KEY).joins('lobby');
    await refused(ana.joins('lobby'), 'name_taken');
  }),

  rule('with the same key one goes from ana to Ana, in all rooms before one leaves', async ({ person }) => {
    const [ana, renamed] = [person('ana', KEY), person('Ana', KEY)];
    await ana.joins('lobby');
    await ana.joins('kitchen');
    await renamed.joins('lobby');
    await renamed.joins('kitchen');
    await ana.leaves('lobby');
    await ana.leaves('kitchen');
    expect(await renamed.isIn()).to.deep.equal(['lobby', 'kitchen']);
    await refused(person('ANA', OTHER_KEY).joins('lobby'), 'name_taken');
    await renamed.leaves('lobby');
    await renamed.leaves('kitchen');
    await person('ANA', OTHER_KEY).joins('lobby');
  }),

  rule('a name that looks like an open one cannot be claimed, but joined as openly', async ({ ana, person }) => {
    await ana.joins('lobby');
    const { body } = await refused(person('Ana', KEY).joins('lobby'), 'name_taken');
    expect(body.message).to.include('looks like ana,');
    await person('Ana').joins('lobby');
    await refused(person('ANA', KEY).sends('hi', { to: 'lobby' }), 'name_taken');
    await ana.leaves('lobby');
    await refused(person('ana', KEY).joins('lobby'), 'name_taken');
  }),

  rule('an open name ignores keys also where others look like it', async ({ ana, person }) => {
    await ana.joins('lobby');
    await person('Ana').joins('lobby');
    await person('ana', KEY).sends('hi', { to: 'lobby' });
    await person('Ana', OTHER_KEY).leaves('lobby');
    expect(await ana.seesPeople()).to.deep.equal(['ana']);
  }),

  rule('a name kept after a timeout is kept from those that look like it', given, async ({ person, clocks }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT);
    expect(await ana.isIn()).to.deep.equal([]);
    const { body } = await refused(person('Ana', OTHER_KEY).joins('lobby'), 'name_taken');
    expect(body.message).to.include('looks like ana,');
    await refused(person('\u0430na').joins('lobby'), 'name_taken');
    await person('ANA', KEY).joins('lobby');
  }),

  rule('a day after a timeout a name is free for another look', given, async ({ person, clocks }) => {
    const ana = person('ana', KEY);
    await ana.joins('lobby');
    await clocks.pass(TIMEOUT);
    expect(await ana.isIn()).to.deep.equal([]);
    await clocks.pass(DAY);
    await person('Ana', OTHER_KEY).joins('lobby');
  }),

  rule('members stay who they are when a name that looks like theirs is refused', async ({ ana, bruno, person }) => {
    await bruno.joins('lobby');
    await ana.joins('lobby');
    await person('Ana').joins('lobby');
    await refused(person('ANA', KEY).joins('lobby'), 'name_taken');
    await ana.sends('hi', { to: 'lobby' });
    await person('Ana').sends('hello', { to: 'lobby' });
    expect(await bruno.readsAgain()).to.deep.equal(['hi', 'hello']);
  }),
];
