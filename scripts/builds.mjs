// Builds the page into dist/page and the server into dist/server.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { makeAside, reasonOf, remove, replace } from './aside.mjs';
import { filesBelow, ROOT } from './paths.mjs';

/** Gzipped, in bytes: what the first screen runs; that with what a talk runs, of which each file is compressed by itself; everything. */
const MAX_BYTES = { 'Script of the first screen': 43_000, 'Script with that of a talk': 66_500, 'All of a first visit': 100_000 };

/** What a browser fetches beside what the page runs. */
const BESIDE_SCRIPTS = ['index.html', 'manifest.webmanifest', 'icon.svg', 'sw.js'];

/** The chunk that the first screen does without and fetches when it has nothing to do, see src/pages/chat-page-code.ts. */
const TALK = 'talk';

/** In the build: of what it was made. */
const STAMP = '.built';
const SINGLE_FILES = ['index.html', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.base.json'];
const FOLDERS = ['src', 'server', 'mocks', 'public', 'scripts'];
const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest|txt)$/;

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...SINGLE_FILES, ...FOLDERS.flatMap(filesBelow)]) {
    hash.update(`${path}\0`).update(readFileSync(ROOT + path)).update('\0');
  }
  return hash.digest('hex');
}

/** Whether there is a build of these sources. */
export function isBuilt() {
  const stamp = `${ROOT}dist/${STAMP}`;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Beside each file, so that the server need not compress at each request. @param {string} dist from the root */
function compress(dist) {
  for (const path of filesBelow(`${dist}/page`).filter((file) => COMPRESSIBLE.test(file))) {
    const bytes = readFileSync(ROOT + path);
    writeFileSync(`${ROOT}${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${ROOT}${path}.br`, brotliCompressSync(bytes));
  }
}

/** @param {string} dist @param {Iterable<string>} files of the page @returns {number} their bytes, gzipped */
function bytesOf(dist, files) {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`${ROOT}${dist}/page/${file}`), { level: 9 }).length, 0);
}

/** @param {string} dist @returns {Record<keyof typeof MAX_BYTES, number>} */
function firstLoad(dist) {
  /** @type {Record<string, {file: string, name?: string, isEntry?: boolean, imports?: string[]}>} */
  const chunks = JSON.parse(readFileSync(`${ROOT}${dist}/page/asset-manifest.json`, 'utf8'));
  const seen = new Set();
  const follow = (/** @type {string} */ key) => {
    const chunk = chunks[key];
    if (!chunk) throw new Error(`Failed to measure the build: it has no ${key}. Has the file another name?`);
    if (seen.has(chunk.file)) return;
    seen.add(chunk.file);
    chunk.imports?.forEach(follow);
  };
  const keys = Object.keys(chunks);
  keys.filter((key) => chunks[key]?.isEntry).forEach(follow);
  const first = bytesOf(dist, seen);
  follow(keys.find((key) => chunks[key]?.name === TALK) ?? TALK);
  const withTalk = bytesOf(dist, seen);
  return {
    'Script of the first screen': first,
    'Script with that of a talk': withTalk,
    'All of a first visit': withTalk + bytesOf(dist, BESIDE_SCRIPTS),
  };
}

/** Makes the build, and says what is wrong where that fails: then this process ends, and the former build stays. */
export async function build() {
  console.log('Building …');
  let aside;
  try {
    aside = makeAside(ROOT, 'dist');
    const wanted = fingerprint();
    const dist = `${aside.slice(ROOT.length)}dist`;
    const vite = await import('vite');
    await vite.build({ root: ROOT, logLevel: 'warn', build: { outDir: `${dist}/page` } });
    await vite.build({ root: ROOT, logLevel: 'warn', build: { ssr: 'server/main.ts', outDir: `${dist}/server` } });
    const found = Object.entries(firstLoad(dist)).map(([what, bytes]) => ({ what, bytes, most: MAX_BYTES[/** @type {keyof typeof MAX_BYTES} */ (what)] }));
    for (const { what, bytes, most } of found) console.log(`${what}: ${bytes} bytes gzipped, of ${most}.`);
    if (found.some(({ bytes, most }) => bytes > most)) throw new Error('That is too much. Load later what the first screen does not need.');
    compress(dist);
    writeFileSync(`${ROOT}${dist}/${STAMP}`, wanted);
    replace(ROOT, 'dist', aside);
  } catch (error) {
    console.error(`Failed to build. ${reasonOf(error) ?? (error instanceof Error ? error.message : String(error))}`);
    process.exitCode = 1;
  } finally {
    if (aside) remove(aside);
  }
  if (process.exitCode) process.exit();
}
