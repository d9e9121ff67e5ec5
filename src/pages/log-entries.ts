import type { LogEntry } from '../components/log-items.ts';
import type { ChatRoom, Pending } from '../chat/room.ts';
import type { Entry } from '../chat/timeline.ts';
import { failureWords } from './failure-words.ts';

/** The talk of a room as the log shows it: what the server has, then what waits. Made anew only when one of them is. */
export class LogEntries {
  #entries: readonly Entry[] | undefined;
  #pending: readonly Pending[] | undefined;
  #made: readonly LogEntry[] = [];

  of({ timeline: { entries }, pending }: ChatRoom, username: string): readonly LogEntry[] {
    if (entries === this.#entries && pending === this.#pending) return this.#made;
    this.#entries = entries;
    this.#pending = pending;
    this.#made = [...entries.map(fromEntry), ...pending.map((one) => fromPending(one, username))];
    return this.#made;
  }
}

function fromEntry(entry: Entry): LogEntry {
  return { ...entry, at: entry.timestamp * 1_000 };
}

function fromPending({ id, text, writtenAt, state, failure }: Pending, writer: string): LogEntry {
  return {
    kind: 'pending',
    key: id,
    at: writtenAt,
    writer,
    text,
    state: state === 'waiting' ? 'sending' : state,
    reason: failure ? failureWords(failure) : '',
  };
}
