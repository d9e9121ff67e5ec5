import { expect } from 'chai';
import { refused } from './expectations.ts';
import { rule } from './rule.ts';

const SCOTLAND = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}';

const NAME_RAW_MAX = 256;

const normalForms: readonly [what: string, given: string, normal: string][] = [
  ['white space at the ends is trimmed', ' \t ana \n', 'ana'],
  ['a run of white space becomes one space', 'ana   maria', 'ana maria'],
  ['a line break becomes a space', 'ana\nmaria', 'ana maria'],
  ['a line break of two characters becomes one space', 'ana\r\nmaria', 'ana maria'],
  ['a tab, a form feed and a vertical tab become one space', 'ana\t\f\vmaria', 'ana maria'],
  ['a next-line character becomes a space', 'ana\u0085maria', 'ana maria'],
  ['line and paragraph separators become one space', 'ana\u2028\u2029maria', 'ana maria'],
  ['a no-break space becomes a space', 'ana\u00A0maria', 'ana maria'],
  ['an ideographic space becomes a space', 'ana\u3000maria', 'ana maria'],
  ['an Ogham space mark becomes a space', 'ana\u1680maria', 'ana maria'],
  ['an en quad becomes a space', 'ana\u2000maria', 'ana maria'],
  ['letters are composed (NFC)', 'Joa\u0303o', 'Jo\u00E3o'],
  ['singletons are normalised (NFC)', '\u212B', '\u00C5'],
  ['compatibility characters stay (NFC, not NFKC)', '\uFB01n\u00B2', '\uFB01n\u00B2'],
  ['Hangul is composed (NFC)', '\u1112\u1161\u11AB', '\uD55C'],
  ['zero width spaces after Khmer, Thai, Lao and Burmese letters go', 'សុខ\u200Bដារ៉ា ก\u200B\u200Bข ກ\u200Bຂ က\u200Bခ', 'សុខដារ៉ា กข ກຂ ကခ'],
  ['a non-joiner at the end of a word goes', 'به\u200Cهره\u200C علی\u200C', 'به\u200Cهره علی'],
  ['non-joiners in a row are one', 'می\u200C\u200Cنا', 'می\u200Cنا'],
];

const taken: readonly [what: string, name: string][] = [
  ['of one unit', 'a'],
  ['of 32 units', 'a'.repeat(32)],
  ['of 16 emoji, which are 32 units', '😀'.repeat(16)],
  ['of 32 units after NFC, more before', 'e\u0301'.repeat(32)],
  ['of 32 units after trimming, more before', ` ${'a'.repeat(32)} `],
  ['with a zero width joiner within an emoji', '👩‍💻'],
  ['with a zero width non-joiner', 'نامه\u200Cای'],
  ['with a flag made of emoji tags', `ana ${SCOTLAND}`],
  ['of a flag made of emoji tags and nothing else', SCOTLAND],
  ['with two flags made of emoji tags', SCOTLAND + SCOTLAND],
  ['with a skin tone', '👍🏽'],
  ['with a variation selector', '❤\uFE0F'],
  ['with an unassigned character', 'a\u0378'],
  ['with an unassigned character of another plane', 'a\u{3FFFD}\u{1FFFD}'],
  ['with emoji joined to one, with skin tones', '👩🏽‍🤝‍👨🏿'],
  ['with a flag of joined emoji', '🏳️‍🌈 🏴‍☠️'],
  ['with a keycap', 'ana 1\uFE0F\u20E3'],
  ['with a variation of an ideograph', '葛\u{E0100}城'],
  ['with a variation of an ideograph of two units', '\u{20BB7}\u{E0101}野'],
  ['with a non-joiner between letters of two units', '\u{1E900}\u200C\u{1E901}'],
  ['with a Mongolian vowel separator and variation selector', 'ᠰᠠᠷ\u180Eᠠ ᠨ\u180B'],
  ['with a joiner after a virama', 'ශ්\u200Dරී'],
  ['with a non-joiner after a virama', 'రాజ్\u200Cకుమార్'],
  ['with a joiner before a virama', 'র\u200D্যাচেল'],
  ['with a non-joiner after a virama of another plane', '\u{11107}\u{11133}\u200C\u{11107}'],
  ['with a joiner after a nukta and before a virama', 'ড\u09BC\u200D্য'],
  ['of an Arabic letter in its initial form', 'ه\u200D'],
  ['with a dotted Burmese letter', '\u1000\uFE00'],
  ['that ends with a virama and a joiner', 'അനില്\u200D'],
  ['of 256 units before its normal form', `${' '.repeat(NAME_RAW_MAX - 3)}ana`],
  ['with punctuation and markup', '<b>"ana" & co\\</b>/?#%'],
  ['with right-to-left letters', 'שלום'],
  ['of digits alone', '0'],
  ['that is __proto__', '__proto__'],
  ['that is constructor', 'constructor'],
];

