import type { IDBPDatabase } from 'idb';
import type { Schema } from './schema.ts';

/** For how long a lease is good without being renewed, in milliseconds: longer than one request may take. */
const LEASE_MS = 15_000;
/** How often a lease is renewed, in milliseconds. */
const RENEW_MS = 4_000;
/** How often a lease that another window has is asked for, in milliseconds. */
const ASK_MS = 500;

/**
 * Does something while no other window of this browser does something of the same name: under a Web Lock, or where
 * there are none (a page over plain http) under a lease in the database, which ends by itself when its window does.
 */
export async function exclusively(database: IDBPDatabase<Schema>, name: string, work: () => Promise<void>): Promise<void> {
  // Not there on a page that is no secure context, whatever its type says.
  const locks = navigator.locks as LockManager | undefined;
  const asked = { isGranted: false };
  try {
    if (locks) {
      return await locks.request(`sala ${name}`, async () => {
        asked.isGranted = true;
        await work();
      });
    }
  } catch (error) {
    // A browser that blocks a page's storage may deny it locks as well.
    if (asked.isGranted) throw error;
  }
  const holder = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const take = () => takeLease(database, name, holder);
  while (!(await take())) await new Promise((resolve) => { setTimeout(resolve, ASK_MS); });
  const renewal = setInterval(() => { take().catch(() => {}); }, RENEW_MS);
  try {
    await work();
  } finally {
    clearInterval(renewal);
    await database.delete('leases', name);
  }
}

/** @returns whether the holder has the lease now */
async function takeLease(database: IDBPDatabase<Schema>, name: string, holder: string): Promise<boolean> {
  const { store, done } = database.transaction('leases', 'readwrite');
  const lease = await store.get(name);
  const now = Date.now();
  // One from further ahead than a lease lasts was taken before the clock was set back.
  const isFree = !lease || lease.holder === holder || lease.until < now || lease.until > now + LEASE_MS;
  if (isFree) await store.put({ holder, until: now + LEASE_MS }, name);
  await done;
  return isFree;
}
