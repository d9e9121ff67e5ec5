import * as v from 'valibot';

/** Which messages of a room one is told of while nobody looks at it: all, those that mention oneself, or none. */
export type Notify = 'all' | 'mentions' | 'none';

const Kept = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  /** A language's tag, or that of the browser. */
  language: v.fallback(v.string(), 'system'),
  /** Whether new messages make a sound while nobody looks at them. */
  sound: v.fallback(v.boolean(), true),
  /** For rooms in which nothing else was chosen. */
  notify: v.fallback(v.picklist(['all', 'mentions', 'none']), 'all'),
  /** By server and room, as `roomKey` writes them. */
  notifyIn: v.fallback(v.record(v.string(), v.picklist(['all', 'mentions', 'none'])), {}),
});

/** What somebody has chosen for this browser, on whatever server. */
export type PreferenceValues = Readonly<v.InferOutput<typeof Kept>>;

const KEY = 'sala preferences';

function roomKey(server: string, room: string): string {
  return JSON.stringify([server, room]);
}

/**
 * Keeps preferences in the local storage, because theme and language are needed before anything is shown. Where a
 * browser has none to give, they last as long as the page. What cannot be read is as if nothing had been chosen.
 */
export class Preferences {
  #values: PreferenceValues;
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.#values = read();
    addEventListener('storage', ({ key }) => {
      if (key !== KEY && key !== null) return;
      this.#values = read();
      this.#tell();
    });
  }

  get values(): PreferenceValues {
    return this.#values;
  }

  set(changes: Partial<PreferenceValues>): void {
    this.#values = { ...this.#values, ...changes };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#values));
    } catch {
      // Then it lasts as long as the page.
    }
    this.#tell();
  }

  /** As if nothing had been chosen. */
  reset(): void {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Then there is nothing to remove.
    }
    this.#values = read();
    this.#tell();
  }

  notifyIn(server: string, room: string): Notify {
    return this.#values.notifyIn[roomKey(server, room)] ?? this.#values.notify;
  }

  /** Whether nothing is told of a room, while something is of others. */
  isMuted(server: string, room: string): boolean {
    return this.#values.notify !== 'none' && this.notifyIn(server, room) === 'none';
  }

  setNotifyIn(server: string, room: string, notify: Notify): void {
    this.set({ notifyIn: { ...this.#values.notifyIn, [roomKey(server, room)]: notify } });
  }

  /** Calls back when something was chosen, here or in another window. @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function read(): PreferenceValues {
  try {
    return v.parse(Kept, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return v.parse(Kept, {});
  }
}

/** Those of this page. */
export const preferences = new Preferences();
