import type { Clock } from '../../src/chat/clock.ts';

/** Milliseconds since the Unix epoch. */
const START_MS = 1_790_000_000_000;

/** More than this at one moment is a loop that never pauses. */
const MOST_AT_ONCE = 100;

interface Timer {
  readonly due: number;
  /** In the order in which they were set. */
  readonly turn: number;
  /** Undefined once it was cancelled. */
  call: (() => void) | undefined;
}

/** Lets everything happen that waits for no clock. */
export async function settle(): Promise<void> {
  // An immediate comes after all promises that are ready; what those start may take another one.
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => { setImmediate(resolve); });
}

/** Time that stands still unless it is moved. */
export class FakeClock implements Clock {
  #now = START_MS;
  #turns = 0;
  readonly #timers = new Timers();

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const timer: Timer = { due: this.#now + ms, turn: this.#turns++, call };
    this.#timers.add(timer);
    return () => { timer.call = undefined; };
  }

  /** Moves on, and lets whatever becomes due on the way happen in its turn. */
  async pass(seconds: number): Promise<void> {
    const end = this.#now + seconds * 1_000;
    await settle();
    let atOnce = 0;
    for (let next = this.#timers.take(end); next; next = this.#timers.take(end)) {
      atOnce = next.due > this.#now ? 0 : atOnce + 1;
      if (atOnce > MOST_AT_ONCE) throw new Error('Failed to pass time: something is done again and again without a pause.');
      this.#now = Math.max(this.#now, next.due);
      next.call?.();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/**
 * A binary heap (Williams, 1964): the first that is due, the oldest of those that are due at the same time. Those that
 * were cancelled stay in it until it is their turn: most time limits are.
 */
class Timers {
  readonly #heap: Timer[] = [];

  add(timer: Timer): void {
    let place = this.#heap.length;
    for (let above = parent(place); place > 0; place = above, above = parent(place)) {
      const other = this.#heap[above];
      if (!other || isBefore(other, timer)) break;
      this.#heap[place] = other;
    }
    this.#heap[place] = timer;
  }

  /** Takes out the first that is due until then, if there is any. */
  take(end: number): Timer | undefined {
    for (let [first] = this.#heap; first && (first.call === undefined || first.due <= end); [first] = this.#heap) {
      const last = this.#heap.pop();
      if (last && last !== first) this.#sink(last);
      if (first.call !== undefined) return first;
    }
    return undefined;
  }

  /** Puts a timer in the place of the first, and from there to where it belongs. */
  #sink(timer: Timer): void {
    let place = 0;
    for (;;) {
      const [left, right] = [this.#heap[2 * place + 1], this.#heap[2 * place + 2]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const below = isRight ? right : left;
      if (!below || isBefore(timer, below)) break;
      this.#heap[place] = below;
      place = 2 * place + (isRight ? 2 : 1);
    }
    this.#heap[place] = timer;
  }
}

function parent(place: number): number {
  return (place - 1) >> 1;
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.due < other.due || (one.due === other.due && one.turn < other.turn);
}
