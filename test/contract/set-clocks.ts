import type { Clocks } from './door.ts';

/** When the wall clock begins, in microseconds since the Unix epoch. */
const START_MICROS = 1_790_000_000_123_456;

const MICROSECONDS = 1_000_000;
const MILLISECONDS = 1_000;

/** A server's clocks, which stand still unless a rule moves them. */
export class SetClocks implements Clocks {
  #wallMicros = START_MICROS;
  #monotonicMs = 0;
  #secret: string | undefined;

  readonly wallClock = (): number => {
    if (this.#secret !== undefined) throw new Error(this.#secret);
    return this.#wallMicros;
  };

  readonly monotonicClock = (): number => this.#monotonicMs;

  pass(seconds: number): void {
    this.#wallMicros += seconds * MICROSECONDS;
    this.#monotonicMs += seconds * MILLISECONDS;
  }

  setWallClock(bySeconds: number): void {
    this.#wallMicros += bySeconds * MICROSECONDS;
  }

  /** From now on whoever asks for the time meets a fault with this text. */
  breakDown(secret: string): void {
    this.#secret = secret;
  }

  /** @throws the first fault, if nobody provoked it */
  expectNone(faults: readonly unknown[]): void {
    const [fault] = faults;
    if (fault !== undefined && this.#secret === undefined) throw new Error('The server met a fault.', { cause: fault });
  }
}
