// Holds that no element says something of its own: every word in a template comes from a message.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseSync } from 'vite';

const SOURCE = new URL('../src/', import.meta.url);

/** What is the same in every language: the product's name, and what it writes between other words. */
const NAMES = new Set(['Sala']);

/** Attributes that are read out or shown. */
const SPOKEN = /(?:aria-label|aria-description|aria-roledescription|placeholder|title|alt)=("[^"]*"|'[^']*')/g;

interface Node {
  readonly type?: string;
  readonly tag?: { readonly name?: string };
  readonly quasi?: { readonly quasis: readonly { readonly value: { readonly raw: string } }[] };
}

/** The static parts of all templates below a node, each joined by a sign where a value is. */
function* templatesOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  const { type, tag, quasi } = node as Node;
  if (type === 'TaggedTemplateExpression' && tag?.name === 'html') {
    yield (quasi?.quasis ?? []).map(({ value }) => value.raw).join('\uFFFC');
  }
  for (const child of Object.values(node)) yield* templatesOf(child);
}

/** The words that a template has itself. */
function wordsOf(template: string): string[] {
  const spoken = [...template.matchAll(SPOKEN)].flatMap(([, value = '']) => value);
  const texts = template.replaceAll(/<!--.*?-->/gs, '').replaceAll(/<[^>]*>/g, '\n').split('\n');
  return [...texts, ...spoken].flatMap((text) => text.match(/\p{L}[\p{L}'’]*/gu) ?? []).filter((word) => !NAMES.has(word));
}

test('no template has words that are no message', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  let count = 0;
  const bare = files.flatMap((file) => {
    const { program } = parseSync(file, readFileSync(new URL(file, SOURCE), 'utf8'));
    return [...templatesOf(program)].flatMap((template) => {
      count++;
      return wordsOf(template).map((word) => `${file}: ${word}`);
    });
  });
  assert.ok(count > 50, `Only ${count} templates were found.`);
  assert.deepEqual(bare, []);
});

test('a word in a template is found, as a text and as an attribute', () => {
  assert.deepEqual(wordsOf('<p class=\uFFFC>Hello \uFFFC</p><input placeholder="Your name" id="x">'), ['Hello', 'Your', 'name']);
  assert.deepEqual(wordsOf('<h1>Sala</h1> \uFFFC · … <b title=\uFFFC></b>'), []);
});
