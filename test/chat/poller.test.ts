import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from '../../src/chat/backoff.ts';
import { Poller } from '../../src/chat/poller.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';

/** A poll whose answer the test gives. */
interface Poll {
  readonly signal: AbortSignal;
  /** @param pause milliseconds */
  answer(pause: number): Promise<void>;
  fail(error: Error): Promise<void>;
}

function newPoller(): { clock: FakeClock; poller: Poller; polls: Poll[]; failures: unknown[] } {
  const clock = new FakeClock();
  const polls: Poll[] = [];
  const failures: unknown[] = [];
  const poll = (signal: AbortSignal) => new Promise<number>((resolve, reject) => {
    polls.push({
      signal,
      answer(pause) {
        resolve(pause);
        return settle();
      },
      fail(error) {
        reject(error);
        return settle();
      },
    });
  });
  return { clock, poller: new Poller(clock, poll, (error) => failures.push(error)), polls, failures };
}

test('the next poll begins only when the last one has its answer and the pause is over', async () => {
  const { clock, poller, polls } = newPoller();
  poller.restart();
  await clock.pass(60);
  assert.equal(polls.length, 1);
  await polls[0]?.answer(5_000);
  await clock.pass(4.9);
  assert.equal(polls.length, 1);
  await clock.pass(0.1);
  assert.equal(polls.length, 2);
});

test('to begin anew gives up the poll under way and polls at once', async () => {
  const { poller, polls } = newPoller();
  poller.restart();
  poller.restart();
  await settle();
  assert.deepEqual(polls.map(({ signal }) => signal.aborted), [true, false]);
});

test('a late answer of a poll that was given up starts no second row of polls', async () => {
  const { clock, poller, polls } = newPoller();
  poller.restart();
  poller.restart();
  await polls[0]?.answer(0);
  await clock.pass(60);
  assert.equal(polls.length, 2);
});

test('to begin anew in the middle of a pause ends the pause', async () => {
  const { clock, poller, polls } = newPoller();
  poller.restart();
  await polls[0]?.answer(5_000);
  poller.restart();
  assert.equal(polls.length, 2);
  await clock.pass(60);
  assert.equal(polls.length, 2);
});

test('after a stop nothing is polled and no failure is told', async () => {
  const { clock, poller, polls, failures } = newPoller();
  poller.restart();
  poller.stop();
  await polls[0]?.fail(new Error('cut off'));
  await clock.pass(60);
  assert.equal(polls.length, 1);
  assert.deepEqual(failures, []);
});

test('a poll that fails is told, and tried again after longer and longer pauses', async () => {
  const { clock, poller, polls, failures } = newPoller();
  const beginnings: number[] = [];
  poller.restart();
  for (let turn = 0; turn < 8; turn++) {
    beginnings.push(clock.now());
    await polls[turn]?.fail(new Error(`failure ${turn}`));
    while (polls.length === turn + 1) await clock.pass(0.1);
  }
  assert.equal(failures.length, 8);
  const pauses = beginnings.slice(1).map((time, index) => time - (beginnings[index] ?? 0));
  for (const [index, pause] of pauses.entries()) {
    const most = Math.min(1_000 * 2 ** index, 30_000);
    assert.ok(pause >= most / 2 && pause <= most + 100, `pause ${index} took ${pause} ms, of ${most} at most`);
  }
});

test('after a success the pauses are short again', async () => {
  const { clock, poller, polls } = newPoller();
  poller.restart();
  for (let turn = 0; turn < 6; turn++) {
    await polls[turn]?.fail(new Error('no network'));
    await clock.pass(30);
  }
  await polls[6]?.answer(0);
  await clock.pass(0);
  await polls[7]?.fail(new Error('no network'));
  await clock.pass(1.1);
  assert.equal(polls.length, 9);
});

test('a pause is at least half of what it may be, and half a minute at most', () => {
  for (let failures = 1; failures <= 100; failures++) {
    const most = Math.min(1_000 * 2 ** (failures - 1), 30_000);
    const pause = backoff(failures);
    assert.ok(pause >= most / 2 && pause <= most, `${pause} ms after ${failures} failures`);
  }
});
