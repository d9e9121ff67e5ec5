import type { Message, RoomEvent, UserMessage } from '../protocol/messages.ts';

interface Placed {
  /** Names the entry in its timeline. */
  readonly key: string;
  /** Which incarnation of the room it belongs to, counted as they were met. */
  readonly epoch: number;
  /** Seconds, by the server. */
  readonly timestamp: number;
}

export type Entry =
  | (Placed & { readonly kind: 'message'; readonly writer: string; readonly text: string })
  | (Placed & {
      readonly kind: 'event';
      readonly text: string;
      readonly event: RoomEvent | undefined;
      readonly user: string | undefined;
    })
  /** Messages before the next entry are no longer on the server. */
  | (Placed & { readonly kind: 'gap' });

/**
 * What was said in a room, as far as this device has seen it: each message once, in the order of the server, whatever
 * the order in which it came.
 */
export class Timeline {
  /** In order. A new array whenever it changes. */
  entries: readonly Entry[] = [];
  readonly #epochs: string[] = [];
  readonly #keys = new Set<string>();

  /**
   * Takes in what a server answered.
   *
   * @param gap whether messages between what is here and these are lost
   * @returns the messages that were not here yet
   */
  add(messages: readonly Message[], epoch: string | undefined, gap: boolean): Message[] {
    const incarnation = this.#place(epoch);
    const added = messages.filter((message) => !this.#keys.has(keyOf(message, incarnation)));
    if (added.length === 0) return [];
    const entries = added.map((message) => toEntry(message, incarnation));
    const [first] = entries;
    const known = this.entries.some((entry) => entry.epoch === incarnation);
    if (gap && known && first) entries.unshift({ ...first, kind: 'gap', key: `gap before ${first.key}` });
    this.#insert(entries);
    return added;
  }

  /** Takes in one's own message as the server stored it, which need not wait for its echo. */
  confirm(message: UserMessage, epoch: string | undefined): void {
    this.add([message], epoch, false);
  }

  #insert(added: Entry[]): void {
    for (const entry of added) this.#keys.add(entry.key);
    const last = this.entries.at(-1);
    const [first] = added;
    const all = [...this.entries, ...added];
    if (last && first && isBefore(first, last)) all.sort((one, other) => (isBefore(one, other) ? -1 : 1));
    this.entries = all;
  }

  #place(epoch = ''): number {
    const place = this.#epochs.indexOf(epoch);
    return place < 0 ? this.#epochs.push(epoch) - 1 : place;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.timestamp < other.timestamp);
}

/** A server with the base part alone gives no ids; there a message is known by all that it has. */
function keyOf(message: Message, epoch: number): string {
  const writer = message.type === 'message' ? message.username : '';
  const name = message.id ?? `${message.timestamp} ${message.message}`;
  return `${epoch} ${writer}\n${name}`;
}

function toEntry(message: Message, epoch: number): Entry {
  const placed = { key: keyOf(message, epoch), epoch, timestamp: message.timestamp, text: message.message };
  return message.type === 'message'
    ? { ...placed, kind: 'message', writer: message.username }
    : { ...placed, kind: 'event', event: message.event, user: message.user };
}
