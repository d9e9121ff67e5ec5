import { openDB, type IDBPDatabase } from 'idb';
import type { Device } from './device.ts';
import { DatabaseStore } from './database-store.ts';
import { forgetfulDevice } from './memory.ts';
import { upgrade, VERSION, type Schema } from './schema.ts';

/** The database, opened again where the browser has closed it: WebKit does so to pages in the background. */
export class Database {
  readonly #name: string;
  #open: Promise<IDBPDatabase<Schema>> | undefined;

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
        blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
        terminated: () => { this.#open = undefined; },
      }).then((database) => (isBlocked ? database.close() : resolve(database)), reject);
    });
  }
}

/** What this device keeps: in IndexedDB, or only as long as the page is open where a browser has none to give. */
export async function openDevice(name = 'sala'): Promise<Device> {
  const database = new Database(name);
  try {
    await database.get();
  } catch {
    return forgetfulDevice();
  }
  return {
    async server() {
      try {
        return await (await database.get()).get('settings', 'server');
      } catch {
        return undefined;
      }
    },
    async keepServer(base) {
      await (await database.get()).put('settings', base, 'server').catch(() => {});
    },
    store: (server) => new DatabaseStore(database, name, server),
  };
}