const notTaken: readonly [what: string, name: string][] = [
  ['that is empty', ''],
  ['of white space alone', ' \n\u3000\u0085 '],
  ['with a null', 'a\u0000b'],
  ['with an escape character', 'a\u001Bb'],
  ['with a delete character', 'a\u007Fb'],
  ['with a C1 control character', 'a\u0080b'],
  ['with half of a surrogate pair', 'a\uD83D'],
  ['with the second half of a surrogate pair', '\uDE00b'],
  ['with halves of a surrogate pair around a flag', `\uD83C${SCOTLAND}\uDFF4`],
  ['with a private-use character', 'a\uE000'],
  ['with a private-use character of another plane', 'a\u{F0000}'],
  ['with a soft hyphen', 'a\u00ADb'],
  ['with a zero width space', 'a\u200Bb'],
  ['with a word joiner', 'a\u2060b'],
  ['with a byte order mark', '\uFEFFana'],
  ['with a left-to-right mark', 'ana\u200E'],
  ['with a right-to-left override', 'ana\u202Egpj'],
  ['with a direction isolate', '\u2066ana\u2069'],
  ['with an Arabic number sign', '\u0600'],
  ['with a Mongolian vowel separator', 'a\u180Eb'],
  ['with a language tag', 'a\u{E0001}'],
  ['with tags after a letter', 'a\u{E0067}\u{E0062}\u{E007F}'],
  ['with tags after an emoji that no cancel tag ends', '🏴\u{E0067}\u{E0062}'],
  ['with a cancel tag alone after an emoji', '🏴\u{E007F}'],
  ...[
    '\u034F', '\u115F', '\u1160', '\u17B4', '\u17B5', '\u180B', '\u180F', '\u200C', '\u200D', '\u2061', '\u2065', '\u2800', '\u3164',
    '\uFDD0', '\uFE00', '\uFE0E', '\uFE0F', '\uFFA0', '\uFFF0', '\uFFF9', '\uFFFC', '\uFFFE', '\u{13430}', '\u{13441}', '\u{16FE4}', '\u{1BCA0}', '\u{1D159}', '\u{1D173}',
    '\u{1FFFE}', '\u{E0001}', '\u{E0100}', '\u{E0FFF}', '\u{10FFFF}',
  ].flatMap((unseen): [string, string][] => {
    const point = `U+${unseen.codePointAt(0)?.toString(16).toUpperCase()}`;
    return [[`with ${point} at its end`, `ana${unseen}`], [`of ${point} alone`, unseen]];
  }),
  ['of combining marks alone', '\u0301\u0316\u0301'],
  ['of marks and a non-joiner', '\u064E\u200C\u0650'],
  ['of a virama and a joiner', '\u094D\u200D'],
  ['of an enclosing mark and white space', ' \u20DD '],
  ['of an accent after a space', '\u3000\u0301'],
  ['with a second variation selector', '❤\uFE0F\uFE0F'],
  ['with a variation selector after a digit', 'ana1\uFE0F'],
  ['with a joiner after an emoji that joins nothing', 'ana 👩\u200D'],
  ['with a joiner between Latin letters', 'a\u200Dna'],
  ['with a joiner after an Indic letter without virama', 'क\u200D'],
  ['with a non-joiner at the end of a Latin word', 'ana\u200C maria'],
  ['with a zero width space between a Khmer letter and a Latin one', 'a\u200Bសុខ'],
  ['with a Mongolian selector after another letter', 'ᠨa\u180B'],
  ['of 257 units before its normal form', `${' '.repeat(NAME_RAW_MAX - 2)}ana`],
  ['with tags between two emoji of which the first has its own', `${SCOTLAND}\u{E0067}`],
];

