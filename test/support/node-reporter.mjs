// A reporter of node:test: a line for each file, failures in full, and the reasons of what was skipped. Writes the
// counts to the file that SALA_COUNTS names.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';

/**
 * @typedef {import('node:test/reporters').TestEvent} TestEvent
 * @typedef {Extract<TestEvent, {type: 'test:pass' | 'test:fail'}>} Ended
 * @typedef {Error & {failureType?: string}} Failure
 */

/** @param {AsyncIterable<TestEvent>} source */
export default async function* report(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} the test that runs, and those it is in */
  const names = [];
  let file = new FileLine('');
  for await (const event of source) {
    const { type, data } = event;
    yield said(event);
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if ((type !== 'test:pass' && type !== 'test:fail') || !isTest(event)) continue;

    if (file.path !== short(data.file)) {
      yield file.text();
      file = new FileLine(short(data.file));
    }
    const title = [...names.slice(0, data.nesting), short(data.name)].join(' › ');
    const outcome = outcomeOf(event);
    counts[outcome] += 1;
    file.add(outcome, data);
    if (outcome === 'skipped') yield `  – ${title}: skipped, ${data.skip || data.todo}\n`;
    if (outcome === 'failed') yield `\n  ✖ ${title}\n    ${file.path}\n${reasonOf(event)}\n\n`;
  }
  yield file.text();
  const { SALA_COUNTS } = process.env;
  if (SALA_COUNTS) writeFileSync(SALA_COUNTS, JSON.stringify(counts));
}

/** What a test says itself. @param {TestEvent} event */
function said({ type, data }) {
  if (type === 'test:stdout' || type === 'test:stderr') return data.message;
  return type === 'test:diagnostic' && data.file ? `    ${data.message}\n` : '';
}

class FileLine {
  #tests = 0;
  #ms = 0;
  #failed = false;

  /** @param {string} path */
  constructor(path) {
    this.path = path;
  }

  /** @param {ReturnType<typeof outcomeOf>} outcome @param {Ended['data']} data */
  add(outcome, { nesting, details }) {
    this.#tests += 1;
    this.#failed ||= outcome === 'failed';
    if (nesting === 0) this.#ms += details.duration_ms;
  }

  text() {
    return this.path && `  ${this.#failed ? '✖' : '✔'} ${this.path}  ${this.#tests} tests, ${Math.round(this.#ms)} ms\n`;
  }
}

/** @param {string | undefined} path */
function short(path = '') {
  return path.startsWith(process.cwd()) ? relative(process.cwd(), path).replaceAll('\\', '/') : path;
}

/** @param {Ended} event @returns {Failure | undefined} */
function failureOf({ type, data }) {
  return type === 'test:fail' ? data.details.error : undefined;
}

/**
 * Neither a suite, nor what fails only because of the tests in it, nor a file that passes without a test.
 * @param {Ended} event
 */
function isTest(event) {
  const failure = failureOf(event);
  if (event.data.details.type === 'suite') return failure?.failureType === 'hookFailed';
  return failure ? failure.failureType !== 'subtestsFailed' : event.data.name !== event.data.file;
}

/** @param {Ended} event @returns {'passed' | 'failed' | 'skipped'} */
function outcomeOf({ type, data }) {
  if (data.skip !== undefined || data.todo !== undefined) return 'skipped';
  return type === 'test:pass' ? 'passed' : 'failed';
}

/** @param {Ended} event */
function reasonOf(event) {
  const failure = failureOf(event);
  return inspect(failure?.cause ?? failure).replaceAll(/^/gm, '    ');
}
