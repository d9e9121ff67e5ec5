import type { LogEntry } from './log-items.ts';

/** So many entries are drawn at first: a few screens of a phone. Layout and text take most of the time that opening a room takes. */
export const DRAWN_AT_FIRST = 50;

/** So many more at a time. */
export const DRAWN_AT_ONCE = 100;

/** When more than this are drawn and the reader is at the end, the oldest of them are not drawn any more. */
export const DRAWN_MAX = 3 * DRAWN_AT_ONCE;

/** Entries above the first unread one that are drawn with it. */
const ABOVE_UNREAD = 30;

/**
 * Which of the entries are drawn: the last of them, and further up as far as somebody has scrolled. So a room opens as
 * fast with thousands of entries as with a hundred, and a new one costs the same.
 */
export class LogWindow {
  #entries: readonly LogEntry[] = [];
  #start = 0;
  /** The key of the first entry that is drawn. */
  #first: string | undefined;

  /** @returns whether there are entries above those that are drawn */
  get hasMore(): boolean {
    return this.#start > 0;
  }

  /** Draws more of what is above. */
  grow(): void {
    this.#begin(this.#start - DRAWN_AT_ONCE);
  }

  /** Draws all there are. */
  revealAll(): void {
    this.#begin(0);
  }

  /** Draws an entry that may be above those that are drawn. @returns whether it is one, and not drawn yet */
  reveal(key: string): boolean {
    const place = this.#placeOf(key);
    if (place < 0 || place >= this.#start) return false;
    this.#begin(place - ABOVE_UNREAD);
    return true;
  }

  /**
   * @param firstUnread the key of an entry that is to be drawn
   * @param isAtEnd whether the reader is at the end, and not further up
   * @returns the entries to draw
   */
  of(entries: readonly LogEntry[], firstUnread: string | undefined, isAtEnd: boolean): readonly LogEntry[] {
    const isKnown = entries === this.#entries;
    const wasWhole = this.#start === 0;
    this.#entries = entries;
    const place = isKnown ? this.#start : this.#placeOf(this.#first);
    const lowest = this.#lowest(firstUnread);
    // Who reads where the oldest were let go stays there.
    if (place < 0 && this.#first !== undefined && !isAtEnd) this.#begin(0);
    else if (place < 0 || (isAtEnd && entries.length - place > DRAWN_MAX)) this.#begin(lowest);
    // What came above the first of all was asked for.
    else this.#begin(Math.min(lowest, wasWhole ? place - DRAWN_AT_ONCE : place));
    return this.#start === 0 ? entries : entries.slice(this.#start);
  }

  #lowest(firstUnread: string | undefined): number {
    const unread = firstUnread === undefined ? -1 : this.#placeOf(firstUnread);
    const last = this.#entries.length - DRAWN_AT_FIRST;
    return unread < 0 ? last : Math.min(last, unread - ABOVE_UNREAD);
  }

  #placeOf(key: string | undefined): number {
    return key === undefined ? -1 : this.#entries.findIndex((entry) => entry.key === key);
  }

  #begin(place: number): void {
    this.#start = Math.max(0, place);
    this.#first = this.#entries[this.#start]?.key;
  }
}
