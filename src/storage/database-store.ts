import type { IDBPDatabase } from 'idb';
import { MESSAGE_MAX_LENGTH, RECEIVED_NAME_MAX } from '../protocol/limits.ts';
import type { Database } from './database.ts';
import type { ServerStore, WindowId } from './device.ts';
import { surplusDrafts, toDraft, WindowDrafts, type DraftChange } from './drafts.ts';
import { exclusively } from './exclusive.ts';
import type { Account, Change, KeptEntry, KeptPending, KeptRoom } from './kept.ts';
import { boundedEntry, boundedRoom } from './bounds.ts';
import { GAP_KEY, isFilled, isUnsent, KEPT_ENTRIES, LEFT, mergeRoom, surplusOf } from './merge.ts';
import type { EntryRow, PendingRow, Schema } from './schema.ts';

/** How many entries beyond those that are kept there may be before the oldest are deleted, so that it is not done each time. */
const PRUNE_SLACK = 100;

/** More rooms than these are not loaded, the latest of them: nobody has entered so many. */
const LOADED_ROOMS = 500;

/** In an index, above every number and text. */
const TOP: never[] = [];

/** The keys of a server's rooms. */
export function allOf(server: string): IDBKeyRange {
  return IDBKeyRange.bound([server], [server, TOP]);
}

type Told = Change & { readonly server: string };

/** What is kept for one server, in IndexedDB. Windows tell each other of changes by a channel. */
export class DatabaseStore implements ServerStore {
  readonly #database: Database;
  readonly #server: string;
  readonly #channel: BroadcastChannel;
  readonly #window: WindowId;
  readonly #drafts: WindowDrafts;

  constructor(database: Database, name: string, server: string, window: WindowId) {
    this.#database = database;
    this.#server = server;
    this.#channel = new BroadcastChannel(name);
    this.#window = window;
    this.#drafts = new WindowDrafts(window.id);
  }

  account(): Promise<Account | undefined> {
    return this.#try((database) => database.get('accounts', this.#server), undefined);
  }

