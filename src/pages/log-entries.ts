import type { LogEntry } from '../components/log-items.ts';
import type { Failure } from '../chat/failure.ts';
import type { ChatRoom, Pending } from '../chat/room.ts';
import type { Entry } from '../chat/timeline.ts';
import { failureWords } from './failure-words.ts';

/** The talk of a room as the log shows it: what the server has, then what waits. Made anew only when one of them is. */
export class LogEntries {
  #entries: readonly Entry[] | undefined;
  #pending: readonly Pending[] | undefined;
  #failure: Failure | undefined;
  #made: readonly LogEntry[] = [];
  /** By what they were made of: what has not changed is not drawn anew. */
  readonly #known = new WeakMap<Entry, LogEntry>();
  /** By the ids of pending messages that were shown: their echoes stay where they stood. */
  readonly #writtenAt = new Map<string, number>();

  of({ timeline: { entries }, pending, failure }: ChatRoom, username: string): readonly LogEntry[] {
    if (entries === this.#entries && pending === this.#pending && failure === this.#failure) return this.#made;
    this.#entries = entries;
    this.#pending = pending;
    this.#failure = failure;
    for (const { id, writtenAt } of pending) this.#writtenAt.set(id, writtenAt);
    const here = entries.map((entry) => this.#once(entry));
    const keys = new Set(here.map(({ key }) => key));
    const waiting = pending.filter(({ id }) => !keys.has(id)).map((one) => this.#fromPending(one, username));
    return (this.#made = [...here, ...waiting]);
  }

  /** The first message of others after the place where one had stopped reading, by its key. */
  firstUnread({ stoppedAt, timeline }: ChatRoom, username: string): string | undefined {
    if (!stoppedAt) return undefined;
    const after = timeline.entries.findLastIndex((entry) => !timeline.isAfter(entry, stoppedAt)) + 1;
    return timeline.entries.slice(after).find((entry) => entry.kind === 'message' && entry.writer !== username)?.key;
  }

  #once(entry: Entry): LogEntry {
    const known = this.#known.get(entry) ?? this.#fromEntry(entry);
    this.#known.set(entry, known);
    return known;
  }

  #fromEntry(entry: Entry): LogEntry {
    const at = entry.timestamp * 1_000;
    // What a former version stored as a gap has a writer and a text as well.
    if (entry.kind === 'gap') return { kind: 'gap', key: entry.key, at };
    if (entry.kind !== 'message' || entry.was === undefined) return { ...entry, at };
    const writtenAt = this.#writtenAt.get(entry.was);
    return { ...entry, at, key: entry.was, ...(writtenAt === undefined ? {} : { writtenAt }) };
  }

  #fromPending({ id, text, writtenAt, state, failure }: Pending, writer: string): LogEntry {
    // That the room was left stands above its talk, once for all of them.
    const reason = failure && !(failure.kind === 'left' && this.#failure?.kind === 'left') ? failureWords(failure) : '';
    return { kind: 'pending', key: id, at: writtenAt, writer, text, state: state === 'waiting' ? 'sending' : state, reason };
  }
}
