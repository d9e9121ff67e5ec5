/**
 * Stamps messages with whole microseconds since the Unix epoch, strictly increasing: also when the clock stands
 * still or is set back, in which case stamps run on from the last one.
 */
export class Stamps {
  last: number;
  readonly #wallClock: () => number;

  /** @param wallClock microseconds since the Unix epoch */
  constructor(wallClock: () => number, last = 0) {
    this.#wallClock = wallClock;
    this.last = last;
  }

  next(): number {
    this.last = Math.max(Math.floor(this.#wallClock()), this.last + 1);
    return this.last;
  }
}

const MICROSECONDS = 1_000_000;

/** A double holds microseconds in its fraction until the year 2106 and beyond, so that the way there and back is exact. */
export function toSeconds(micros: number): number {
  return micros / MICROSECONDS;
}

/**
 * The inverse of {@link toSeconds}, for any number ≥ 0. Of a number between two stamps it is the earlier one, so that
 * what is newer than the number is newer than the result.
 */
export function toMicros(seconds: number): number {
  const nearest = Math.round(seconds * MICROSECONDS);
  return toSeconds(nearest) > seconds ? nearest - 1 : nearest;
}
