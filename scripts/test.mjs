// `npm test`: everything, or the parts or files that are named:
//   node scripts/test.mjs [PART | FILE]… [--engines chromium,firefox,webkit] [--seeds N] [--seed SEED[:STEPS]] [--seconds N] [--baselines]
// The engines (or SALA_ENGINES) are demanded: those alone run, and one that is missing is a failure. The seeds (or
// SALA_SEEDS) are how many faulty networks are tried; --seed (or SALA_SEED) repeats one and tells its story.
// The seconds (or SALA_SECONDS) are how long the server is attacked in each way.
// With --baselines the pictures of the page that are made are what later ones are compared with.
import './install.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseEngines } from '../test/support/engines.mjs';
import { prepareEngines } from './browsers.mjs';
import { ROOT } from './paths.mjs';
import { IN_CHROMIUM, PARTS, partOf, stepsOf } from './test-steps.mjs';

/** Parts without tests of their own. */
const CHECKS = ['types', 'lint', 'build', 'bench'];

/** Parts that run in a browser. */
const IN_BROWSERS = ['bench', 'components', 'demo', ...IN_CHROMIUM];

const total = { passed: 0, failed: 0, skipped: 0 };

/** @type {{title: string, ms: number, outcome: string}[]} */
const times = [];

const folder = mkdtempSync(join(tmpdir(), 'sala-test-'));

/** @param {import('./test-steps.mjs').Step} step @returns {boolean} whether it passed */
function run({ title, commands, counts: counted, env }) {
  console.log(`\n── ${title}`);
  const start = performance.now();
  const path = join(folder, 'counts.json');
  rmSync(path, { force: true });
  const options = { cwd: ROOT, stdio: /** @type {const} */ ('inherit'), env: { ...process.env, ...env, SALA_COUNTS: path } };
  const statuses = commands.map((command) => spawnSync(process.execPath, command, options).status);
  const counts = counted ? readCounts(path) : { passed: 0, failed: 0, skipped: 0 };
  const passed = statuses.every((status) => status === 0) && counts.failed === 0;
  // It failed before or outside of its tests.
  if (!passed && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const tests = counted ? `${counts.passed} passed, ${counts.failed} failed` : passed ? 'ok' : 'failed';
  times.push({ title, ms: performance.now() - start, outcome: tests });
  return passed;
}

/** @param {string} path @returns {typeof total} */
function readCounts(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}

const WHOLE = /^[1-9]\d*$/;

/** Hands an option to the tests. @param {string} variable @param {string | undefined} value @param {string} option @param {RegExp} form */
function passOn(variable, value, option, form) {
  if (value === undefined) return;
  if (!form.test(value)) stop(`Failed to read --${option}: "${value}" is no such number. Give whole numbers, as in --seeds 1000, --seed 123:40 or --seconds 20.`);
  process.env[variable] = value;
}

function readArguments() {
  try {
    const text = /** @type {const} */ ({ type: 'string' });
    const { values, positionals } = parseArgs({ options: { engines: text, seeds: text, seed: text, seconds: text, baselines: { type: 'boolean' } }, allowPositionals: true });
    passOn('SALA_SEEDS', values.seeds, 'seeds', WHOLE);
    passOn('SALA_SEED', values.seed, 'seed', /^\d+(:\d+)?$/);
    passOn('SALA_SECONDS', values.seconds, 'seconds', WHOLE);
    if (values.baselines) process.env['SALA_BASELINES'] = 'write';
    const list = values.engines ?? process.env['SALA_ENGINES'];
    const files = positionals.filter((word) => word.endsWith('.ts'));
    const named = positionals.map((word) => (files.includes(word) ? partOf(word) : word));
    const unknown = named.find((part) => !PARTS.includes(part));
    if (unknown !== undefined) stop(`Failed to choose the tests: there is no part "${unknown}". Choose from ${PARTS.join(', ')}.`);
    return { parts: PARTS.filter((part) => named.length === 0 || named.includes(part)), files, demanded: list ? parseEngines(list) : undefined };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

const { parts, files, demanded } = readArguments();
const { engines, missing } = parts.some((part) => IN_BROWSERS.includes(part)) ? prepareEngines(demanded) : { engines: [], missing: [] };
if (demanded) total.failed += missing.length;
else if (missing.length > 0 && engines.length === 0) stop('Failed to test: there is no browser. Install Chromium, Chrome or Firefox, or name one with CHROME_PATH or FIREFOX_PATH.');

const steps = parts.flatMap((part) => stepsOf(part, engines, files));
if (steps.some(({ needsBuild }) => needsBuild) && !parts.includes('build')) steps.unshift(...stepsOf('build', engines));

let built = true;
for (const step of steps) {
  if (step.needsBuild && !built) console.log(`\n── ${step.title}: not run, because the build failed`);
  else if (IN_CHROMIUM.includes(step.part) && !engines.includes('chromium')) console.log(`\n── ${step.title}: not run, because it needs Chromium`);
  else if (!run(step) && step.title === 'Build') built = false;
}
rmSync(folder, { recursive: true, force: true });

console.log('');
for (const { title, ms, outcome } of times) console.log(`${title.padEnd(26)}${(ms / 1_000).toFixed(1).padStart(6)} s   ${outcome}`);
const none = parts.some((part) => !CHECKS.includes(part)) && total.passed + total.failed === 0;
if (none) console.error('No test ran.');
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 || none ? 1 : 0;
