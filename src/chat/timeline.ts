import type { Message } from '../protocol/messages.ts';
import type { KeptEntry, KeptEpoch, Point } from '../storage/kept.ts';
import { gapBefore, isFilled, surplusOf, withEpochGaps } from '../storage/merge.ts';

/** How many there may be beyond those that the device keeps, so that not every one that comes costs a walk over all. */
const TRIM_SLACK = 200;

/** `was`: the id of the pending copy whose place a message took in this window. */
export type Entry = KeptEntry & { readonly was?: string };

export interface Added {
  readonly messages: readonly Message[];
  /** The incarnation of the room. */
  readonly epoch: string;
  /** Whether messages between what was received before and these are lost. */
  readonly gap: boolean;
  /** Finds the pending copy of a message of one's own. */
  readonly findPending?: (message: Message) => string | undefined;
}

/**
 * What was said in a room, as far as it is loaded: each message once, incarnations as they were first met, then in the
 * order of the server, whatever the order in which it came. A message that is met again keeps its place.
 */
export class Timeline {
  /** In order, with a gap wherever the room was made again. A new array whenever it changes. */
  entries: readonly Entry[] = [];
  /** The same without the gaps between epochs, which follow from it: what the device stores. */
  received: readonly Entry[] = [];
  readonly #places = new Map<string, number>();
  readonly #keys = new Set<string>();

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Notes an incarnation, after those that are known. */
  meet(epoch: string): void {
    if (!this.#places.has(epoch)) this.#places.set(epoch, this.#places.size);
  }

  /** The order in which incarnations were met, as all windows have it; then those that only this one knows. */
  order(epochs: readonly string[]): void {
    const former = [...this.#places.keys()];
    const ordered = [...new Set([...epochs, ...former])];
    if (ordered.every((epoch, place) => epoch === former[place])) return;
    this.#places.clear();
    for (const epoch of ordered) this.meet(epoch);
    this.#set(this.received.toSorted(this.compare));
  }

  /**
   * Takes in what a server answered.
   *
   * @returns what was not here yet, a gap before it among it
   */
  add({ messages, epoch, gap, findPending }: Added): Entry[] {
    this.meet(epoch);
    const entries = messages.map((message, rank) => toEntry(message, epoch, rank + 1));
    const [first] = entries;
    // What was before the first that one has ever received is nobody's loss.
    const before = first && gapBefore(first, first.key);
    const isTold = gap && before && this.received.some((entry) => this.compare(entry, before) < 0);
    const fresh = entries.flatMap((entry, index): Entry[] => {
      if (this.#keys.has(entry.key)) return [];
      const message = messages[index];
      const was = message && findPending?.(message);
      return [was === undefined ? entry : { ...entry, was }];
    });
    return this.take(isTold ? [before, ...fresh] : fresh);
  }

  /** @returns the entries that were not here yet */
  take(entries: readonly Entry[]): Entry[] {
    const added: Entry[] = [];
    for (const entry of entries) {
      if (this.#keys.has(entry.key)) continue;
      this.#keys.add(entry.key);
      this.meet(entry.epoch);
      added.push(entry);
    }
    if (added.length === 0) return added;
    const last = this.received.at(-1);
    const [first] = added;
    const all = [...this.received, ...added];
    const isInOrder = added.length === 1 && (!last || !first || this.compare(last, first) < 0);
    this.#set(isInOrder ? all : all.toSorted(this.compare));
    return added;
  }

  /** Closes the gaps that are none any more. */
  closeGaps(received: readonly KeptEpoch[]): void {
    const isOpen = (entry: Entry) => entry.kind !== 'gap' || !isFilled(entry, received);
    if (!this.received.every(isOpen)) this.#set(this.received.filter(isOpen));
  }

  /**
   * Lets go of the oldest entries where there are many.
   *
   * @returns whether there were
   */
  trim(): boolean {
    const surplus = surplusOf(this.received);
    if (surplus <= TRIM_SLACK) return false;
    for (const { key } of this.received.slice(0, surplus)) this.#keys.delete(key);
    this.#set(this.received.slice(surplus));
    return true;
  }

  /** Whether an entry comes after a point. Everything comes after none. */
  isAfter(entry: Point, point: Point | undefined): boolean {
    if (!point) return true;
    const places = (this.#places.get(entry.epoch) ?? -1) - (this.#places.get(point.epoch) ?? -1);
    return (places || entry.timestamp - point.timestamp) > 0;
  }

  /** Whether an incarnation was met after another one. */
  isLater(epoch: string, than: string | undefined): boolean {
    return than === undefined || (this.#places.get(epoch) ?? -1) > (this.#places.get(than) ?? -1);
  }

  readonly compare = (one: Entry, other: Entry): number =>
    (this.#places.get(one.epoch) ?? -1) - (this.#places.get(other.epoch) ?? -1)
    || one.timestamp - other.timestamp || one.rank - other.rank;

  #set(received: readonly Entry[]): void {
    this.received = received;
    this.entries = withEpochGaps(received);
  }
}

/**
 * What a message is known by in its room: incarnation, writer and id. A server with the base part alone gives no ids;
 * there it is known by all that it has.
 */
export function keyOf(message: Message, epoch: string): string {
  const writer = message.type === 'message' ? message.username : '';
  const name = message.id ?? `${message.timestamp} ${message.message}`;
  return `${epoch} ${writer}\n${name}`;
}

function toEntry(message: Message, epoch: string, rank: number): KeptEntry {
  const { timestamp, id, message: text } = message;
  const placed = { key: keyOf(message, epoch), epoch, timestamp, rank, text };
  return message.type === 'message'
    ? { ...placed, kind: 'message', id, writer: message.username }
    : { ...placed, kind: 'event', event: message.event, user: message.user };
}
