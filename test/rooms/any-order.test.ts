import { test } from 'node:test';
import * as fc from 'fast-check';
import { DEFAULT_LIMITS, type Limits } from '../../server/rooms/limits.ts';
import { anyAction } from './actions.ts';
import { Trial } from './trial.ts';

/** So small that a few actions reach each of them. */
const SMALL: Limits = {
  maxRooms: 2,
  maxMembers: 2,
  maxRoomsPerUser: 2,
  maxNames: 10,
  presenceTimeout: 10,
  history: 3,
  historyBytes: 1_000_000,
  maxHistoryBytes: 1_000_000,
  idMemorySeconds: 15,
  idMemoryPerRoom: 4,
  idMemory: 1_000,
  keptNameSeconds: 20,
  maxKeptNames: 1,
};

const settings: readonly [what: string, limits: Limits][] = [
  ['with small limits', SMALL],
  ['with a small memory of ids for the whole server', { ...SMALL, idMemoryPerRoom: 1_000, idMemory: 2 }],
  ['with a memory of ids for two messages of a room', { ...SMALL, idMemoryPerRoom: 2 }],
  ['with room for everybody', { ...SMALL, maxRooms: 10, maxMembers: 10, maxRoomsPerUser: 10, maxKeptNames: 10 }],
  ['with a history of one message', { ...SMALL, history: 1 }],
  ['with two names, kept ones among them', { ...SMALL, maxRooms: 10, maxMembers: 10, maxNames: 2, maxKeptNames: 10 }],
  ['with the limits of a server', DEFAULT_LIMITS],
];

const ACTIONS_MAX = 60;
const RUNS = 2_000;
const STORED_RUNS = 500;

function compare(limits: Limits, isStored: boolean, numRuns: number): void {
  fc.assert(
    fc.property(fc.array(anyAction, { maxLength: ACTIONS_MAX, size: 'max' }), (actions) => {
      const trial = new Trial(limits, isStored);
      for (const action of actions) trial.act(action);
    }),
    { numRuns, includeErrorInReport: true },
  );
}

for (const [what, limits] of settings) {
  test(`whatever people do in whichever order, the rules do what the model does, ${what}`, () => {
    compare(limits, false, RUNS);
  });
}

test('the rules do what the model does when they are restored from a snapshot before each action', () => {
  compare(SMALL, true, STORED_RUNS);
});
