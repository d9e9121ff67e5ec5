import { ENGINE_TITLES } from '../test/support/engines.mjs';
import { filesBelow, filesIn } from './paths.mjs';

/**
 * @typedef {import('../test/support/engines.mjs').EngineName} EngineName
 * @typedef {object} Step
 * @property {string} title
 * @property {string} part
 * @property {string[][]} commands what Node runs; all of them, also after one that fails
 * @property {boolean} [counts] whether it tells how many tests it ran
 * @property {boolean} [needsBuild]
 * @property {Record<string, string>} [env]
 */

/** After this a file of tests that hangs is ended, in milliseconds. One that tries many seeds gets more. */
const FILE_TIMEOUT_MS = 300_000;
const SEED_TIMEOUT_MS = 1_000;

const TSC = 'node_modules/typescript/bin/tsc';
const OXLINT = 'node_modules/oxlint/bin/oxlint';
const WTR = 'node_modules/@web/test-runner/dist/bin.js';

/** Where there is code that is ours. */
const FOLDERS = ['src', 'server', 'mocks', 'scripts', 'test'];

/** The parts whose tests are in the folder of the same name and run in Node. @type {Record<string, string>} */
const NODE_PARTS = { rooms: 'Rules', contract: 'Contract', server: 'Server', chat: 'Chat', text: 'Text', faults: 'Faults', hostile: 'Under attack', e2e: 'End to end', visual: 'Looks', lighthouse: 'Lighthouse' };

/** The parts whose tests run in a page, in each engine. @type {Record<string, string>} */
const BROWSER_PARTS = { components: 'Components', demo: 'Demo' };

/** These run the built server, one after the other: they start servers and browsers. */
const WITH_BUILD = ['server', 'hostile', 'demo', 'e2e', 'visual', 'lighthouse'];

/** What these measure or drive is Chromium. */
export const IN_CHROMIUM = ['e2e', 'visual', 'lighthouse'];

/** In the order in which they run. */
export const PARTS = ['types', 'lint', 'build', 'house', 'rooms', 'contract', 'server', 'chat', 'text', 'faults', 'hostile', 'bench', 'components', 'demo', 'e2e', 'visual', 'lighthouse'];

/** So small that they say nothing of speed: whether they still run, and whether a message is lost or doubled. */
const SMALL_BENCHMARKS = [
  ['--import', 'tsx', 'test/bench/server.ts', '--rounds', '1', '--seconds', '0.3'],
  ['--import', 'tsx', 'test/bench/scale.ts', '--size', '0.01', '--seconds', '0.3'],
];
const SMALL_PAGE_BENCHMARK = ['--import', 'tsx', 'test/bench/page.ts', '--messages', '50', '--seconds', '1', '--idle-seconds', '2'];

const isTest = (/** @type {string} */ path) => path.endsWith('.test.ts');

/** @param {string} part */
function testsOf(part) {
  return part === 'house' ? filesIn('test').filter(isTest) : filesBelow(`test/${part}`).filter(isTest);
}

/** @param {string} file @returns {string} the part it belongs to */
export function partOf(file) {
  const [, folder, below] = file.split('/');
  return below === undefined ? 'house' : folder ?? '';
}

/** @param {string} part @param {string[]} files @param {readonly EngineName[]} engines @returns {Step[]} */
function nodeStep(part, files, engines) {
  const alone = WITH_BUILD.includes(part);
  const timeout = Math.max(FILE_TIMEOUT_MS, Number(process.env['SALA_SEEDS'] ?? 0) * SEED_TIMEOUT_MS);
  const options = ['--import', 'tsx', '--test', `--test-timeout=${timeout}`, '--test-reporter=./test/support/node-reporter.mjs'];
  if (alone) options.push('--test-concurrency=1');
  // Node would leave one processor idle, which of two is half.
  if (part === 'faults') options.push('--test-concurrency=2');
  return [{ part, title: NODE_PARTS[part] ?? 'House', commands: [[...options, ...files]], counts: true, needsBuild: alone, env: { SALA_ENGINES: engines.join(',') } }];
}

/**
 * @param {string} part
 * @param {readonly EngineName[]} engines
 * @param {readonly string[]} [chosen] files; else all of the part
 * @returns {Step[]}
 */
export function stepsOf(part, engines, chosen = []) {
  if (part === 'types') {
    const configs = ['tsconfig.json', ...FOLDERS.flatMap(filesBelow).filter((path) => path.endsWith('/tsconfig.json'))];
    return [{ part, title: 'Types', commands: configs.map((config) => [TSC, '-p', config]) }];
  }
  if (part === 'lint') {
    const configs = ['vite.config.ts', 'web-test-runner.config.mjs'];
    return [{ part, title: 'Lint', commands: [[OXLINT, ...FOLDERS.filter((folder) => filesBelow(folder).length > 0), ...configs]] }];
  }
  if (part === 'build') return [{ part, title: 'Build', commands: [['scripts/build.mjs']] }];

  if (part === 'bench') {
    const commands = engines.includes('chromium') ? [...SMALL_BENCHMARKS, SMALL_PAGE_BENCHMARK] : SMALL_BENCHMARKS;
    return [{ part, title: 'Benchmarks', commands, needsBuild: true }];
  }

  const files = chosen.length > 0 ? chosen.filter((file) => partOf(file) === part) : testsOf(part);
  if (files.length === 0) return [];
  const title = BROWSER_PARTS[part];
  if (title === undefined) return nodeStep(part, files, engines);
  return engines.map((engine) => ({
    part,
    title: `${title} in ${ENGINE_TITLES[engine]}`,
    commands: [[WTR, '--static-logging', '--files', ...files]],
    counts: true,
    needsBuild: WITH_BUILD.includes(part),
    env: { SALA_ENGINES: engine },
  }));
}
