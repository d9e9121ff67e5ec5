import { dayOf } from '../locales/format.ts';
import type { RoomEvent } from '../protocol/messages.ts';
import { isPassage, type Passage } from './log-events.ts';

/**
 * What the log shows, in its order. Times in milliseconds since the Unix epoch. What has the same key is the same
 * thing to the reader: a message keeps the key of the pending copy that it replaces.
 */
export type LogEntry =
  | {
      readonly kind: 'message'; readonly key: string; readonly at: number; readonly writer: string; readonly text: string;
      /** When its pending copy was written, by this device. */
      readonly writtenAt?: number;
    }
  | {
      readonly kind: 'event'; readonly key: string; readonly at: number; readonly text: string;
      readonly event: RoomEvent | undefined; readonly user: string | undefined;
    }
  | { readonly kind: 'gap'; readonly key: string; readonly at: number }
  | PendingEntry;

/** A message of one's own that is not in the talk yet. */
export interface PendingEntry {
  readonly kind: 'pending';
  readonly key: string;
  readonly at: number;
  readonly writer: string;
  readonly text: string;
  /**
   * `failed`: it was refused. `unsure`: it may have arrived. `late`: it has waited for so long that its writer has to
   * say whether it is still to be sent.
   */
  readonly state: 'sending' | 'sent' | 'failed' | 'unsure' | 'late';
  /** Why it failed, in words. */
  readonly reason: string;
}

/** What stands in one place of the log, with what stands above it. */
export interface LogItem {
  /** The first entry, by whose key the item is known. */
  readonly entry: LogEntry;
  /** Where people came and went: all who did so in a row, the entry among them. */
  readonly passages: readonly Passage[];
  readonly startsDay: boolean;
  /** Whether writer and time are said: a writer's messages in a row are one group. */
  readonly startsGroup: boolean;
  /** Whether one had read up to here when the room was opened. */
  readonly startsUnread: boolean;
}

/** After a pause of this length a writer's next message begins a new group, in milliseconds. */
const GROUP_PAUSE_MS = 5 * 60 * 1_000;

/** @param firstUnread the key of the message above which one had stopped reading */
export function toItems(entries: readonly LogEntry[], firstUnread?: string): LogItem[] {
  const items: LogItem[] = [];
  let passages: Passage[] = [];
  let latest = -Infinity;
  let previous: LogEntry | undefined;
  for (const entry of entries) {
    // What was written yesterday and waits below today's talk does not turn the day back.
    const startsDay = entry.at > latest && dayOf(entry.at) !== dayOf(latest);
    latest = Math.max(latest, entry.at);
    const startsUnread = entry.key === firstUnread;
    const isOneMore = isPassage(entry) && passages.length > 0 && !startsDay;
    if (!isOneMore) passages = [];
    if (isPassage(entry)) passages.push(entry);
    const startsGroup = startsDay || startsUnread || !continues(entry, previous);
    if (!isOneMore) items.push({ entry, passages, startsDay, startsGroup, startsUnread });
    previous = entry;
  }
  return items;
}

/** The last that was said or happened, by its key: what comes after it is new. */
export function lastTold(entries: readonly LogEntry[]): string | undefined {
  return entries.findLast(({ kind }) => kind === 'message' || kind === 'event')?.key;
}

/** What others wrote after an entry, by their keys; all of it where that entry is not there. */
export function writtenAfter(entries: readonly LogEntry[], key: string | undefined, username: string): string[] {
  return entries.slice(entries.findLastIndex((entry) => entry.key === key) + 1)
    .flatMap((entry) => (entry.kind === 'message' && entry.writer !== username ? [entry.key] : []));
}

/** The newest message that is on its way, by its key. */
export function newestPending(entries: readonly LogEntry[]): string | undefined {
  return entries.findLast(({ kind }) => kind === 'pending')?.key;
}

/** How many entries were put above those that were there before: 0 also where none of them is left. */
export function countAbove(entries: readonly LogEntry[], former: readonly LogEntry[]): number {
  return Math.max(0, entries.findIndex(({ key }) => key === former[0]?.key));
}

function continues(entry: LogEntry, previous: LogEntry | undefined): boolean {
  if (!previous || !('writer' in entry) || !('writer' in previous)) return false;
  return entry.writer === previous.writer && groupedAt(entry) - groupedAt(previous) < GROUP_PAUSE_MS;
}

/** A message stays in the group in which its pending copy stood, however long it was on its way. */
function groupedAt(entry: LogEntry): number {
  return (entry.kind === 'message' ? entry.writtenAt : undefined) ?? entry.at;
}
