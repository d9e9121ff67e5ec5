import type { Limits } from './limits.ts';
import { LookAlikes } from './look-alikes.ts';
import { Queue, type Queued } from './queue.ts';
import type { KeptNameSnapshot } from './snapshot.ts';

interface KeptName extends Queued<KeptName> {
  readonly name: string;
  readonly keyDigest: string;
  /** By the monotonic clock in milliseconds. */
  readonly until: number;
}

/** Names whose holders timed out: their keys keep them for a while. The oldest go first where there are too many. */
export class KeptNames {
  readonly #byName = new Map<string, KeptName>();
  readonly #lookAlikes = new LookAlikes<KeptName>();
  readonly #queue = new Queue<KeptName>();
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  keep(name: string, keyDigest: string, now: number): void {
    this.restore({ name, keyDigest, until: now + this.#limits.keptNameSeconds * 1_000 });
  }

  restore({ name, keyDigest, until }: KeptNameSnapshot): void {
    this.release(name);
    const kept: KeptName = { name, keyDigest, until, previous: undefined, next: undefined };
    this.#byName.set(name, kept);
    this.#lookAlikes.add(kept);
    this.#queue.append(kept);
    this.trim(this.#limits.maxKeptNames);
  }

  snapshot(): KeptNameSnapshot[] {
    return Array.from(this.#queue, ({ name, keyDigest, until }) => ({ name, keyDigest, until }));
  }

  /** The digest of the key for which a name is kept. */
  keyDigestOf(name: string, now: number): string | undefined {
    this.#releaseOld(now);
    return this.#byName.get(name)?.keyDigest;
  }

  /** Releases the oldest where there are more than so many. */
  trim(most: number): void {
    while (this.#queue.size > most && this.#queue.first) this.release(this.#queue.first.name);
  }

  /** Some of the kept names that look like a name, see {@link LookAlikes}. */
  findLookAlikes(name: string, now: number): readonly KeptName[] {
    this.#releaseOld(now);
    return this.#lookAlikes.find(name);
  }

  release(name: string): void {
    const kept = this.#byName.get(name);
    if (!kept) return;
    this.#byName.delete(name);
    this.#lookAlikes.remove(kept);
    this.#queue.remove(kept);
  }

  #releaseOld(now: number): void {
    while (this.#queue.first && this.#queue.first.until <= now) this.release(this.#queue.first.name);
  }
}

/** Compares two digests in a time that does not depend on where they differ. */
export function isSameDigest(one: string, other: string | undefined): boolean {
  if (other === undefined || one.length !== other.length) return false;
  let difference = 0;
  for (let i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
  return difference === 0;
}
