import { expect } from 'chai';
import { refused } from './expectations.ts';
import { rule } from './rule.ts';

const MAX_LENGTH = 4_000;

const kept: readonly [what: string, text: string][] = [
  ['with white space at its ends', '  hi  '],
  ['with tabs and line breaks', 'one\n\ttwo\r\nthree'],
  ['that is not in NFC', 'cafe\u0301'],
  ['with what cannot be seen among what can', 'a\u200Bb\u2060 \u3164'],
  ['with emoji, joined and tagged', '👩‍👩‍👧 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} 👍🏽'],
  ['with right-to-left text and direction marks', '\u202Bשלום\u202C \u200E!'],
  ['with quotes, backslashes and markup', '"</script>\\ & <b>\u2028\u2029'],
  ['with private-use and unassigned characters', '\uE000 \u0378'],
  ['of 4,000 units', 'x'.repeat(MAX_LENGTH)],
  ['of 2,000 emoji, which are 4,000 units', '😀'.repeat(MAX_LENGTH / 2)],
];

const notTaken: readonly [what: string, text: string][] = [
  ['that is empty', ''],
  ['of white space alone', ' \t\n\u3000\u00A0\u2028'],
  ['of a zero width space alone', '\u200B'],
  ['of what cannot be seen alone', '\u00AD\u034F\u115F\u1160\u17B4\u180E\u200D\u2060\u2800\u3164\uFE0F\uFEFF\uFFA0\uFFFC\u{13441}\u{1D159}\u{E0100}\u{E0020}'],
  ['of noncharacters and white space', '\uFDD0 \uFFFE\n\u{1FFFF}'],
  ['of 4,001 units', 'x'.repeat(MAX_LENGTH + 1)],
  ['of 4,001 units that NFC would make shorter', `${'x'.repeat(MAX_LENGTH - 1)}e\u0301`],
  ['with a control character', 'hi\u0000'],
  ['with an escape character', '\u001B[31mhi'],
  ['with a C1 control character', 'hi\u0085there'],
  ['with a delete character', 'hi\u007F'],
  ['with half of a surrogate pair at its end', 'hi\uD83D'],
  ['with the halves of a surrogate pair in the wrong order', '\uDE00\uD83D'],
];

export const messages = [
  ...kept.map(([what, text]) =>
    rule(`a message ${what} is kept as it was sent`, async ({ ana, bruno }) => {
      await ana.joins('lobby');
      await bruno.joins('lobby');
      await ana.sends(text);
      expect(await bruno.readsAgain()).to.deep.equal([text]);
    })),

  ...notTaken.map(([what, text]) =>
    rule(`a message ${what} is refused as invalid_request`, async ({ ana, bruno }) => {
      await ana.joins('lobby');
      await bruno.joins('lobby');
      await refused(ana.sends(text), 'invalid_request');
      expect(await bruno.readsAgain()).to.deep.equal([]);
    })),

  rule('a refused message does not put its sender into the room', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await refused(bruno.sends('', { to: 'lobby' }), 'invalid_request');
    expect(await ana.seesPeople()).to.deep.equal(['ana']);
  }),
];
