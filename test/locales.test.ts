// Holds that everything the page says is said in each of its languages.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { chooseLocale } from '../src/locales/locale.ts';

const SOURCE = new URL('../src/', import.meta.url);

/** `msg('Text', { id: 'id' })` or `msg(str`Text ${value}`, { id: 'id' })`, over as many lines as it takes. */
const MESSAGE = /\bmsg\(\s*(?:'(?<plain>(?:[^'\\]|\\.)*)'|str`(?<filled>[^`]*)`),\s*\{\s*id:\s*'(?<id>\w+)'\s*\}\s*,?\s*\)/g;

/** `id: 'Text'` or ``id: str`Text ${0}` ``, a line each. */
const TEMPLATE = /^ {2}(?<id>\w+): (?:'(?<plain>(?:[^'\\]|\\.)*)'|str`(?<filled>[^`]*)`),$/gm;

const VALUE = /\$\{[^}]*\}/g;

interface Said {
  readonly file: string;
  readonly id: string;
  readonly text: string;
  /** How many values are filled in; undefined for a plain string. */
  readonly values: number | undefined;
}

function read(file: string, pattern: RegExp): Said[] {
  return [...readFileSync(new URL(file, SOURCE), 'utf8').matchAll(pattern)].map(({ groups = {} }) => {
    const { plain, filled, id = '' } = groups;
    return { file, id, text: plain ?? filled ?? '', values: filled?.match(VALUE)?.length };
  });
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const said = files.flatMap((file) => read(file, MESSAGE));
const templates = read('locales/pt-BR.ts', TEMPLATE);

const translationOf = (id: string) => templates.find((template) => template.id === id);

test('Every message is written so that this test can read it', () => {
  const calls = files.flatMap((file) => readFileSync(new URL(file, SOURCE), 'utf8').match(/\bmsg\(/g) ?? []);
  assert.equal(said.length, calls.length);
  assert.ok(said.length > 40, `Only ${said.length} were found.`);
  const lines = readFileSync(new URL('locales/pt-BR.ts', SOURCE), 'utf8').match(/^ {2}\w+:/gm) ?? [];
  assert.equal(templates.length, lines.length);
});

test('Every message has a translation, and every translation a message', () => {
  const ids = new Set(said.map(({ id }) => id));
  assert.deepEqual([...ids].filter((id) => !translationOf(id)), []);
  assert.deepEqual(templates.map(({ id }) => id).filter((id) => !ids.has(id)), []);
});

test('A translation has the values of its message, counted from 0', () => {
  for (const { id, values, file } of said) {
    const translation = translationOf(id);
    assert.equal(translation?.values, values, `${id} in ${file}`);
    const numbers = translation?.text.match(VALUE)?.toSorted() ?? [];
    assert.deepEqual(numbers, numbers.map((_, index) => `\${${index}}`), id);
  }
});

test('One id means one message', () => {
  for (const { id, text } of said) {
    const texts = new Set(said.filter((other) => other.id === id).map((other) => other.text));
    assert.equal(texts.size, 1, `${id}: ${[...texts].join(' / ')} (${text})`);
  }
});

test('The language is the first of those that are wanted and there', () => {
  assert.equal(chooseLocale(['pt-BR', 'en']), 'pt-BR');
  assert.equal(chooseLocale(['en-GB', 'pt-BR']), 'en');
  assert.equal(chooseLocale(['de', 'fr-CA', 'pt-BR', 'en']), 'pt-BR');
});

test('A language finds its kin, whatever its case', () => {
  assert.equal(chooseLocale(['pt-PT']), 'pt-BR');
  assert.equal(chooseLocale(['pt']), 'pt-BR');
  assert.equal(chooseLocale(['PT-br']), 'pt-BR');
  assert.equal(chooseLocale(['en-AU']), 'en');
  assert.equal(chooseLocale(['EN']), 'en');
});

test('Where none is wanted that is there, it is English', () => {
  assert.equal(chooseLocale([]), 'en');
  assert.equal(chooseLocale(['ja', 'de-AT']), 'en');
  assert.equal(chooseLocale(['', 'ptx']), 'en');
});
