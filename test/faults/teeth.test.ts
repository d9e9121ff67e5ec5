// That the property finds what it looks for: each of these breaks the client, and then something must go wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blocks } from '../../src/chat/blocking.ts';
import { Poller } from '../../src/chat/poller.ts';
import { withoutEpochs, withoutGaps, withoutIds } from './breakages.ts';
import type { Tamper } from './person.ts';
import { runTrial } from './run.ts';
import type { Wrong } from './violations.ts';

const SEEDS = 40;
const STEPS = 40;
/** Polls that are not given up become more and more. */
const FEW_STEPS = 2;

/** Runs trials until one goes wrong as it should. */
async function assertGoesWrong(wrong: Wrong, { steps = STEPS, tamper }: { steps?: number; tamper?: Tamper }): Promise<void> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violations } = await runTrial('sala', seed, steps, tamper && { tamper });
    if (violations.some((violation) => violation.wrong === wrong)) return;
  }
  assert.fail(`In ${SEEDS} trials nothing was ever wrong as expected: ${wrong}.`);
}

test('a client that sends no ids doubles messages', () => assertGoesWrong('doubled', { tamper: withoutIds }));

test('a client to which all incarnations of a room are the same loses messages', () => assertGoesWrong('lost', { tamper: withoutEpochs }));

test('a client that ignores gaps does not tell them', () => assertGoesWrong('untold gap', { tamper: withoutGaps }));

test('a client that does not give up a poll before the next one polls twice at a time', async (t) => {
  t.mock.method(Poller.prototype, 'stop', () => {});
  await assertGoesWrong('overlap', { steps: FEW_STEPS });
});

test('a client that takes a firewall for a bad network is stuck', async (t) => {
  t.mock.method(Blocks.prototype, 'note', async () => false);
  await assertGoesWrong('stuck', {});
});
