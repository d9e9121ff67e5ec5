import type { Clock } from './clock.ts';

/** So many rooms may be joined again at once: as many as a server lets one be in, unless told otherwise. */
export const REJOINS_AT_ONCE = 50;

/** Once there are so many rooms, no more are opened because a server says that one is in them. */
export const ROOMS_OPENED_MAX = 100;

/**
 * How often a server may be asked for something: what is asked costs seconds, and a server gets one a second. So one that
 * has nothing new is asked once a second, whatever it answers, and what it makes the client do.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #most: number;
  /** Seconds. */
  #store: number;
  #at: number;

  /** @param most seconds that may be in store, for what has to be asked at once */
  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = this.#store = most;
    this.#at = clock.now();
  }

  /** Takes a second, once there is one in store. @throws where the signal aborts meanwhile */
  async turn(signal: AbortSignal): Promise<void> {
    for (let store = this.#fill(); store < 1; store = this.#fill()) {
      await this.#pause((1 - store) * 1_000, signal);
      signal.throwIfAborted();
    }
    this.#store--;
  }

  get isReady(): boolean {
    return this.#fill() >= 1;
  }

  /** Takes what was asked without a turn, or costs more than one; less than nothing is given back. */
  charge(seconds: number): void {
    this.#store -= seconds;
  }

  #fill(): number {
    const now = this.#clock.now();
    // A clock may be set back.
    this.#store = Math.min(this.#most, this.#store + Math.max(0, now - this.#at) / 1_000);
    this.#at = now;
    return this.#store;
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.#clock.after(Math.ceil(ms), end);
      signal.addEventListener('abort', end);
    });
  }
}
