import { ANSWER_MAX_BYTES, ANSWER_MAX_MESSAGES, EVENT_HISTORY_LENGTH, type Limits } from './limits.ts';

/** Some of a room's messages as JSON texts, oldest first. */
export interface Messages {
  readonly texts: readonly string[];
  /** Whether newer ones follow that did not fit. */
  readonly isMore: boolean;
}

const NONE: Messages = { texts: [], isMore: false };

/**
 * The last messages of a room, oldest first, as the JSON that goes over the wire. Events (the messages of the system) and
 * what people say do not push each other out. Still, no event outlives a later message: whatever is lost lies before all
 * that is kept.
 */
export class History {
  /** The stamp of the newest lost message that a person wrote. A lost event is no loss. */
  lostMicros = 0;
  /** What all of it takes in memory, in bytes, see {@link weightOf}. */
  weight = 0;
  readonly #texts: string[] = [];
  /** The stamp of each text. Plain numbers lie side by side in memory. */
  readonly #stamps: number[] = [];
  /** The UTF-8 bytes of each text. */
  readonly #sizes: number[] = [];
  /** The stamps of those that are events. */
  readonly #eventStamps: number[] = [];
  /** The UTF-8 bytes of what people said. */
  #saidBytes = 0;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#texts.length;
  }

  addMessage(text: string, micros: number): void {
    this.#saidBytes += this.#append(text, micros);
    while (this.#isOverfull) this.dropOldest();
  }

  addEvent(text: string, micros: number): void {
    this.#append(text, micros);
    this.#eventStamps.push(micros);
    if (this.#eventStamps.length > EVENT_HISTORY_LENGTH) this.#dropEvent(this.#eventStamps.shift() ?? 0);
  }

  /** Forgets the oldest of all. */
  dropOldest(): void {
    const text = this.#texts.shift() ?? '';
    const size = this.#sizes.shift() ?? 0;
    const micros = this.#stamps.shift() ?? 0;
    this.weight -= weightOf(text, size);
    if (micros === this.#eventStamps[0]) {
      this.#eventStamps.shift();
    } else {
      this.#saidBytes -= size;
      this.lostMicros = micros;
    }
  }

  /** What is newer than a stamp, as much of it as fits into an answer, and at least one. */
  after(micros: number): Messages {
    const start = this.#indexAfter(micros);
    const last = Math.min(this.length, start + ANSWER_MAX_MESSAGES);
    if (start === last) return NONE;
    let end = start;
    for (let bytes = 0; end < last; end++) {
      bytes += this.#sizes[end] ?? 0;
      if (bytes > ANSWER_MAX_BYTES && end > start) break;
    }
    return { texts: this.#texts.slice(start, end), isMore: end < this.length };
  }

  *[Symbol.iterator](): Generator<{ readonly micros: number; readonly json: string }> {
    for (const [index, json] of this.#texts.entries()) yield { micros: this.#stamps[index] ?? 0, json };
  }

  /** At least one message is kept, however long it is. */
  get #isOverfull(): boolean {
    const said = this.length - this.#eventStamps.length;
    return said > 1 && (said > this.#limits.history || this.#saidBytes > this.#limits.historyBytes);
  }

  /** @returns the text's bytes */
  #append(text: string, micros: number): number {
    const size = utf8Length(text);
    this.#texts.push(text);
    this.#stamps.push(micros);
    this.#sizes.push(size);
    this.weight += weightOf(text, size);
    return size;
  }

  #dropEvent(micros: number): void {
    const index = this.#indexAfter(micros) - 1;
    const [text = ''] = this.#texts.splice(index, 1);
    const [size = 0] = this.#sizes.splice(index, 1);
    this.#stamps.splice(index, 1);
    this.weight -= weightOf(text, size);
  }

  /** Of the oldest that is newer than a stamp. */
  #indexAfter(micros: number): number {
    let low = 0;
    let high = this.#stamps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#stamps[middle] ?? 0) > micros) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const ASCII = /^[\0-\x7F]*$/;

/** The bytes of a well-formed text in UTF-8. */
export function utf8Length(text: string): number {
  if (ASCII.test(text)) return text.length;
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Half of a surrogate pair, which has four bytes in all, counts two.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** What a text takes in memory beside its characters, in bytes: its head, and its place in three lists. */
const TEXT_OVERHEAD_BYTES = 48;

/**
 * The bytes that a text takes in memory at most: as many as in UTF-8, but two for each UTF-16 unit of a text that is not all
 * ASCII, since one character beyond Latin-1 doubles what an engine takes for all others.
 */
function weightOf(text: string, size: number): number {
  return TEXT_OVERHEAD_BYTES + (size === text.length ? size : Math.max(size, 2 * text.length));
}
