// A room's name is its only lock: a proposed one is hard to guess.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { suggestRoomName } from '../../src/components/room-name.ts';
import { TARGET_LOCALES } from '../../src/locales/locale.ts';
import { ROOM_MAX_LENGTH } from '../../src/protocol/limits.ts';

const FOLDER = new URL('../../src/locales/room-words/', import.meta.url);
const LANGUAGES = readdirSync(FOLDER).map((file) => file.replace('.ts', ''));

async function wordsOf(language: string): Promise<readonly string[]> {
  const { WORDS } = (await import(new URL(`${language}.ts`, FOLDER).href)) as { WORDS: readonly string[] };
  return WORDS;
}

test('each language has words of its own', () => {
  assert.deepEqual(LANGUAGES, ['en', ...TARGET_LOCALES]);
});

for (const language of LANGUAGES) {
  test(`the words of ${language} are as many as a byte has values, short, and easy to type`, async () => {
    const words = await wordsOf(language);
    assert.equal(words.length, 256);
    assert.equal(new Set(words).size, 256);
    assert.deepEqual(words.filter((word) => !/^[a-z]{2,9}$/.test(word)), []);
    assert.ok(words.every((word) => 3 * (word.length + 1) <= ROOM_MAX_LENGTH));
  });

  test(`a name in ${language} has three of its words, drawn at random`, async () => {
    const words = await wordsOf(language);
    const names = await Promise.all(Array.from({ length: 400 }, () => suggestRoomName(language)));
    assert.ok(names.every((name) => name.split('-').length === 3 && name.split('-').every((word) => words.includes(word))));
    assert.ok(new Set(names).size > 395, 'Names come again too soon.');
    // Of 1,200 draws each half of the list gets some 600.
    const early = names.flatMap((name) => name.split('-')).filter((word) => words.indexOf(word) < 128).length;
    assert.ok(early > 480 && early < 720, `${early} of 1,200 words are of the first half.`);
  });
}

test('a language without words of its own borrows the English ones', async () => {
  const words = await wordsOf('en');
  assert.ok((await suggestRoomName('eo')).split('-').every((word) => words.includes(word)));
});
