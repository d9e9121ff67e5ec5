// Builds the page into dist/page and the server into dist/server, unless what is there is current.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { filesBelow, ROOT } from './paths.mjs';

/** Gzipped, in bytes: what the first screen runs; that with what a talk runs, of which each file is compressed by itself; everything. */
const MAX_BYTES = { 'Script of the first screen': 43_000, 'Script with that of a talk': 60_000, 'All of a first visit': 100_000 };

/** What a browser fetches beside what the page runs. */
const BESIDE_SCRIPTS = ['index.html', 'manifest.webmanifest', 'icon.svg', 'sw.js'];

/** The chunk that the first screen does without and fetches when it has nothing to do, see src/pages/chat-page-code.ts. */
const TALK = 'talk';

const STAMP = `${ROOT}dist/.built`;
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

function built() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
}

/** Beside each file, so that the server need not compress at each request. */
function compress() {
  for (const path of filesBelow('dist/page').filter((file) => COMPRESSIBLE.test(file))) {
    const bytes = readFileSync(ROOT + path);
    writeFileSync(`${ROOT}${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${ROOT}${path}.br`, brotliCompressSync(bytes));
  }
}

/** @param {Iterable<string>} files of the page @returns {number} their bytes, gzipped */
function bytesOf(files) {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`${ROOT}dist/page/${file}`), { level: 9 }).length, 0);
}

/** @returns {Record<keyof typeof MAX_BYTES, number>} */
function firstLoad() {
  /** @type {Record<string, {file: string, name?: string, isEntry?: boolean, imports?: string[]}>} */
  const chunks = JSON.parse(readFileSync(`${ROOT}dist/page/asset-manifest.json`, 'utf8'));
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
  const first = bytesOf(seen);
  follow(keys.find((key) => chunks[key]?.name === TALK) ?? TALK);
  const withTalk = bytesOf(seen);
  return {
    'Script of the first screen': first,
    'Script with that of a talk': withTalk,
    'All of a first visit': withTalk + bytesOf(BESIDE_SCRIPTS),
  };
}

const wanted = fingerprint();
if (built() === wanted) {
  console.log('The build is current.');
} else {
  console.log('Building …');
  rmSync(`${ROOT}dist`, { recursive: true, force: true });
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
  await build({ root: ROOT, logLevel: 'warn', build: { ssr: 'server/main.ts' } });
  const found = Object.entries(firstLoad()).map(([what, bytes]) => ({ what, bytes, most: MAX_BYTES[/** @type {keyof typeof MAX_BYTES} */ (what)] }));
  for (const { what, bytes, most } of found) console.log(`${what}: ${bytes} bytes gzipped, of ${most}.`);
  if (found.some(({ bytes, most }) => bytes > most)) {
    console.error('Failed to build: that is too much. Load later what the first screen does not need.');
    process.exit(1);
  }
  compress();
  mkdirSync(`${ROOT}dist`, { recursive: true });
  writeFileSync(STAMP, wanted);
}
