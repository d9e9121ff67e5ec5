import { dayOf } from '../locales/format.ts';
import type { RoomEvent } from '../protocol/messages.ts';

/** What the log shows, in its order. Times in milliseconds since the Unix epoch. */
export type LogEntry =
  | { readonly kind: 'message'; readonly key: string; readonly at: number; readonly writer: string; readonly text: string }
  | {
      readonly kind: 'event'; readonly key: string; readonly at: number; readonly text: string;
      readonly event: RoomEvent | undefined; readonly user: string | undefined;
    }
  | { readonly kind: 'gap'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'pending'; readonly key: string; readonly at: number; readonly writer: string; readonly text: string;
      readonly state: 'sending' | 'sent' | 'failed';
      /** Why it failed, in words. */
      readonly reason: string;
    };

/** An entry with what stands above it. */
export interface LogItem {
  readonly entry: LogEntry;
  readonly startsDay: boolean;
  /** Whether writer and time are said: a writer's messages in a row are one group. */
  readonly startsGroup: boolean;
}

/** After a pause of this length a writer's next message begins a new group, in milliseconds. */
const GROUP_PAUSE_MS = 5 * 60 * 1_000;

export function toItems(entries: readonly LogEntry[]): LogItem[] {
  return entries.map((entry, index) => {
    const previous = entries[index - 1];
    const startsDay = previous === undefined || dayOf(previous.at) !== dayOf(entry.at);
    return { entry, startsDay, startsGroup: startsDay || !continues(entry, previous) };
  });
}

/** The newest message of somebody else, by its key. */
export function newestOfOthers(entries: readonly LogEntry[], username: string): string | undefined {
  return entries.findLast((entry) => entry.kind === 'message' && entry.writer !== username)?.key;
}

/** The newest message that is on its way, by its key. */
export function newestPending(entries: readonly LogEntry[]): string | undefined {
  return entries.findLast(({ kind }) => kind === 'pending')?.key;
}

function continues(entry: LogEntry, previous: LogEntry | undefined): boolean {
  if (!previous || !('writer' in entry) || !('writer' in previous)) return false;
  return entry.writer === previous.writer && entry.at - previous.at < GROUP_PAUSE_MS;
}
