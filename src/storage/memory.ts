import type { Device, ServerStore } from './device.ts';
import { WindowDrafts, type DraftChange, type KeptDraft } from './drafts.ts';
import type { Account, Change, KeptEntry, KeptPending, KeptRoom } from './kept.ts';
import { byPlace, isFilled, isUnsent, LEFT, mergeRoom, surplusOf } from './merge.ts';

/** What is kept for one server. */
interface Shelf {
  account: Account | undefined;
  readonly rooms: Map<string, { room: KeptRoom; entries: KeptEntry[] }>;
  readonly pending: Map<string, KeptPending[]>;
  readonly drafts: Map<string, readonly KeptDraft[]>;
  readonly queues: Map<string, Promise<void>>;
  readonly windows: Set<MemoryStore>;
}

/** Keeps as long as the page is open: for tests, and for browsers whose settings forbid pages to keep anything. */
export function forgetfulDevice(): Device {
  const shelves = new Map<string, Shelf>();
  let current: string | undefined;
  let former: string | undefined;
  return {
    server: async () => current,
    formerServer: async () => former,
    async keepServer(base) {
      if (base !== current) former = current;
      current = base;
    },
    async servers() {
      const known = Array.from(shelves, ([base, { account, rooms }]) => (account ? [{ base, username: account.username, rooms: rooms.size }] : []));
      return known.flat().toSorted((one, other) => (one.base < other.base ? -1 : 1));
    },
    async amount() {
      const rooms = [...shelves.values()].flatMap((shelf) => [...shelf.rooms.values()]);
      return { rooms: rooms.length, entries: rooms.reduce((sum, { entries }) => sum + entries.length, 0) };
    },
    async forget(server) {
      shelves.delete(server);
      if (server === former) former = undefined;
      return true;
    },
    async forgetAll() {
      shelves.clear();
      current = former = undefined;
      return true;
    },
    store(server) {
      const shelf = shelves.get(server) ?? {
        account: undefined, rooms: new Map(), pending: new Map(), drafts: new Map(), queues: new Map(), windows: new Set(),
      };
      shelves.set(server, shelf);
      return new MemoryStore(shelf);
    },
  };
}

let windows = 0;

class MemoryStore implements ServerStore {
  readonly #shelf: Shelf;
  readonly #drafts = new WindowDrafts(String(windows++));
  #listener: ((change: Change) => void) | undefined;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  async account(): Promise<Account | undefined> {
    return this.#shelf.account;
  }

  async keepAccount(account: Account): Promise<void> {
    this.#shelf.account = account;
  }

  async renameAccount(account: Account): Promise<void> {
    this.#shelf.account = account;
    this.#tell({ what: 'renamed' });
  }

  async rooms(): Promise<readonly KeptRoom[]> {
    return Array.from(this.#shelf.rooms.values(), ({ room }) => room).toSorted((one, other) => one.openedAt - other.openedAt);
  }

  async room(name: string): Promise<KeptRoom | undefined> {
    return this.#shelf.rooms.get(name)?.room;
  }

  async openRoom(room: KeptRoom): Promise<void> {
    if (!this.#shelf.rooms.has(room.name)) this.#shelf.rooms.set(room.name, { room, entries: [] });
    this.#tell({ what: 'opened', room: room.name });
  }

  async keepRoom(told: KeptRoom, added: readonly KeptEntry[]): Promise<void> {
    const kept = this.#shelf.rooms.get(told.name);
    if (!kept) return;
    const known = new Set(kept.entries.map(({ key }) => key));
    const merged = mergeRoom(kept.room, told);
    const isGap = (entry: KeptEntry) => entry.kind !== 'gap' || !isFilled(entry, merged.epochs);
    const fresh = added.filter((entry) => !known.has(entry.key) && isGap(entry));
    kept.room = merged;
    const entries = [...kept.entries.filter(isGap), ...fresh].toSorted(byPlace(merged.epochs));
    kept.entries = entries.slice(surplusOf(entries));
    this.#tell({ what: 'received', room: told.name, kept: merged, added: fresh });
  }

  async closeRoom(name: string, given: readonly string[], leftAt: number): Promise<boolean> {
    const others = (this.#shelf.pending.get(name) ?? []).filter((one) => isUnsent(one, given));
    const kept = this.#shelf.rooms.get(name);
    if (others.length === 0) this.#shelf.rooms.delete(name);
    else if (kept) kept.room = { ...kept.room, wasLeft: true };
    this.#shelf.pending.set(name, others.map((one) => ({ ...one, ...LEFT })));
    this.#tell({ what: 'closed', room: name, leftAt });
    return others.length === 0;
  }

  async entries(room: string, count: number, before?: KeptEntry): Promise<readonly KeptEntry[]> {
    const entries = this.#shelf.rooms.get(room)?.entries ?? [];
    const end = before ? entries.findIndex(({ key }) => key === before.key) : entries.length;
    return end < 0 ? [] : entries.slice(Math.max(0, end - count), end);
  }

  async pending(room: string): Promise<readonly KeptPending[]> {
    return this.#shelf.pending.get(room) ?? [];
  }

  async addPending(room: string, pending: KeptPending): Promise<boolean> {
    this.#setPending(room, [...(this.#shelf.pending.get(room) ?? []), pending]);
    return true;
  }

  async changePending(room: string, id: string, change: Partial<KeptPending>): Promise<void> {
    this.#setPending(room, (this.#shelf.pending.get(room) ?? []).map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  async removePending(room: string, ids: readonly string[]): Promise<void> {
    this.#setPending(room, (this.#shelf.pending.get(room) ?? []).filter(({ id }) => !ids.includes(id)));
  }

  async draft(room: string): Promise<string> {
    return this.#drafts.read(room, this.#shelf.drafts.get(room) ?? []);
  }

  async keepDraft(room: string, text: string): Promise<void> {
    this.#changeDrafts(room, this.#drafts.write(room, text));
    for (const other of this.#shelf.windows) this.#changeDrafts(room, other.#drafts.putBack(room) ?? { gone: [] });
    this.#tell({ what: 'draft', room });
  }

  #changeDrafts(room: string, { put, gone }: DraftChange): void {
    const others = (this.#shelf.drafts.get(room) ?? []).filter(({ by }) => by !== put?.by && !gone.includes(by));
    this.#shelf.drafts.set(room, put ? [...others, put] : others);
  }

  async exclusively(name: string, work: () => Promise<void>): Promise<void> {
    const former = this.#shelf.queues.get(name);
    const done = (former ?? Promise.resolve()).then(work);
    this.#shelf.queues.set(name, done.catch(() => {}));
    await done;
  }

  onChange(listener: (change: Change) => void): void {
    this.#listener = listener;
    this.#shelf.windows.add(this);
  }

  close(): void {
    this.#shelf.windows.delete(this);
  }

  #setPending(room: string, pending: KeptPending[]): void {
    this.#shelf.pending.set(room, pending);
    this.#tell({ what: 'pending', room });
  }

  #tell(change: Change): void {
    for (const window of this.#shelf.windows) if (window !== this) window.#listener?.(change);
  }
}
