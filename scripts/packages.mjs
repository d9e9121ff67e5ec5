// Installs what package-lock.json says. Uses Node alone, since it runs first.
import { copyFileSync, existsSync } from 'node:fs';
import { constants } from 'node:os';
import { basename } from 'node:path';
import { makeAside, reasonOf, remove, replace } from './aside.mjs';
import { runChild } from './child.mjs';
import { isInstalled } from './installed.mjs';

/** What npm needs to know of a checkout. */
const FILES = ['package.json', 'package-lock.json', '.npmrc'];

/** npm would ask the network for what it has, and try for minutes where there is none. In milliseconds. */
const FETCH = ['--prefer-offline', '--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=3000', '--fetch-timeout=30000'];

/** The code with which a program ends that is not there. */
const NOT_FOUND = 127;

const KEPT = 'What was there before is still there.';

/** What npm says by a code, in words. @type {[codes: RegExp, words: string][]} */
const WORDS = [
  [/ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|ERR_INVALID_URL|EIDLETIMEOUT|ETARGET/, 'The packages cannot be fetched. Is there a network?'],
  [/EACCES|EPERM|EROFS/, 'npm may not write where it has to.'],
  [/ENOSPC|EDQUOT/, 'The disk is full.'],
  [/EUSAGE|EJSONPARSE|ENOLOCK/, 'package.json and package-lock.json do not fit together. Take both as they are in the repository.'],
  [/EINTEGRITY/, 'What came is not what package-lock.json names. Is there a proxy that changes it?'],
  [/E[45]\d\d/, 'The registry of packages refuses them. Is it the right one (npm config get registry)?'],
];

/**
 * Installs what is missing, and says what is wrong where that fails: then this process ends, and all is as it was.
 *
 * @param {string} root with a slash at its end
 */
export async function install(root) {
  if (isInstalled(root)) return;
  let aside;
  try {
    aside = makeAside(root, 'node_modules');
    // It may have been put back.
    if (isInstalled(root)) return;
    console.log('Installing packages …');
    for (const file of FILES.filter((one) => existsSync(root + one))) copyFileSync(root + file, aside + file);
    const { code, stderr, signal } = await runNpm(aside);
    if (signal) process.exitCode = 128 + constants.signals[signal];
    // On a full disk npm leaves empty files, and says that all is well.
    else if (code === 0 && !isInstalled(aside)) fail('npm has left some of them out. Is the disk full?');
    else if (code === 0) return replace(root, 'node_modules', aside);
    else fail(code === NOT_FOUND ? 'There is no npm. Install Node.js with npm: https://nodejs.org' : wordsFor(stderr));
  } catch (error) {
    fail(reasonOf(error) ?? String(error));
  } finally {
    if (aside) remove(aside);
  }
  process.exit();
}

/** The npm that runs this script, else the one that a shell would find. @param {string} cwd */
function runNpm(cwd) {
  const { npm_execpath: path = '', ...env } = process.env;
  const args = ['ci', '--include=dev', '--loglevel=error', ...FETCH];
  if (basename(path) === 'npm-cli.js') return runChild(process.execPath, [path, ...args], { cwd, env });
  return runChild('npm', args, { cwd, env });
}

/** @param {string} stderr of npm */
function wordsFor(stderr) {
  const of = (/** @type {string} */ what) => new RegExp(`^npm (?:error|ERR!) ${what} (.+)$`, 'm').exec(stderr)?.[1] ?? '';
  const code = of('code');
  const [, words] = WORDS.find(([codes]) => codes.test(code)) ?? [];
  if (words) return `${words} (npm: ${[code, of('path')].filter(Boolean).join(' ')})`;
  return `${stderr}npm has ended with an error, see above.`;
}

/** @param {string} words */
function fail(words) {
  console.error(`Failed to install the packages. ${words} ${KEPT}`);
  process.exitCode = 1;
}
