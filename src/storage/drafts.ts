/** What was typed in a room and not sent, in one window. */
export interface KeptDraft {
  /** Names the window. */
  readonly by: string;
  readonly text: string;
  /** When it was typed, in milliseconds. */
  readonly at: number;
}

/** What is to be stored, which takes no reading: a page that is being closed hears no answer any more. */
export interface DraftChange {
  readonly put?: KeptDraft;
  /** The windows whose drafts go. */
  readonly gone: readonly string[];
}

/** So many drafts of a room are kept, the newest. */
const DRAFTS_MAX = 10;

/** @param kept as it is stored; former versions had one text for all windows */
export function toDraft(kept: string | KeptDraft): KeptDraft {
  return typeof kept === 'string' ? { by: '', text: kept, at: 0 } : kept;
}

/** @returns the drafts of a room that are beyond those that are kept */
export function surplusDrafts(drafts: readonly KeptDraft[]): readonly KeptDraft[] {
  return byAge(drafts).slice(0, -DRAFTS_MAX);
}

/**
 * The drafts of one window, among those of others: each window writes and takes away its own. One that has none goes on
 * with the newest of the others, and takes that one's place as soon as something is typed: its window may be gone. If it is
 * not, it puts its own back.
 */
export class WindowDrafts {
  readonly #id: string;
  /** What is typed in this window, by room. */
  readonly #own = new Map<string, KeptDraft>();
  /** The window whose draft is gone on with, by room. */
  readonly #taken = new Map<string, string>();

  /** @param id of the window, the same after a reload */
  constructor(id: string) {
    this.#id = id;
  }

  /** @returns the text to go on with; empty where there is none */
  read(room: string, drafts: readonly KeptDraft[]): string {
    const own = drafts.find(({ by }) => by === this.#id);
    const newest = byAge(drafts).at(-1);
    this.#taken.delete(room);
    if (own) this.#own.set(room, own);
    else if (newest) this.#taken.set(room, newest.by);
    return (own ?? newest)?.text ?? '';
  }

  write(room: string, text: string): DraftChange {
    const taken = this.#taken.get(room);
    this.#taken.delete(room);
    const gone = taken === undefined ? [] : [taken];
    if (text === '') {
      this.#own.delete(room);
      return { gone: [...gone, this.#id] };
    }
    const put = { by: this.#id, text, at: Date.now() };
    this.#own.set(room, put);
    return { put, gone };
  }

  /** @returns what puts back this window's draft, which another may have taken */
  putBack(room: string): DraftChange | undefined {
    const put = this.#own.get(room);
    return put && { put, gone: [] };
  }
}

function byAge(drafts: readonly KeptDraft[]): readonly KeptDraft[] {
  return drafts.toSorted((one, other) => one.at - other.at);
}
