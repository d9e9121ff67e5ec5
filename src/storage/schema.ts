import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { KeptDraft } from './drafts.ts';
import type { Account, KeptEntry, KeptPending, KeptRoom } from './kept.ts';

export const VERSION = 2;

type OfRoom = { readonly server: string; readonly room: string };

/** `place`: of the entry's incarnation in the order of the room's. */
export type EntryRow = KeptEntry & OfRoom & { readonly place: number };
/** `order`: given by the database, in the order of writing. */
export type PendingRow = KeptPending & OfRoom & { readonly order?: number };

export interface Schema extends DBSchema {
  settings: { key: 'server' | 'formerServer'; value: string };
  /** By the server's base address. */
  accounts: { key: string; value: Account };
  /** By server and name. */
  rooms: { key: [string, string]; value: KeptRoom };
  entries: {
    key: [string, string, string];
    value: EntryRow;
    indexes: { order: [string, string, number, number, number] };
  };
  outbox: { key: number; value: PendingRow; indexes: { room: [string, string]; message: [string, string, string] } };
  /** By server and room. */
  /** And by window. Former versions kept one text for all windows. */
  drafts: { key: [string, string] | [string, string, string]; value: string | KeptDraft };
  leases: { key: string; value: { readonly holder: string; readonly until: number } };
}

/** An account as version 1 had it, with its rooms. */
interface FormerAccount extends Account {
  readonly rooms?: readonly { readonly name: string }[];
}

/** Makes the database what this version needs, and takes over what a former one kept. */
export async function upgrade(
  database: IDBPDatabase<Schema>, former: number, transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  if (former < 1) {
    database.createObjectStore('accounts');
    database.createObjectStore('settings');
  }
  database.createObjectStore('rooms');
  database.createObjectStore('entries', { keyPath: ['server', 'room', 'key'] })
    .createIndex('order', ['server', 'room', 'place', 'timestamp', 'rank']);
  const outbox = database.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true });
  outbox.createIndex('room', ['server', 'room']);
  outbox.createIndex('message', ['server', 'room', 'id']);
  database.createObjectStore('drafts');
  database.createObjectStore('leases');
  if (former === 1) await takeOverRooms(transaction);
}

async function takeOverRooms(transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>): Promise<void> {
  const accounts = transaction.objectStore('accounts');
  for (const server of await accounts.getAllKeys()) {
    const { rooms = [] } = (await accounts.get(server)) as FormerAccount;
    let openedAt = 0;
    for (const { name } of rooms) {
      await transaction.objectStore('rooms').put({ name, openedAt: openedAt++, epochs: [], formerEpochs: 0 }, [server, name]);
    }
  }
}
