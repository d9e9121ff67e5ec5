// Holds that what the document shows before the app is there is the head of the first screen, in every language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

const [, shown = ''] = /<div id="first-paint">(.*?)<\/div>/s.exec(read('index.html')) ?? [];

test('the document says what the first screen says, in each language', () => {
  const welcome = read('src/pages/welcome-page.ts');
  const portuguese = /tagline: '([^']+)'/.exec(read('src/locales/pt-BR.ts'))?.[1] ?? assert.fail('There is no tagline in Portuguese.');
  const english = /msg\('([^']+)', \{ id: 'tagline' \}\)/.exec(welcome)?.[1] ?? assert.fail('There is no tagline.');
  assert.deepEqual([...shown.matchAll(/<p(?: lang="[^"]+")?>([^<]+)<\/p>/g)].map(([, words]) => words), [portuguese, english]);
});

test('the document draws the mark that the app draws', () => {
  const pathOf = (source: string) => /d="(M6 5h20[^"]+)"/.exec(source)?.[1];
  assert.notEqual(pathOf(shown), undefined);
  assert.equal(pathOf(shown), pathOf(read('src/components/icon.ts')));
});
