import { HISTORY_LENGTH } from '../../src/protocol/limits.ts';

/** A bound on what a server keeps: an option of the command of the same name in kebab-case. */
export interface Bound {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly help: string;
}

/** How much of a room's messages one answer has: UTF-8 bytes, but one message at least, and how many. */
export const ANSWER_MAX_BYTES = 64 * 1024;
export const ANSWER_MAX_MESSAGES = 1_000;

/** How many messages of the system a room keeps. */
export const EVENT_HISTORY_LENGTH = 20;

const KB = 1024;
const MB = 1024 * KB;

const MAX = Number.MAX_SAFE_INTEGER;

/** What is found by its name: a `Map` has 16.7 million entries at most. */
const MAX_ENTRIES = 10_000_000;

/** More than the longest message takes, so that what is confirmed is kept. */
const LEAST_HISTORY_BYTES = 64 * KB;

/** Every bound of the rules. All are whole numbers. Answers stay within what clients accept by the greatest values, too. */
export const BOUNDS = {
  maxRooms: { default: 10_000, min: 1, max: MAX_ENTRIES, help: 'rooms on this server' },
  maxMembers: { default: 1_000, min: 1, max: 10_000, help: 'members of a room' },
  maxRoomsPerUser: { default: 50, min: 1, max: 1_000, help: 'rooms that one user is in at a time' },
  maxNames: {
    default: 50_000, min: 1, max: MAX_ENTRIES, help: 'names of people in rooms and names kept for their keys, in all',
  },
  presenceTimeout: {
    default: 900, min: 60, max: MAX, help: 'seconds of silence after which a member is taken out',
  },
  history: { default: HISTORY_LENGTH, min: 1, max: 10_000, help: 'messages that a room keeps' },
  historyBytes: { default: 256 * KB, min: 1, max: MAX, help: 'bytes of messages that a room keeps, but for its last one' },
  maxHistoryBytes: {
    default: 256 * MB, min: LEAST_HISTORY_BYTES, max: MAX, help: 'bytes of messages that all rooms keep together',
  },
  idMemorySeconds: {
    default: 600, min: 1, max: MAX, help: 'seconds for which the id of a message is remembered',
  },
  idMemoryPerRoom: {
    default: 1_000, min: 1, max: MAX, help: 'later messages of a room after which an id is forgotten',
  },
  idMemory: { default: 100_000, min: 1, max: MAX_ENTRIES, help: 'ids of messages remembered in all' },
  keptNameSeconds: {
    default: 86_400, min: 0, max: MAX, help: 'seconds for which a name stays with its key after a timeout',
  },
  maxKeptNames: { default: 50_000, min: 0, max: MAX_ENTRIES, help: 'names kept for their keys after a timeout, in all' },
} as const satisfies Record<string, Bound>;

export type Limits = { readonly [name in keyof typeof BOUNDS]: number };

export const DEFAULT_LIMITS = Object.fromEntries(
  Object.entries(BOUNDS).map(([name, bound]) => [name, bound.default]),
) as Limits;
