import { backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import { isAbort, retryAfterOf } from './failure.ts';

/**
 * Polls again and again, never twice at a time. To begin anew gives up the poll under way: its answer, should it still
 * come, is nobody's.
 */
export class Poller {
  readonly #clock: Clock;
  readonly #poll: (signal: AbortSignal) => Promise<number>;
  readonly #onFailure: (error: unknown) => void;
  readonly #leastPause: () => number;
  #controller: AbortController | undefined;
  #cancelPause: (() => void) | undefined;
  #failures = 0;

  /**
   * @param poll resolves with the milliseconds to pause before the next one. It must not use an answer once its
   *   signal is aborted.
   * @param leastPause the milliseconds that a pause after a failure lasts at least
   */
  constructor(
    clock: Clock, poll: (signal: AbortSignal) => Promise<number>, onFailure: (error: unknown) => void, leastPause = () => 0,
  ) {
    this.#clock = clock;
    this.#poll = poll;
    this.#onFailure = onFailure;
    this.#leastPause = leastPause;
  }

  /** Polls at once, also in the middle of a pause. */
  restart(): void {
    this.stop();
    this.#failures = 0;
    void this.#run();
  }

  get isStopped(): boolean {
    return this.#controller === undefined;
  }

  stop(): void {
    this.#controller?.abort();
    this.#cancelPause?.();
    this.#controller = this.#cancelPause = undefined;
  }

  async #run(): Promise<void> {
    const controller = (this.#controller = new AbortController());
    let pause: number;
    try {
      pause = await this.#poll(controller.signal);
      this.#failures = 0;
    } catch (error) {
      if (controller.signal.aborted || isAbort(error)) return;
      pause = Math.max(backoff(++this.#failures), this.#leastPause(), retryAfterOf(error) * 1_000);
      this.#onFailure(error);
    }
    if (controller.signal.aborted) return;
    this.#cancelPause = this.#clock.after(pause, () => void this.#run());
  }
}
