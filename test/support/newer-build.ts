import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The chunks that differ in the newer build. The others are the same in both, as in two builds of much the same source. */
const CHUNKS = ['index', 'chat-page', 'demo'];

/**
 * Makes a built page into a newer build, as if its source had been changed: one text is another, and the chunks that
 * differ have other names wherever they are named, as has the revision of the page in the worker's list.
 *
 * @param page the folder, which is served from the next start of its server
 */
export function makeNewer(page: string, text: string, newText: string): void {
  const names = CHUNKS.map((chunk) => ({ former: chunkOf(page, chunk), newer: `${chunk}-newer.js` }));
  const rewrite = (file: string, newFile: string, change: (source: string) => string = (source) => source): void => {
    const source = change(readFileSync(join(page, file), 'utf8'));
    // What the build compressed of it is left out as well: the server does without.
    for (const ending of ['', '.br', '.gz']) rmSync(join(page, file + ending));
    writeFileSync(join(page, newFile), names.reduce((result, { former, newer }) => result.replaceAll(basename(former), newer), source));
  };
  for (const { former, newer } of names) {
    rewrite(former, `assets/${newer}`, (source) => `${source.replaceAll(text, newText)}\n// Newer.\n`);
  }
  assert.ok(names.some(({ newer }) => readFileSync(join(page, `assets/${newer}`), 'utf8').includes(newText)), `The page does not say "${text}".`);
  rewrite('index.html', 'index.html');
  const revision = createHash('md5').update(readFileSync(join(page, 'index.html'))).digest('hex');
  rewrite('sw.js', 'sw.js', (source) => source.replace(/"[0-9a-f]{32}"(?=,"url":"index\.html")/, `"${revision}"`));
}

function chunkOf(page: string, chunk: string): string {
  const found = readdirSync(join(page, 'assets')).filter((file) => file.startsWith(`${chunk}-`) && file.endsWith('.js'));
  assert.equal(found.length, 1, `The build has not one chunk "${chunk}": ${found.join(', ')}.`);
  return `assets/${found[0]}`;
}
