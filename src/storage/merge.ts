import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import type { KeptEntry, KeptEpoch, KeptPending, KeptRoom, Point } from './kept.ts';

/** The keys of gaps begin so. */
export const GAP_KEY = 'gap before ';

/** So many messages of a room are kept. */
export const KEPT_ENTRIES = 2_000;

/** A text counts as one of them for each so many UTF-16 code units, which is the longest that people can send. */
const UNITS_OF_ENTRY = MESSAGE_MAX_LENGTH;

/** Incarnations beyond this are forgotten, the oldest first: a server never names one again. */
const KEPT_EPOCHS = 50;

/**
 * Brings together what two windows know of a room, so that neither takes anything back: what was received, in which
 * order incarnations were met, and how far one has read.
 */
export function mergeRoom(kept: KeptRoom, told: KeptRoom): KeptRoom {
  const others = told.epochs.filter(({ epoch }) => !kept.epochs.some((one) => one.epoch === epoch));
  const epochs = [...kept.epochs.map((one) => mergeEpoch(one, told.epochs.find(({ epoch }) => epoch === one.epoch))), ...others];
  const forgotten = Math.max(0, epochs.length - KEPT_EPOCHS);
  return {
    ...told,
    openedAt: kept.openedAt,
    epochs: epochs.slice(forgotten),
    formerEpochs: kept.formerEpochs + forgotten,
    readTo: later(kept.readTo, told.readTo, epochs),
  };
}

/** How many of the oldest of these entries are too many to be kept. */
export function surplusOf(entries: readonly KeptEntry[]): number {
  let left = KEPT_ENTRIES;
  return entries.findLastIndex((entry) => {
    left -= 'text' in entry ? Math.max(1, Math.ceil(entry.text.length / UNITS_OF_ENTRY)) : 1;
    return left < 0;
  }) + 1;
}

/** The gap that stands before an entry. It has nothing of the entry but its position. */
export function gapBefore({ epoch, timestamp }: Point, name: string): KeptEntry {
  return { kind: 'gap', key: GAP_KEY + name, epoch, timestamp, rank: 0 };
}

/**
 * A room that was made again has forgotten what was said last in its former epoch: a gap stands between the two, unless
 * one stands there already. It follows from the entries, so that every window has the same one and nothing stores it.
 *
 * @param entries in order
 */
export function withEpochGaps<Entry extends KeptEntry>(entries: readonly Entry[]): readonly (Entry | KeptEntry)[] {
  const isBegun = (entry: Entry, index: number): boolean =>
    index > 0 && entry.kind !== 'gap' && entry.epoch !== entries[index - 1]?.epoch;
  if (!entries.some(isBegun)) return entries;
  return entries.flatMap((entry, index) => (isBegun(entry, index) ? [gapBefore(entry, entry.epoch), entry] : [entry]));
}

/** What becomes of a pending message whose room was left. */
export const LEFT = { state: 'failed', failure: { kind: 'left' } } as const;

/** Whether a pending message was neither delivered nor given up. */
export function isUnsent({ id, state }: KeptPending, given: readonly string[]): boolean {
  return state !== 'sent' && !given.includes(id);
}

/** Whether everything around the place of a gap was received, so that it is none. */
export function isFilled({ epoch, timestamp }: Point, received: readonly KeptEpoch[]): boolean {
  return received.some((one) => one.epoch === epoch && one.coveredFrom < timestamp && timestamp <= one.cursor);
}

/** The order of entries: epochs as first met, then the server's time. */
export function byPlace(epochs: readonly KeptEpoch[]): (one: KeptEntry, other: KeptEntry) => number {
  const places = new Map(epochs.map(({ epoch }, place) => [epoch, place]));
  return (one, other) =>
    (places.get(one.epoch) ?? -1) - (places.get(other.epoch) ?? -1) || one.timestamp - other.timestamp || one.rank - other.rank;
}

function mergeEpoch(kept: KeptEpoch, told: KeptEpoch | undefined): KeptEpoch {
  if (!told) return kept;
  const meet = told.coveredFrom <= kept.cursor && kept.coveredFrom <= told.cursor;
  const newer = told.cursor >= kept.cursor ? told : kept;
  return {
    epoch: kept.epoch,
    cursor: newer.cursor,
    coveredFrom: meet ? Math.min(kept.coveredFrom, told.coveredFrom) : newer.coveredFrom,
  };
}

function later(one: Point | undefined, other: Point | undefined, epochs: readonly KeptEpoch[]): Point | undefined {
  if (!one || !other) return one ?? other;
  const place = ({ epoch }: Point) => epochs.findIndex((each) => each.epoch === epoch);
  return (place(one) - place(other) || one.timestamp - other.timestamp) > 0 ? one : other;
}
