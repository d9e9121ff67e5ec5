import type { Limits } from './limits.ts';
import { Queue, type Queued } from './queue.ts';
import type { Room } from './room.ts';
import type { SentSnapshot } from './snapshot.ts';

/** What a server remembers of a message that was sent with an id, so that sending it twice is sending it once. */
export interface Sent extends Queued<Sent> {
  readonly room: Room;
  readonly key: string;
  readonly micros: number;
  /** How many messages the room had had with this one. */
  readonly count: number;
  /** When, by the monotonic clock in milliseconds. */
  readonly at: number;
}

/**
 * The memory of ids. An id is forgotten after a time, after a number of later messages of its room, with its room,
 * and, the oldest first, where there are too many in all.
 */
export class SentIds {
  readonly #byRoom = new Map<Room, Map<string, Sent>>();
  /** Oldest first. */
  readonly #queue = new Queue<Sent>();
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#queue.size;
  }

  find(room: Room, username: string, id: string, now: number): Sent | undefined {
    this.#forgetOld(now);
    const sent = this.#byRoom.get(room)?.get(keyOf(username, id));
    return sent && this.#isOutOfReach(sent) ? undefined : sent;
  }

  remember(room: Room, username: string, id: string, micros: number, now: number): void {
    const key = keyOf(username, id);
    // Forgetting a room's only id takes its map away, so it comes before looking for the map.
    const former = this.#byRoom.get(room)?.get(key);
    if (former) this.#forget(former);
    const ids = this.restore(room, { key, micros, count: room.count, at: now });
    for (const old of ids.values()) {
      if (!this.#isOutOfReach(old)) break;
      this.#forget(old);
    }
    while (this.#queue.size > this.#limits.idMemory && this.#queue.first) this.#forget(this.#queue.first);
  }

  /** @returns the ids of the room */
  restore(room: Room, { key, micros, count, at }: Omit<SentSnapshot, 'room'>): Map<string, Sent> {
    let ids = this.#byRoom.get(room);
    if (!ids) this.#byRoom.set(room, (ids = new Map()));
    const sent: Sent = { room, key, micros, count, at, previous: undefined, next: undefined };
    ids.set(key, sent);
    this.#queue.append(sent);
    return ids;
  }

  snapshot(): SentSnapshot[] {
    return Array.from(this.#queue, ({ room, key, micros, count, at }) => ({ room: room.name, key, micros, count, at }));
  }

  forgetRoom(room: Room): void {
    for (const sent of this.#byRoom.get(room)?.values() ?? []) this.#queue.remove(sent);
    this.#byRoom.delete(room);
  }

  #forgetOld(now: number): void {
    const oldest = now - this.#limits.idMemorySeconds * 1_000;
    while (this.#queue.first && this.#queue.first.at <= oldest) this.#forget(this.#queue.first);
  }

  #isOutOfReach(sent: Sent): boolean {
    return sent.room.count - sent.count >= this.#limits.idMemoryPerRoom;
  }

  #forget(sent: Sent): void {
    this.#queue.remove(sent);
    const ids = this.#byRoom.get(sent.room);
    ids?.delete(sent.key);
    if (ids?.size === 0) this.#byRoom.delete(sent.room);
  }
}

/** A name has no control characters, so the two parts cannot run together. */
function keyOf(username: string, id: string): string {
  return `${username}\n${id}`;
}
