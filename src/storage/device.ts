import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** What the device keeps of somebody on one server. */
export interface Account {
  readonly username: string;
  /** Claims the name on servers that know keys. */
  readonly key: string;
  /** The server's run that was last met. */
  readonly run?: string | undefined;
  readonly rooms: readonly KeptRoom[];
  /** The room that was last open. */
  readonly activeRoom?: string | undefined;
}

export interface KeptRoom {
  readonly name: string;
  readonly epoch?: string | undefined;
  /** Seconds: messages up to here have been read. */
  readonly readTo: number;
}

interface Schema extends DBSchema {
  /** By the server's base address. */
  accounts: { key: string; value: Account };
  settings: { key: 'server'; value: string };
}

/** What this device keeps: in IndexedDB, or only as long as the page is open where a browser has none to give. */
export interface Device {
  server(): Promise<string | undefined>;
  keepServer(base: string): Promise<void>;
  account(server: string): Promise<Account | undefined>;
  keepAccount(server: string, account: Account): Promise<void>;
}

export async function openDevice(name = 'sala'): Promise<Device> {
  try {
    return deviceIn(await openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('accounts');
        database.createObjectStore('settings');
      },
    }));
  } catch {
    return forgetfulDevice();
  }
}

function deviceIn(database: IDBPDatabase<Schema>): Device {
  return {
    server: () => database.get('settings', 'server'),
    async keepServer(base) {
      await database.put('settings', base, 'server');
    },
    account: (server) => database.get('accounts', server),
    async keepAccount(server, account) {
      await database.put('accounts', account, server);
    },
  };
}

/** For tests, and for browsers whose settings forbid pages to keep anything. */
export function forgetfulDevice(): Device {
  const accounts = new Map<string, Account>();
  let current: string | undefined;
  return {
    server: async () => current,
    async keepServer(base) {
      current = base;
    },
    account: async (server) => accounts.get(server),
    async keepAccount(server, account) {
      accounts.set(server, account);
    },
  };
}
