import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoteName } from '../../src/text/quote-name.ts';

for (const name of ['ana', 'Jean-Luc', "O'Neil", '王小明', 'علی‌رضا', '🦊', 'ana_2004']) {
  test(`${name} needs no quotes in a sentence`, () => {
    assert.equal(quoteName(name), name);
  });
}

for (const [name, quoted] of [
  ['ana left the room', '“ana left the room”'],
  ['Ana Maria', '“Ana Maria”'],
  ['ana:', '“ana:”'],
  ['ana”', '“ana"”'],
  ['“ana” left', '“"ana" left”'],
] as const) {
  test(`${name} stands in quotes in a sentence, which it cannot end`, () => {
    assert.equal(quoteName(name), quoted);
  });
}
