// Holds that everything the page says is said in each of its languages.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Text } from '../src/locales/forms.ts';
import { LANGUAGES } from '../src/locales/languages.ts';
import { chooseLocale, TARGET_LOCALES } from '../src/locales/locale.ts';

const SOURCE = new URL('../src/', import.meta.url);

/** `msg('Text', { id: 'id' })` or `msg(str`Text ${value}`, { id: 'id' })`, over as many lines as it takes. */
const MESSAGE = /\bmsg\(\s*(?:'(?<plain>(?:[^'\\]|\\.)*)'|str`(?<filled>[^`]*)`),\s*\{\s*id:\s*'(?<id>\w+)'\s*\}\s*,?\s*\)/g;

/** `plural(count, 'id', { one: 'Text', other: str`Text ${value}` })`, over as many lines as it takes. */
const PLURAL = /\bplural\([^'`]*'(?<id>\w+)',\s*\{(?<forms>(?:\s*\w+: (?:'(?:[^'\\]|\\.)*'|str`[^`]*`),?)*)\s*\}\)/g;

const FORM = /(?<form>\w+): (?:'(?<plain>(?:[^'\\]|\\.)*)'|str`(?<filled>[^`]*)`)/g;

/** The scripts that are written from right to left. */
const RIGHT_TO_LEFT = /^(?:Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)$/;

const VALUE = /\$\{[^}]*\}/g;

interface Said {
  readonly file: string;
  readonly id: string;
  /** Of what depends on a count, a text for each form. */
  readonly form?: string;
  readonly text: string;
  /** How many values are filled in; undefined for a plain string. */
  readonly values: number | undefined;
}

function read(file: string): Said[] {
  const code = readFileSync(new URL(file, SOURCE), 'utf8');
  const one = (groups: Record<string, string | undefined>, id: string): Said => {
    const { plain, filled, form } = groups;
    return { file, id, text: plain ?? filled ?? '', values: filled?.match(VALUE)?.length, ...(form === undefined ? {} : { form }) };
  }
  const messages = [...code.matchAll(MESSAGE)].map(({ groups = {} }) => one(groups, groups['id'] ?? ''));
  const counted = [...code.matchAll(PLURAL)].flatMap(({ groups: { id = '', forms = '' } = {} }) =>
    [...forms.matchAll(FORM)].map(({ groups = {} }) => one(groups, id)));
  return [...messages, ...counted];
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const said = files.flatMap(read);
/** Of each language, the texts by the ids of their messages. */
const translations = new Map(await Promise.all(Object.entries(LANGUAGES).map(async ([locale, { words }]) =>
  [locale, (await words()).templates] as const)));

/** The texts of a message, with the form for counts of each. */
function textsOf(templates: Readonly<Record<string, unknown>>, id: string): readonly (readonly [form: string, text: Text])[] {
  return Object.entries(templates as Record<string, Text>).flatMap(([key, text]) => {
    const [message, form = ''] = key.split('.');
    return message === id ? [[form, text] as const] : [];
  });
}

test('Every message is written so that this test can read it', () => {
  const codes = files.filter((file) => file !== 'locales/plural.ts').map((file) => readFileSync(new URL(file, SOURCE), 'utf8'));
  assert.equal(said.filter(({ form }) => form === undefined).length, codes.flatMap((code) => code.match(/\bmsg\(/g) ?? []).length);
  const counted = codes.flatMap((code) => code.match(/\bplural\(/g) ?? []).length;
  assert.equal(said.filter(({ form }) => form === 'other').length, counted);
  assert.ok(said.length > 40 && counted > 10, `Only ${said.length} were found, ${counted} with a count.`);
});

test('Every language that has a file can be chosen', () => {
  const withTemplates = files.filter((file) => /^locales\/[\w-]+\.ts$/.test(file)
    && readFileSync(new URL(file, SOURCE), 'utf8').includes('export const templates'));
  assert.deepEqual(withTemplates, TARGET_LOCALES.map((locale) => `locales/${locale}.ts`));
});

test('A language is from right to left where its script is', () => {
  for (const [locale, { isRightToLeft = false }] of Object.entries(LANGUAGES)) {
    const { script = '' } = new Intl.Locale(locale).maximize();
    assert.equal(isRightToLeft, RIGHT_TO_LEFT.test(script), `${locale}, ${script}`);
  }
});

test('Every message has a translation in every language, and every translation a message', () => {
  const ids = [...new Set(said.map(({ id }) => id))].toSorted();
  for (const [locale, templates] of translations) {
    const given = new Set(Object.keys(templates).map((key) => key.replace(/\..*/, '')));
    assert.deepEqual([...given].toSorted(), ids, locale);
  }
});

test('A translation has the values of its message, counted from 0', () => {
  for (const [locale, templates] of translations) {
    for (const { id, values, file } of said) {
      const texts = textsOf(templates, id);
      assert.ok(texts.length > 0, `${id} in ${file}, ${locale}`);
      for (const [form, text] of texts) {
        const used = typeof text === 'string' ? undefined : text.values.map(Number).toSorted((one, other) => one - other);
        assert.deepEqual(used, values === undefined ? undefined : [...Array(values).keys()], `${id} ${form} in ${file}, ${locale}`);
      }
    }
  }
});

test('What depends on a count has forms in every language, those that the language has, and nothing else has', () => {
  const counted = new Set(said.filter(({ form }) => form !== undefined).map(({ id }) => id));
  assert.deepEqual(said.filter(({ id, form }) => counted.has(id) && form === undefined), []);
  for (const [locale, templates] of translations) {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    for (const { id } of said) {
      const forms = Object.fromEntries(textsOf(templates, id));
      assert.equal('other' in forms, counted.has(id), `${id}, ${locale}`);
      const strange = Object.keys(forms).filter((form) => form !== '' && forms[form] !== forms['other'] && !pluralCategories.some((one) => one === form));
      assert.deepEqual(strange, [], `${id}, ${locale}`);
    }
  }
});

test('One id means one message', () => {
  for (const { id, form, text } of said) {
    // What a value is called in the code is nothing that a reader sees.
    const same = said.filter((other) => other.id === id && other.form === form);
    const texts = new Set(same.map((other) => other.text.replaceAll(VALUE, '${}')));
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
