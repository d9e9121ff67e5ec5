import type { IDBPDatabase } from 'idb';
import { allOf } from './database-store.ts';
import type { Amount } from './device.ts';
import type { Schema } from './schema.ts';

/** Where the database is. */
interface Place {
  get(): Promise<IDBPDatabase<Schema>>;
}

/** How much of rooms and their talk the database has: nothing where it cannot be read. */
export async function amountOf(place: Place): Promise<Amount> {
  try {
    const database = await place.get();
    return { rooms: await database.count('rooms'), entries: await database.count('entries') };
  } catch {
    return { rooms: 0, entries: 0 };
  }
}

/** Deletes what is kept for a server, at once or not at all. @returns whether it was done */
export async function forget(place: Place, server: string): Promise<boolean> {
  try {
    const transaction = (await place.get()).transaction(['settings', 'accounts', 'rooms', 'entries', 'outbox', 'drafts'], 'readwrite');
    const settings = transaction.objectStore('settings');
    const outbox = transaction.objectStore('outbox');
    if ((await settings.get('formerServer')) === server) await settings.delete('formerServer');
    const pending = await outbox.index('room').getAllKeys(allOf(server));
    await Promise.all([
      transaction.objectStore('accounts').delete(server),
      transaction.objectStore('rooms').delete(allOf(server)),
      transaction.objectStore('entries').delete(allOf(server)),
      transaction.objectStore('drafts').delete(allOf(server)),
      ...pending.map((key) => outbox.delete(key)),
      transaction.done,
    ]);
    return true;
  } catch {
    return false;
  }
}

/** Deletes all that the database has, at once or not at all. @returns whether it was done */
export async function forgetAll(place: Place): Promise<boolean> {
  try {
    const database = await place.get();
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, 'readwrite');
    await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    return true;
  } catch {
    return false;
  }
}
