import { Dice } from '../support/dice.ts';
import type { Summary } from './summary.ts';
import { drawSetting, Story } from './story.ts';
import { Trial, type Setting } from './trial.ts';
import type { Tamper } from './person.ts';
import type { Violation } from './violations.ts';

/** Adds to a seed, so that the dice of a trial differ from each other. */
const STORY = 1_000_003;
const NETWORK = 2_000_003;
const CLIENTS = 3_000_017;

export interface Ended {
  readonly violations: readonly Violation[];
  readonly story: readonly string[];
}

interface Options {
  readonly summary?: Summary;
  readonly tamper?: Tamper;
}

/** Runs one trial, the same whenever it has the same seed and number of steps. */
export async function runTrial(kind: Setting['kind'], seed: number, steps: number, { summary, tamper }: Options = {}): Promise<Ended> {
  const restore = withoutChance(new Dice(seed + CLIENTS));
  const dice = new Dice(seed + STORY);
  const trial = new Trial(drawSetting(dice, kind), seed + NETWORK, tamper);
  const story = new Story(trial, dice, kind);
  try {
    await story.begin();
    for (let step = 0; step < steps; step++) await story.step();
    await story.end();
    const violations = await trial.judge();
    summary?.add(trial, story, violations);
    return { violations, story: trial.story };
  } finally {
    trial.close();
    restore();
  }
}

/** The client's own dice, replaced for a while. */
function withoutChance(dice: Dice): () => void {
  const { random } = Math;
  const { getRandomValues } = crypto;
  Math.random = () => dice.number();
  crypto.getRandomValues = (array) => {
    const bytes = ArrayBuffer.isView(array) ? new Uint8Array(array.buffer, array.byteOffset, array.byteLength) : [];
    for (const index of bytes.keys()) bytes[index] = dice.whole(0, 255);
    return array;
  };
  return () => {
    Math.random = random;
    crypto.getRandomValues = getRandomValues;
  };
}
