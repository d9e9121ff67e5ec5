// Builds the page into dist/page and the server into dist/server, unless what is there is current.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { filesBelow, ROOT } from './paths.mjs';

/** What the first load may have of JavaScript, gzipped. */
const FIRST_LOAD_MAX_BYTES = 60_000;

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

/** @returns {number} the gzipped bytes of the page's script and of all that it imports before it runs */
function firstLoadBytes() {
  /** @type {Record<string, {file: string, isEntry?: boolean, imports?: string[]}>} */
  const chunks = JSON.parse(readFileSync(`${ROOT}dist/page/asset-manifest.json`, 'utf8'));
  const seen = new Set();
  const follow = (/** @type {string} */ key) => {
    const chunk = chunks[key];
    if (!chunk || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    chunk.imports?.forEach(follow);
  };
  Object.keys(chunks).filter((key) => chunks[key]?.isEntry).forEach(follow);
  return [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(`${ROOT}dist/page/${file}`), { level: 9 }).length, 0);
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
  const bytes = firstLoadBytes();
  console.log(`JavaScript of the first load: ${bytes} bytes gzipped, of ${FIRST_LOAD_MAX_BYTES}.`);
  if (bytes > FIRST_LOAD_MAX_BYTES) {
    console.error('Failed to build: that is too much. Load later what the first screen does not need.');
    process.exit(1);
  }
  compress();
  mkdirSync(`${ROOT}dist`, { recursive: true });
  writeFileSync(STAMP, wanted);
}
