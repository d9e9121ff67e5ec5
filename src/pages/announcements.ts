import { str } from '@lit/localize';
import { undeliveredWords } from '../components/undelivered.ts';
import type { ChatRoom, Pending } from '../chat/room.ts';
import type { Entry } from '../chat/timeline.ts';
import { plural } from '../locales/plural.ts';
import { plainText } from '../text/plain.ts';
import { quoteName } from '../text/quote-name.ts';
import { failureWords } from './failure-words.ts';

/** So many messages that come at once are read out; more of them are counted. */
const MOST_READ_OUT = 5;

/**
 * What screen readers are told: what others write in the open room from the moment it is open, and nothing older; and
 * what of one's own was not delivered.
 */
export class Announcements {
  #room: ChatRoom | undefined;
  #known: ReadonlySet<string> = new Set();
  #undelivered: ReadonlySet<string> = new Set();

  /** @returns what is new since the last call; undefined where that is nothing */
  next(room: ChatRoom | undefined, username: string): string | undefined {
    const entries = room?.timeline.entries ?? [];
    const isFirst = room !== this.#room;
    this.#room = room;
    const said = [...this.#messages(entries, username, isFirst), ...this.#failures(room?.pending ?? [], isFirst)];
    return said.length > 0 ? said.join('\n') : undefined;
  }

  #messages(entries: readonly Entry[], username: string, isFirst: boolean): string[] {
    // What stands above the first that is known was loaded from the past.
    const first = isFirst ? -1 : entries.findIndex(({ key }) => this.#known.has(key));
    const added = first < 0 ? [] : entries.slice(first).filter(({ key }) => !this.#known.has(key));
    this.#known = new Set(entries.map(({ key }) => key));
    const written = added.flatMap((entry) =>
      entry.kind === 'message' && entry.writer !== username ? [`${quoteName(entry.writer)}: ${plainText(entry.text)}`] : []);
    return written.length > MOST_READ_OUT ? [countWords(written.length)] : written;
  }

  #failures(pending: readonly Pending[], isFirst: boolean): Set<string> {
    const failures = pending.flatMap((one) => {
      const words = wordsOf(one);
      return words === undefined ? [] : [{ id: one.id, words }];
    });
    const added = isFirst ? [] : failures.filter(({ id }) => !this.#undelivered.has(id));
    this.#undelivered = new Set(failures.map(({ id }) => id));
    return new Set(added.map(({ words }) => words));
  }
}

function countWords(count: number): string {
  return plural(count, 'newMessages', { other: str`${count} new messages` });
}

function wordsOf({ state, failure, writtenAt }: Pending): string | undefined {
  const reason = failure ? failureWords(failure) : '';
  return undeliveredWords({ state: state === 'waiting' ? 'sending' : state, reason, at: writtenAt });
}
