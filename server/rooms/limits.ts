import { HISTORY_LENGTH } from '../../src/protocol/limits.ts';

/** A bound on what a server keeps: an option of the command of the same name in kebab-case. */
export interface Bound {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly help: string;
}

const MAX = Number.MAX_SAFE_INTEGER;

/** Every bound of the rules. All are whole numbers. */
export const BOUNDS = {
  maxRooms: { default: 10_000, min: 1, max: MAX, help: 'rooms on this server' },
  maxMembers: { default: 1_000, min: 1, max: MAX, help: 'members of a room' },
  maxRoomsPerUser: { default: 50, min: 1, max: MAX, help: 'rooms that one user is in at a time' },
  presenceTimeout: {
    default: 900, min: 60, max: MAX, help: 'seconds of silence after which a member is taken out',
  },
  history: { default: HISTORY_LENGTH, min: 1, max: 10_000, help: 'messages that a room keeps' },
  idMemorySeconds: {
    default: 600, min: 1, max: MAX, help: 'seconds for which the id of a message is remembered',
  },
  idMemoryPerRoom: {
    default: 1_000, min: 1, max: MAX, help: 'later messages of a room after which an id is forgotten',
  },
  idMemory: { default: 1_000_000, min: 1, max: MAX, help: 'ids of messages remembered in all' },
  keptNameSeconds: {
    default: 86_400, min: 0, max: MAX, help: 'seconds for which a name stays with its key after a timeout',
  },
  maxKeptNames: { default: 100_000, min: 0, max: MAX, help: 'names kept for their keys after a timeout, in all' },
} as const satisfies Record<string, Bound>;

export type Limits = { readonly [name in keyof typeof BOUNDS]: number };

export const DEFAULT_LIMITS = Object.fromEntries(
  Object.entries(BOUNDS).map(([name, bound]) => [name, bound.default]),
) as Limits;
