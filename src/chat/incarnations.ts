import type { Message } from '../protocol/messages.ts';
import type { KeptEpoch } from '../storage/kept.ts';

/** Names that this device gives to incarnations of rooms on a server that names none begin so. */
const OWN_NAME = '~';

/**
 * The incarnations of a room, as they were first met, and of each of them from when to when all was received. A server
 * with the base part alone does not name them: there they are told apart by what is in the room.
 */
export class Incarnations {
  /** The one that the room has now, as far as is known. */
  current: string | undefined;
  /** How many were before those that are known here, and are forgotten. */
  former = 0;
  readonly #epochs = new Map<string, KeptEpoch>();

  get all(): readonly KeptEpoch[] {
    return [...this.#epochs.values()];
  }

  /** The one that the room has now, where it was the server that named it. */
  get named(): string | undefined {
    return this.current?.startsWith(OWN_NAME) ? undefined : this.current;
  }

  /** Seconds: the newest time received of the one that the room has now. */
  get cursor(): number {
    return this.#now?.cursor ?? 0;
  }

  /** Whether it is one of which something has been received. */
  knows(epoch: string): boolean {
    return (this.#epochs.get(epoch)?.cursor ?? 0) > 0;
  }

  /** Whether everything newer than a time, in seconds, has been received, of the one that the room has now. */
  covers(after: number): boolean {
    return (this.#now?.coveredFrom ?? Infinity) <= after;
  }

  /** Notes that the room has this one now. */
  enter(epoch: string): void {
    this.current = epoch;
    if (!this.#epochs.has(epoch)) this.#epochs.set(epoch, { epoch, cursor: 0, coveredFrom: 0 });
  }

  /** Takes over what was received of each by this window and others together. */
  take(epochs: readonly KeptEpoch[]): void {
    for (const epoch of epochs) this.#epochs.set(epoch.epoch, epoch);
  }

  /**
   * Notes what has been received of the one that the room has now.
   *
   * @param gap whether something is lost before it
   */
  advance(messages: readonly Message[], gap: boolean): void {
    const now = this.#now;
    if (!now) return;
    this.#epochs.set(now.epoch, {
      epoch: now.epoch,
      cursor: messages.reduce((newest, { timestamp }) => Math.max(newest, timestamp), now.cursor),
      coveredFrom: gap ? messages[0]?.timestamp ?? now.coveredFrom : now.coveredFrom,
    });
  }

  /** The last one that has any of these messages. */
  find(messages: readonly Message[], has: (message: Message, epoch: string) => boolean): string | undefined {
    return [...this.#epochs.keys()].findLast((epoch) => messages.some((message) => has(message, epoch)));
  }

  /** What all windows call one that no server names: by the first of its messages. */
  nameBy({ timestamp }: Message): string {
    return OWN_NAME + timestamp;
  }

  get #now(): KeptEpoch | undefined {
    return this.current === undefined ? undefined : this.#epochs.get(this.current);
  }
}
