import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import * as fc from 'fast-check';
import { runTrial, type Ended } from './run.ts';
import { Summary } from './summary.ts';
import type { Setting } from './trial.ts';
import { isInevitable } from './violations.ts';

const SEEDS = 200;
const LEAST_STEPS = 10;
const MOST_STEPS = 40;

const FILES = { sala: 'test/faults/faults.test.ts', base: 'test/faults/base-faults.test.ts' };

/** Seeds and steps of stories that once went wrong. They are told first. A change of what is drawn makes others of them. */
const FORMER: Record<Setting['kind'], [number, number][]> = {
  // A room was left before the page knew that the server has keys.
  sala: [[1_115_031_813, 10]],
  base: [],
};

/** How many violations of a trial are told. */
const TOLD = 10;

/**
 * Holds that nothing goes wrong that need not, in as many trials as `SALA_SEEDS` says, and tells what happened in them.
 * `SALA_SEED` repeats a single one, such as `123:40`: its seed and number of steps.
 */
export async function assertNothingGoesWrong(kind: Setting['kind'], t: TestContext): Promise<void> {
  const { SALA_SEED: repeated, SALA_SEEDS: count } = process.env;
  const summary = new Summary();
  try {
    if (repeated !== undefined) await repeat(kind, repeated, summary);
    else await tryMany(kind, Number(count ?? SEEDS), summary);
  } finally {
    for (const line of summary.lines()) t.diagnostic(line);
  }
}

async function tryMany(kind: Setting['kind'], count: number, summary: Summary): Promise<void> {
  let hasFailed = false;
  const property = fc.asyncProperty(fc.noBias(fc.noShrink(fc.nat())), fc.integer({ min: LEAST_STEPS, max: MOST_STEPS }), async (seed, steps) => {
    // What follows a failure looks for a shorter story.
    const ended = await runTrial(kind, seed, steps, hasFailed ? undefined : { summary });
    hasFailed ||= wrongsOf(ended).length > 0;
    assert.deepEqual(wrongsOf(ended), [], `Repeat it by: node scripts/test.mjs ${FILES[kind]} --seed ${seed}:${steps}`);
  });
  await fc.assert(property, { numRuns: count, includeErrorInReport: true, examples: FORMER[kind] });
}

async function repeat(kind: Setting['kind'], repeated: string, summary: Summary): Promise<void> {
  const [seed = NaN, steps = MOST_STEPS] = repeated.split(':').map(Number);
  const ended = await runTrial(kind, seed, steps, { summary });
  console.log(ended.story.join('\n'));
  assert.deepEqual(wrongsOf(ended), []);
}

function wrongsOf({ violations }: Ended): string[] {
  return violations.filter((violation) => !isInevitable(violation)).map(({ wrong, what }) => `${wrong}: ${what}`).slice(0, TOLD);
}