  async keepAccount(account: Account): Promise<void> {
    await this.#try(async (database) => {
      const transaction = database.transaction('accounts', 'readwrite');
      const put = transaction.store.put(account, this.#server);
      // At once: the page may be on its way out.
      transaction.commit();
      await Promise.all([put, transaction.done]);
    }, undefined);
  }

  async renameAccount(account: Account): Promise<void> {
    await this.keepAccount(account);
    this.#tell({ what: 'renamed' });
  }

  async rooms(): Promise<readonly KeptRoom[]> {
    const rooms = await this.#try((database) => database.getAll('rooms', allOf(this.#server)), []);
    const inOrder = rooms.filter(({ name }) => name.length <= RECEIVED_NAME_MAX).toSorted((one, other) => one.openedAt - other.openedAt);
    return inOrder.slice(0, LOADED_ROOMS).map(boundedRoom);
  }

  room(name: string): Promise<KeptRoom | undefined> {
    return this.#try(async (database) => {
      const room = await database.get('rooms', [this.#server, name]);
      return room && boundedRoom(room);
    }, undefined);
  }

  async openRoom(room: KeptRoom): Promise<void> {
    await this.#change({ what: 'opened', room: room.name }, async (database) => {
      const { store, done } = database.transaction('rooms', 'readwrite');
      const key: [string, string] = [this.#server, room.name];
      if (!(await store.getKey(key))) await store.put(room, key);
      await done;
    });
  }

  async keepRoom(told: KeptRoom, added: readonly KeptEntry[]): Promise<void> {
    const done = await this.#try((database) => this.#merge(database, told, added), undefined);
    if (done) this.#tell({ what: 'received', room: told.name, ...done });
  }

  async closeRoom(name: string, given: readonly string[], leftAt: number): Promise<boolean> {
    const isGone = await this.#try(async (database) => {
      const transaction = database.transaction(['rooms', 'entries', 'outbox'], 'readwrite');
      const [rooms, outbox] = [transaction.objectStore('rooms'), transaction.objectStore('outbox')];
      const rows = await outbox.index('room').getAll([this.#server, name]);
      const keys = await outbox.index('room').getAllKeys([this.#server, name]);
      const others = rows.filter((row) => isUnsent(row, given));
      const kept = await rooms.get([this.#server, name]);
      await Promise.all([
        ...rows.map((row, index) => (others.includes(row) ? outbox.put({ ...row, ...LEFT }) : outbox.delete(keys[index] ?? NaN))),
        ...(others.length === 0
          ? [rooms.delete([this.#server, name]), transaction.objectStore('entries').delete(this.#all(name))]
          : kept ? [rooms.put({ ...kept, wasLeft: true }, [this.#server, name])] : []),
        transaction.done,
      ]);
      return others.length === 0;
    }, true);
    this.#tell({ what: 'closed', room: name, leftAt });
    return isGone;
  }

  entries(room: string, count: number, before?: KeptEntry): Promise<readonly KeptEntry[]> {
    return this.#try(async (database) => {
      const { store, done } = database.transaction('entries');
      const end = before && (await store.get([this.#server, room, before.key]));
      if (before && !end) return [];
      const range = end
        ? IDBKeyRange.bound([this.#server, room], [this.#server, room, end.place, end.timestamp, end.rank], false, true)
        : this.#all(room);
      // A cursor over them would take ten times as long.
      const keys = (await store.index('order').getAllKeys(range)).slice(-count);
      const rows = await Promise.all(keys.map((key) => store.get(key)));
      await done;
      return rows.flatMap((row) => (row ? [toEntry(row)] : []));
    }, []);
  }

  pending(room: string): Promise<readonly KeptPending[] | undefined> {
    return this.#try(async (database) => {
      const rows = await database.getAllFromIndex('outbox', 'room', [this.#server, room]);
      // After the browser's data was deleted nothing there does not say that nothing is pending.
      return rows.length === 0 && this.#database.wasDeleted ? undefined : rows.map(toPending);
    }, undefined);
  }

  addPending(room: string, pending: KeptPending): Promise<boolean> {
    return this.#change({ what: 'pending', room }, async (database) => {
      await database.add('outbox', { ...pending, server: this.#server, room });
    });
  }

  async changePending(room: string, id: string, change: Partial<KeptPending>): Promise<void> {
    await this.#change({ what: 'pending', room }, async (database) => {
      const { store, done } = database.transaction('outbox', 'readwrite');
      const kept = await store.index('message').get([this.#server, room, id]);
      if (kept) await store.put({ ...kept, ...change });
      await done;
    });
  }

  async removePending(room: string, ids: readonly string[]): Promise<void> {
    await this.#change({ what: 'pending', room }, async (database) => {
      const { store, done } = database.transaction('outbox', 'readwrite');
      for (const id of ids) {
        const key = await store.index('message').getKey([this.#server, room, id]);
        if (key !== undefined) await store.delete(key);
      }
      await done;
    });
  }

  draft(room: string): Promise<string> {
    return this.#try(async (database) => {
      const drafts = (await database.getAll('drafts', this.#all(room))).map(toDraft);
      const surplus = surplusDrafts(drafts);
      if (surplus.length > 0) await this.#changeDrafts(database, room, { gone: surplus.map(({ by }) => by) });
      return this.#drafts.read(room, drafts);
    }, '');
  }

  async keepDraft(room: string, text: string): Promise<void> {
    await this.#change({ what: 'draft', room }, (database) => this.#changeDrafts(database, room, this.#drafts.write(room, text)));
  }

  async #changeDrafts(database: IDBPDatabase<Schema>, room: string, { put, gone }: DraftChange): Promise<void> {
    const transaction = database.transaction('drafts', 'readwrite');
    const { store } = transaction;
    const key = (by: string): Schema['drafts']['key'] => (by === '' ? [this.#server, room] : [this.#server, room, by]);
    const requests: Promise<unknown>[] = gone.map((by) => store.delete(key(by)));
    if (put) requests.push(store.put(put, key(put.by)));
    transaction.commit();
    await Promise.all([...requests, transaction.done]);
  }

  async exclusively(name: string, work: () => Promise<void>): Promise<void> {
    // The lock is not the work's: what fails in the work is for whoever wanted it.
    const begun: Promise<void>[] = [];
    const begin = async (): Promise<void> => {
      begun.push(work());
      await Promise.allSettled(begun);
    };
    await this.#try(async (database) => exclusively(database, `${this.#server} ${name}`, begin), undefined);
    await (begun[0] ?? work());
  }

  onChange(listener: (change: Change) => void): void {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.server !== this.#server) return;
      if (data.what === 'draft') void this.#putBack(data.room);
      listener(data);
    });
  }

  close(): void {
    this.#channel.close();
    this.#window.giveBack();
  }

  /** Another window may have taken the draft of this one for that of a window that is gone. */
  async #putBack(room: string): Promise<void> {
    const change = this.#drafts.putBack(room);
    if (change) await this.#try((database) => this.#changeDrafts(database, room, change), undefined);
  }

  #all(room: string): IDBKeyRange {
    return IDBKeyRange.bound([this.#server, room], [this.#server, room, TOP]);
  }

  async #merge(database: IDBPDatabase<Schema>, told: KeptRoom, added: readonly KeptEntry[]) {
    const transaction = database.transaction(['rooms', 'entries'], 'readwrite');
    const rooms = transaction.objectStore('rooms');
    const entries = transaction.objectStore('entries');
    const kept = await rooms.get([this.#server, told.name]);
    if (!kept) return undefined;
    const merged = mergeRoom(boundedRoom(kept), told);
    const isGap = (entry: KeptEntry) => entry.kind !== 'gap' || !isFilled(entry, merged.epochs);
    const known = await Promise.all(added.map(({ key }) => entries.getKey([this.#server, told.name, key])));
    const fresh = added.filter((entry, index) => known[index] === undefined && isGap(entry));
    const rows = fresh.map((entry): EntryRow => ({
      ...entry,
      server: this.#server,
      room: told.name,
      place: merged.formerEpochs + merged.epochs.findIndex(({ epoch }) => epoch === entry.epoch),
    }));
    const gaps = await entries.getAll(this.#gaps(told.name));
    const filled = gaps.filter((gap) => !isGap(gap)).map(({ key }) => entries.delete([this.#server, told.name, key]));
    await Promise.all([rooms.put(merged, [this.#server, told.name]), ...rows.map((row) => entries.add(row)), ...filled]);
    const hasLong = rows.some((row) => 'text' in row && row.text.length > MESSAGE_MAX_LENGTH);
    if (rows.length > 0) await this.#prune(entries.index('order'), told.name, hasLong);
    await transaction.done;
    return { kept: merged, added: fresh };
  }

  #gaps(room: string): IDBKeyRange {
    return IDBKeyRange.bound([this.#server, room, GAP_KEY], [this.#server, room, `${GAP_KEY}\uffff`]);
  }

  /** @param hasLong whether a text counts as several entries, so that it takes to read them all */
  async #prune(order: OrderIndex, room: string, hasLong: boolean): Promise<void> {
    let surplus = hasLong
      ? surplusOf((await order.getAll(this.#all(room))) as EntryRow[])
      : (await order.count(this.#all(room))) - KEPT_ENTRIES;
    if (surplus <= PRUNE_SLACK) return;
    for (let cursor = await order.openCursor(this.#all(room)); cursor && surplus > 0; cursor = await cursor.continue()) {
      await cursor.delete();
      surplus--;
    }
  }

  async #try<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work(await this.#database.get());
    } catch {
      return otherwise;
    }
  }

  /** @returns whether it was changed */
  async #change(change: Change, work: (database: IDBPDatabase<Schema>) => Promise<void>): Promise<boolean> {
    const isChanged = await this.#try(async (database) => {
      await work(database);
      return true;
    }, false);
    this.#tell(change);
    return isChanged;
  }

  #tell(change: Change): void {
    try {
      this.#channel.postMessage({ ...change, server: this.#server } satisfies Told);
    } catch {
      // It was closed with its session.
    }
  }
}

type OrderIndex = ReturnType<ReturnType<ReturnType<IDBPDatabase<Schema>['transaction']>['objectStore']>['index']>;

function toEntry({ server: _server, room: _room, place: _place, ...entry }: EntryRow): KeptEntry {
  return boundedEntry(entry);
}

function toPending({ server: _server, room: _room, order: _order, ...pending }: PendingRow): KeptPending {
  return pending;
}
