import { openDB, type IDBPDatabase } from 'idb';
import type { Device, KnownServer, WindowId } from './device.ts';
import { allOf, DatabaseStore } from './database-store.ts';
import { upgrade, VERSION, type Schema } from './schema.ts';

/** The database, opened again where the browser has closed it: WebKit does so to pages in the background. */
export class Database {
  readonly #name: string;
  #open: Promise<IDBPDatabase<Schema>> | undefined;
  /** Whether somebody has deleted it, or the browser has, while this page had it open. */
  wasDeleted = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** @throws where it cannot be opened, or an older version of the app has it open in another window */
  get(): Promise<IDBPDatabase<Schema>> {
    this.#open ??= this.#connect().catch((error: unknown) => {
      this.#open = undefined;
      throw error;
    });
    return this.#open;
  }

  async close(): Promise<void> {
    (await this.#open)?.close();
  }

  #connect(): Promise<IDBPDatabase<Schema>> {
    return new Promise((resolve, reject) => {
      let isBlocked = false;
      openDB<Schema>(this.#name, VERSION, {
        upgrade(database, former, _version, transaction) {
          void upgrade(database, former, transaction);
        },
        blocked() {
          isBlocked = true;
          reject(new Error('Failed to open the database: another window has an older version of it open. Close it.'));
        },
        // A newer version of the app in another window comes first.
        // The same where somebody deletes the browser's data: then the next one to ask gets a fresh one.
        blocking: (_current, _blocked, event) => {
          (event.target as IDBDatabase).close();
          this.#open = undefined;
          this.wasDeleted ||= event.newVersion === null;
        },
        terminated: () => { this.#open = undefined; },
      }).then((database) => (isBlocked ? database.close() : resolve(database)), reject);
    });
  }
}

/** The settings have it loaded with themselves. */
const forgetting = () => import('./forgetting.ts');

/** What this device keeps: in IndexedDB, or only as long as the page is open where a browser has none to give. */
export async function openDevice(name = 'sala', takeWindowId = randomWindowId): Promise<Device> {
  const database = new Database(name);
  try {
    await database.get();
  } catch {
    return (await import('./memory.ts')).forgetfulDevice();
  }
  const setting = async (which: 'server' | 'formerServer'): Promise<string | undefined> => {
    try {
      return await (await database.get()).get('settings', which);
    } catch {
      return undefined;
    }
  };
  return {
    server: () => setting('server'),
    formerServer: () => setting('formerServer'),
    async keepServer(base) {
      try {
        const { store, done } = (await database.get()).transaction('settings', 'readwrite');
        const former = await store.get('server');
        if (former !== undefined && former !== base) await store.put(former, 'formerServer');
        await store.put(base, 'server');
        await done;
      } catch {
        // It is chosen for as long as the page is open.
      }
    },
    async servers() {
      try {
        return await knownServers(await database.get());
      } catch {
        return [];
      }
    },
    amount: async () => (await forgetting()).amountOf(database),
    forget: async (server) => (await forgetting()).forget(database, server),
    forgetAll: async () => (await forgetting()).forgetAll(database),
    store: (server) => new DatabaseStore(database, name, server, takeWindowId()),
  };
}

async function knownServers(database: IDBPDatabase<Schema>): Promise<readonly KnownServer[]> {
  const transaction = database.transaction(['accounts', 'rooms']);
  const accounts = transaction.objectStore('accounts');
  const known: KnownServer[] = [];
  for (const base of await accounts.getAllKeys()) {
    const account = await accounts.get(base);
    const rooms = await transaction.objectStore('rooms').count(allOf(base));
    if (account) known.push({ base, username: account.username, rooms });
  }
  return known;
}

/** A window that no reload comes back to. */
function randomWindowId(): WindowId {
  return { id: crypto.getRandomValues(new Uint32Array(4)).join('-'), giveBack() {} };
}
