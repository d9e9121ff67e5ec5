import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The chunks whose source differs in the newer build. Those that neither differ nor import one that does are the same in both. */
const CHUNKS = ['index', 'talk', 'demo'];

/**
 * Makes a built page into a newer build, as if its source had been changed: one text is another, and the chunks that
 * differ have other names wherever they are named, as has the revision of the page in the worker's list.
 *
 * @param page the folder, which is served from the next start of its server
 */
export function makeNewer(page: string, text: string, newText: string): void {
  const names = differing(page).map((former) => ({ former, newer: basename(former).replace('.js', '-newer.js') }));
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
  rewrite('index.html', 'index.html', (source) => source.replace(/(?<=<meta name="build" content=")[^"]+/, (build) => `${build}-newer`));
  const revision = createHash('md5').update(readFileSync(join(page, 'index.html'))).digest('hex');
  rewrite('sw.js', 'sw.js', (source) => source.replace(/"[0-9a-f]{32}"(?=,"url":"index\.html")/, `"${revision}"`));
}

/** The files of the chunks that differ, and of all that have the name of one in them, since it is another one then. */
function differing(page: string): string[] {
  const all = readdirSync(join(page, 'assets')).filter((file) => file.endsWith('.js'));
  const found = CHUNKS.map((chunk) => {
    const named = all.filter((file) => file.startsWith(`${chunk}-`));
    assert.equal(named.length, 1, `The build has not one chunk "${chunk}": ${named.join(', ')}.`);
    return named[0] ?? '';
  });
  // What is found meanwhile is looked at as well.
  for (const former of found) {
    const importers = all.filter((file) => !found.includes(file) && readFileSync(join(page, 'assets', file), 'utf8').includes(former));
    found.push(...importers);
  }
  return found.map((file) => `assets/${file}`);
}
