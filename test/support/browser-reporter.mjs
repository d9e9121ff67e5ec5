import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defaultReporter } from '@web/test-runner';

/**
 * @typedef {import('@web/test-runner').TestResult} TestResult
 * @typedef {import('@web/test-runner').TestSession} TestSession
 */

/**
 * Web Test Runner's own report of what went wrong, a line for each file, and the counts, which it writes to the file
 * that SALA_COUNTS names.
 *
 * @returns {import('@web/test-runner').Reporter}
 */
export function browserReporter() {
  const failures = defaultReporter({ reportTestProgress: false });
  return {
    ...failures,
    reportTestFileResults(args) {
      failures.reportTestFileResults?.(args);
      const file = relative(process.cwd(), args.testFile).replaceAll('\\', '/');
      const counts = count(args.sessionsForTestFile);
      const ms = args.sessionsForTestFile.flatMap(resultsOf).reduce((sum, { duration = 0 }) => sum + duration, 0);
      args.logger.log(`  ${counts.failed ? '✖' : '✔'} ${file}  ${counts.passed + counts.failed} tests, ${Math.round(ms)} ms`);
      for (const { name } of args.sessionsForTestFile.flatMap(resultsOf).filter(({ skipped }) => skipped)) {
        args.logger.log(`  – ${name}: skipped`);
      }
    },
    stop({ sessions }) {
      const { SALA_COUNTS } = process.env;
      if (SALA_COUNTS) writeFileSync(SALA_COUNTS, JSON.stringify(count([...sessions])));
    },
  };
}

/** @param {TestSession[]} sessions */
function count(sessions) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const session of sessions) {
    const results = resultsOf(session);
    for (const { passed, skipped } of results) counts[skipped ? 'skipped' : passed ? 'passed' : 'failed'] += 1;
    // A file that does not load, or throws outside of its tests, has no test that failed.
    if (!session.passed && results.every(({ passed, skipped }) => passed || skipped)) counts.failed += 1;
  }
  return counts;
}

/** @param {TestSession} session @returns {TestResult[]} */
function resultsOf({ testResults }) {
  return testResults ? testsOf(testResults) : [];
}

/** @param {import('@web/test-runner').TestSuiteResult} suite @returns {TestResult[]} */
function testsOf({ tests, suites }) {
  return [...tests, ...suites.flatMap(testsOf)];
}
