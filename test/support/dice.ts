/** Chance that can be repeated: the same seed throws the same numbers. */
export class Dice {
  #state: number;

  /** @param seed a whole number, of which 32 bits count */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** At least 0 and less than 1: Mulberry32 (Tommy Ettinger, 2017). */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** At least `least` and less than `most`. */
  between(least: number, most: number): number {
    return least + this.number() * (most - least);
  }

  /** From `least` to `most`. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** @param share from 0, never, to 1, always */
  chance(share: number): boolean {
    return this.number() < share;
  }

  pick<T>(from: readonly T[]): T {
    const [picked] = from.slice(this.whole(0, from.length - 1));
    if (picked === undefined) throw new RangeError('Failed to pick: there is nothing to pick from.');
    return picked;
  }
}
