import { skeletonsOf } from './skeleton.ts';

/** What bears a name that belongs to a key, or to nobody. */
export interface Named {
  readonly name: string;
  readonly keyDigest: string | undefined;
}

/**
 * Names by what they look like. Those who look alike belong to one key or all to none, so that one of them speaks for all
 * and looking for it costs the same however many there are.
 */
export class LookAlikes<T extends Named> {
  readonly #bySkeleton = new Map<string, Set<T>>();

  add(item: T): void {
    for (const place of placesOf(item.name)) {
      const items = this.#bySkeleton.get(place);
      if (items) items.add(item);
      else this.#bySkeleton.set(place, new Set([item]));
    }
  }

  remove(item: T): void {
    for (const place of placesOf(item.name)) {
      const items = this.#bySkeleton.get(place);
      items?.delete(item);
      if (items?.size === 0) this.#bySkeleton.delete(place);
    }
  }

  /** Up to two that look like a name: each in its own way. */
  find(name: string): T[] {
    return placesOf(name).flatMap((place) => this.#bySkeleton.get(place)?.values().next().value ?? []);
  }
}

/** The two kinds of skeletons are not compared with each other. */
function placesOf(name: string): string[] {
  const [folded, asWritten] = skeletonsOf(name);
  return [folded, `\n${asWritten}`];
}
