import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkup } from '../../src/text/markup.ts';
import { quoteOf } from '../../src/text/quote.ts';

test('A quote says who, and what', () => {
  assert.equal(quoteOf('Ana', 'Shall we?'), '> Ana: Shall we?\n');
});

test('A long message is quoted by its first lines', () => {
  assert.equal(quoteOf('Ana', 'one\n\n two \nthree'), '> Ana: one\n> two …\n');
  assert.equal(quoteOf('Ana', 'x'.repeat(4_000)), `> Ana: ${'x'.repeat(120)} …\n`);
  assert.equal(quoteOf('Ana', '😀'.repeat(121)), `> Ana: ${'😀'.repeat(120)} …\n`);
});

test('What a message quotes itself, and its fences, are left out', () => {
  assert.equal(quoteOf('Ana', '> Bruno: shall we?\nYes'), '> Ana: Yes\n');
  assert.equal(quoteOf('Ana', '```ts\nlet a;\n```'), '> Ana: let a;\n');
});

test('A quote is one, whatever was said', () => {
  for (const text of ['hi', '> x', '', 'a\nb\nc', '```\nx\n```', '> a\n> b']) {
    assert.deepEqual(parseMarkup(`${quoteOf('Ana', text)}Yes`).map(({ kind }) => kind), ['quote', 'lines'], text);
  }
});
