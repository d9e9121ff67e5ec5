// Holds that everything the page says is said in each of its languages.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { chooseLocale, TARGET_LOCALES } from '../src/locales/locale.ts';

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
/** By language. */
const translations = new Map(TARGET_LOCALES.map((locale) => [locale, read(`locales/${locale}.ts`, TEMPLATE)]));

test('Every message is written so that this test can read it', () => {
  const calls = files.flatMap((file) => readFileSync(new URL(file, SOURCE), 'utf8').match(/\bmsg\(/g) ?? []);
  assert.equal(said.length, calls.length);
  assert.ok(said.length > 40, `Only ${said.length} were found.`);
  for (const [locale, templates] of translations) {
    const lines = readFileSync(new URL(`locales/${locale}.ts`, SOURCE), 'utf8').match(/^ {2}\w+:/gm) ?? [];
    assert.equal(templates.length, lines.length, locale);
  }
});

test('Every language that has a file can be chosen', () => {
  const withTemplates = files.filter((file) => /^locales\/[\w-]+\.ts$/.test(file) && read(file, TEMPLATE).length > 0);
  assert.deepEqual(withTemplates, TARGET_LOCALES.map((locale) => `locales/${locale}.ts`));
});

test('Every message has a translation in every language, and every translation a message', () => {
  const ids = [...new Set(said.map(({ id }) => id))].toSorted();
  for (const [locale, templates] of translations) assert.deepEqual(templates.map(({ id }) => id).toSorted(), ids, locale);
});

test('A translation has the values of its message, counted from 0', () => {
  for (const [locale, templates] of translations) {
    for (const { id, values, file } of said) {
      const translation = templates.find((template) => template.id === id);
      assert.equal(translation?.values, values, `${id} in ${file}, ${locale}`);
      const numbers = translation?.text.match(VALUE)?.toSorted() ?? [];
      assert.deepEqual(numbers, numbers.map((_, index) => `\${${index}}`), `${id}, ${locale}`);
    }
  }
});

test('One id means one message', () => {
  for (const { id, text } of said) {
    // What a value is called in the code is nothing that a reader sees.
    const texts = new Set(said.filter((other) => other.id === id).map((other) => other.text.replaceAll(VALUE, '${}')));
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
