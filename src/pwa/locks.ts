/**
 * Does something under a Web Lock, or at once where a page has none: over plain http, or where the browser denies them.
 *
 * @param work what is to be done; the lock is null where it is not available and only wanted if it is
 */
export async function underLock<T>(name: string, options: LockOptions, work: (lock: Lock | null) => Promise<T>): Promise<T> {
  // Not there on a page that is no secure context, whatever its type says.
  const locks = navigator.locks as LockManager | undefined;
  const asked = { isAnswered: false };
  try {
    if (locks) {
      return await locks.request(name, options, (lock) => {
        asked.isAnswered = true;
        return work(lock);
      });
    }
  } catch (error) {
    if (asked.isAnswered) throw error;
  }
  return work({ name, mode: 'exclusive' });
}
