import type { Limits } from './limits.ts';
import { Queue } from './queue.ts';
import type { Room } from './room.ts';

/**
 * Keeps the histories of all rooms below one ceiling. The rooms that have been silent the longest make way: first with all but
 * their last message, and where that is not enough with that one too.
 */
export class HistoryBudget {
  /** The rooms that keep anything, the longest silent first. */
  readonly #rooms = new Queue<Room>();
  /** The first room that may keep more than its last message: those before it do not. */
  #next: Room | undefined;
  /** Bytes in memory. */
  #weight = 0;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts a room that has a new message. */
  count(room: Room): void {
    this.#weigh(room);
    this.#remove(room);
    this.#rooms.append(room);
    this.#next ??= room;
    while (this.#weight > this.#limits.maxHistoryBytes) {
      const silent = this.#silent();
      if (!silent) return;
      silent.history.dropOldest();
      this.#weigh(silent);
      if (silent.history.length === 0) this.#remove(silent);
    }
  }

  /** Counts a removed room no longer. */
  release(room: Room): void {
    this.#weight -= room.countedWeight;
    this.#remove(room);
  }

  #weigh(room: Room): void {
    this.#weight += room.history.weight - room.countedWeight;
    room.countedWeight = room.history.weight;
  }

  #remove(room: Room): void {
    if (!this.#rooms.has(room)) return;
    if (this.#next === room) this.#next = room.next;
    this.#rooms.remove(room);
  }

  /** The room that makes way. */
  #silent(): Room | undefined {
    while (this.#next && this.#next.history.length < 2) this.#next = this.#next.next;
    return this.#next ?? this.#rooms.first;
  }
}
