import * as fc from 'fast-check';

/** The epoch that a request names: none, that of the room, or one that the room had or never had. */
export type WhichEpoch = 'none' | 'own' | 'other';

export type Action =
  | { readonly type: 'join' | 'leave'; readonly who: string; readonly room: string; readonly key: string | undefined }
  | {
    readonly type: 'send'; readonly who: string; readonly room: string; readonly key: string | undefined;
    readonly id: string | undefined; readonly epoch: WhichEpoch;
  }
  /** From which message on: 0 is from the beginning, others count from the newest one backwards. */
  | { readonly type: 'receive'; readonly who: string | undefined; readonly room: string; readonly back: number; readonly epoch: WhichEpoch }
  | { readonly type: 'ask'; readonly who: string }
  | { readonly type: 'pass'; readonly seconds: number }
  | { readonly type: 'setWallClock'; readonly seconds: number };

// Some are more frequent, so that things happen to the same ones.
const who = fc.constantFrom('ana', 'ana', 'Ana', 'bruno');
const room = fc.constantFrom('lobby', 'lobby', 'lobby', 'kitchen', 'cellar');
const key = fc.constantFrom(undefined, undefined, 'key 1', 'key 2');
const id = fc.constantFrom(undefined, undefined, 'x', 'x', 'y');
const epoch = fc.constantFrom<WhichEpoch[]>('none', 'none', 'own', 'other');

export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('join' as const), who, room, key }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('leave' as const), who, room, key }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('send' as const), who, room, key, id, epoch }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('receive' as const), who: fc.option(who, { nil: undefined }), room, back: fc.nat(6), epoch,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('ask' as const), who }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 12 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('setWallClock' as const), seconds: fc.integer({ min: -1_000, max: 1_000 }) }),
  },
);
