import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../src/text/plain.ts';

const SAID = {
  'a *bold* and **bolder**, _italic_ text': 'a bold and bolder, italic text',
  '*one _in_ another*': 'one in another',
  'run `npm test` now': 'run npm test now',
  '```ts\nconst a = *b*;\n```': 'const a = *b*;',
  'see\n```\none\ntwo\n```\nthere': 'see\none\ntwo\nthere',
  'https://sala.example/a_b_c is *it*': 'https://sala.example/a_b_c is it',
  '3 * 4 * 5, snake_case, ¯\\_(ツ)_/¯': '3 * 4 * 5, snake_case, ¯\\_(ツ)_/¯',
  'hello @Ana': 'hello @Ana',
  '': '',
};

for (const [text, words] of Object.entries(SAID)) {
  test(`${JSON.stringify(text)} is said as ${JSON.stringify(words)}`, () => assert.equal(plainText(text), words));
}

test('an answer is said without what it quotes, and a quote alone without its marks', () => {
  assert.equal(plainText('> Ana: *how* are you?\n> …\nvery _well_'), 'very well');
  assert.equal(plainText('> Ana: *how* are you?\n'), 'Ana: how are you?');
});

test('what is long is cut, and no character is halved', () => {
  assert.equal(plainText('x'.repeat(280)), 'x'.repeat(280));
  assert.equal(plainText('😀'.repeat(281)), `${'😀'.repeat(280)} …`);
});
