import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitLinks } from '../../src/text/links.ts';
import { plainText } from '../../src/text/plain.ts';
import { quoteOf } from '../../src/text/quote.ts';
import { shorten } from '../../src/text/shorten.ts';

const FAMILY = '👨\u200D👩\u200D👧\u200D👦';

test('a text that is short enough stays as it is', () => {
  for (const text of ['', 'abc', FAMILY.repeat(3), 'e\u0301e\u0301e\u0301', ' a ', 'https://a.example/b'.slice(0, 3)]) assert.equal(shorten(text, 3), text);
});

test('no character is halved, whatever it is made of', () => {
  assert.equal(shorten(FAMILY.repeat(4), 3), FAMILY.repeat(3));
  assert.equal(shorten('🇧🇷'.repeat(4), 3), '🇧🇷'.repeat(3));
  assert.equal(shorten('e\u0301'.repeat(4), 3), 'e\u0301'.repeat(3));
  assert.equal(shorten('नमस्ते दुनिया', 2), [...new Intl.Segmenter().segment('नमस्ते')].slice(0, 2).map(({ segment }) => segment).join(''));
});

test('a character with endless marks is cut as well', () => {
  assert.ok(shorten(`a${'\u0301'.repeat(4_000)}`, 3).length < 100);
});

test('an address that is cut is none', () => {
  const address = `https://a.example/${'x'.repeat(300)}`;
  for (const text of [address, `see ${address}`, `see ${address} there`, `https://http://${'x'.repeat(300)}`, `${'x'.repeat(113)} ${address}`]) {
    for (const short of [shorten(text, 120), quoteOf('Ana', text), plainText(text)]) {
      assert.deepEqual(splitLinks(short).filter(({ href }) => href !== undefined), [], short);
    }
  }
  assert.equal(shorten(`see ${address}`, 24), 'see a.example/xx');
});

test('an address that is whole stays one', () => {
  assert.equal(shorten(`https://a.example/b ${'x'.repeat(300)}`, 40), `https://a.example/b ${'x'.repeat(20)}`);
});
