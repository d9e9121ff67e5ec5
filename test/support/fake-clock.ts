import type { Clock } from '../../src/chat/clock.ts';

/** Milliseconds since the Unix epoch. */
const START_MS = 1_790_000_000_000;

/** More than this at one moment is a loop that never pauses. */
const MOST_AT_ONCE = 100;

interface Timer {
  readonly due: number;
  readonly call: () => void;
}

/** Lets everything happen that waits for no clock. */
export async function settle(): Promise<void> {
  // An immediate comes after all promises that are ready; what those start may take another one.
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => { setImmediate(resolve); });
}

/** Time that stands still unless it is moved. */
export class FakeClock implements Clock {
  #now = START_MS;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const timer: Timer = { due: this.#now + ms, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, and lets whatever becomes due on the way happen in its turn. */
  async pass(seconds: number): Promise<void> {
    const end = this.#now + seconds * 1_000;
    await settle();
    let atOnce = 0;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      atOnce = next.due > this.#now ? 0 : atOnce + 1;
      if (atOnce > MOST_AT_ONCE) throw new Error('Failed to pass time: something is done again and again without a pause.');
      this.#now = Math.max(this.#now, next.due);
      this.#timers.delete(next);
      next.call();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** The first that is due until then, the oldest of those that are due at the same time. */
  #next(end: number): Timer | undefined {
    const [first] = [...this.#timers].filter(({ due }) => due <= end).toSorted((one, other) => one.due - other.due);
    return first;
  }
}