const ROOM_MAX = 64;
const USERNAME_MAX = 32;

export const names = [
  ...normalForms.map(([what, given, normal]) =>
    rule(`in names ${what}`, async ({ person }) => {
      const someone = person(given);
      const joined = await someone.joins(given);
      expect(joined).to.include({ room: normal, username: normal });
      expect(await person('x').seesPeople(normal)).to.deep.equal([normal]);
      expect(await person(normal).isIn()).to.deep.equal([normal]);
      expect(await someone.isIn()).to.deep.equal([normal]);
      expect(await someone.reads({ from: given })).to.deep.equal([`${normal} joined the room`]);
      await someone.sends('hi', { to: given });
      expect((await person(normal).receives({ from: normal })).messages.at(-1)?.username).to.equal(normal);
      await person(normal).leaves(normal);
    })),

  ...taken.map(([what, name]) =>
    rule(`a name ${what} is taken`, async ({ person }) => {
      const joined = await person(name).joins(name);
      expect(joined).to.include({ room: joined.username });
      expect(await person(name).isIn()).to.deep.equal([joined.room]);
      expect(await person(name).seesPeople(name)).to.deep.equal([joined.username]);
    })),

  ...notTaken.map(([what, name]) =>
    rule(`a name ${what} is refused as invalid_request, of a room or a person`, async ({ ana, person }) => {
      await refused(ana.joins(name), 'invalid_request');
      await refused(person(name).joins('lobby'), 'invalid_request');
      await refused(ana.sends('hi', { to: name }), 'invalid_request');
      await refused(ana.leaves(name), 'invalid_request');
      expect(await ana.seesPeople('lobby')).to.deep.equal([]);
    })),

  rule('the name of a room has at most 64 units, that of a person at most 32', async ({ ana, person }) => {
    await ana.joins('r'.repeat(ROOM_MAX));
    await refused(ana.joins('r'.repeat(ROOM_MAX + 1)), 'invalid_request');
    await refused(person('a'.repeat(USERNAME_MAX + 1)).joins('lobby'), 'invalid_request');
    await refused(person(`${'😀'.repeat(USERNAME_MAX / 2)}a`).joins('lobby'), 'invalid_request');
  }),

  rule('a name that NFC makes longer than 32 units is refused as invalid_request', async ({ person }) => {
    // One unit that NFC decomposes into three.
    await refused(person('\uFB2C'.repeat(11)).joins('lobby'), 'invalid_request');
    await person('\uFB2C'.repeat(10)).joins('lobby');
  }),

  rule('names in a query are held to the same form', async ({ get }) => {
    for (const path of ['/people?room=', '/receive?room=', '/user_rooms?username=', '/receive?room=lobby&username=']) {
      expect((await get(`${path}%E2%80%AE`)).httpStatus, path).to.equal(400);
      expect((await get(`${path}%20%0A`)).httpStatus, path).to.equal(400);
      expect((await get(path)).httpStatus, path).to.equal(400);
      expect((await get(`${path}${'a'.repeat(65)}`)).httpStatus, path).to.equal(400);
    }
  }),
];
