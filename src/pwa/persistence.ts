/** What a browser has to do with keeping what a page stores, as far as it has it. */
export interface Keeping {
  /** Not there on a page over plain http. */
  readonly storage: Pick<StorageManager, 'persist' | 'persisted'> | undefined;
  /** What somebody has answered before, where the browser tells. */
  permission(): Promise<PermissionState | undefined>;
  /** Whether the browser asks whoever sits there. Others decide by themselves, and may do so otherwise the next time. */
  readonly isAsking: boolean;
  /** What outlasts the page. */
  readonly notes: Pick<Storage, 'getItem' | 'setItem'>;
}

const ASKED = 'sala-persistence-asked';

/**
 * Asks the browser not to throw away what the page stores when the disk is full. Somebody has to have done something
 * that is worth keeping: Firefox asks them. It does so once. Where that is not possible, nothing happens.
 */
export async function keepForGood(keeping = keepingHere()): Promise<void> {
  const { storage, notes, isAsking } = keeping;
  try {
    if (!storage || await storage.persisted() || await keeping.permission() === 'denied') return;
    if (isAsking && notes.getItem(ASKED) !== null) return;
    // Before the answer: a question that is passed over is not put again either.
    if (isAsking) notes.setItem(ASKED, 'yes');
    await storage.persist();
  } catch {
    // No place for notes, or none to store anything.
  }
}

async function permission(): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: 'persistent-storage' })).state;
  } catch {
    return undefined;
  }
}

function keepingHere(): Keeping {
  return {
    storage: navigator.storage,
    permission,
    isAsking: /\bFirefox\//.test(navigator.userAgent),
    notes: {
      getItem: (key) => localStorage.getItem(key),
      setItem: (key, value) => localStorage.setItem(key, value),
    },
  };
}
