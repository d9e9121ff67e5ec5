/** What was typed in a room and not sent, in one window. */
export interface KeptDraft {
  /** Names the window. */
  readonly by: string;
  readonly text: string;
}

/** So many drafts of a room are kept, the newest. */
const DRAFTS_MAX = 10;

/** @param kept as it is stored; former versions had one text for all windows */
export function toDrafts(kept: string | readonly KeptDraft[] | undefined): readonly KeptDraft[] {
  return typeof kept === 'string' ? [{ by: '', text: kept }] : kept ?? [];
}

/**
 * The drafts of one window, among those of others: each window writes and takes away its own. One that has none goes on
 * with the newest of the others, and takes that one's place as soon as something is typed: its window may be gone. If it is
 * not, it puts its own back.
 */
export class WindowDrafts {
  readonly #id: string;
  /** What is typed in this window, by room. */
  readonly #own = new Map<string, string>();
  /** The window whose draft is gone on with, by room. */
  readonly #taken = new Map<string, string>();

  /** @param id of the window, the same after a reload */
  constructor(id: string) {
    this.#id = id;
  }

  /** @returns the text to go on with; empty where there is none */
  read(room: string, drafts: readonly KeptDraft[]): string {
    const own = drafts.find(({ by }) => by === this.#id);
    const newest = drafts.at(-1);
    this.#taken.delete(room);
    if (own) this.#own.set(room, own.text);
    else if (newest) this.#taken.set(room, newest.by);
    return (own ?? newest)?.text ?? '';
  }

  /** @returns what is to be stored */
  write(room: string, drafts: readonly KeptDraft[], text: string): readonly KeptDraft[] {
    const others = drafts.filter(({ by }) => by !== this.#id && by !== this.#taken.get(room));
    this.#taken.delete(room);
    this.#own.set(room, text);
    return text === '' ? others : [...others, { by: this.#id, text }].slice(-DRAFTS_MAX);
  }

  /** @returns what is to be stored where another window has taken this one's draft; undefined where nothing is missing */
  putBack(room: string, drafts: readonly KeptDraft[]): readonly KeptDraft[] | undefined {
    const text = this.#own.get(room) ?? '';
    if (text === '' || drafts.some(({ by }) => by === this.#id)) return undefined;
    return [...drafts, { by: this.#id, text }].slice(-DRAFTS_MAX);
  }
}
