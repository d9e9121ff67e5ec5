/**
 * Runs something in one tab at a time: in the tab that got the lock first, and when that is closed in the next.
 *
 * @param run what is to run; it ends when the returned function is called
 * @returns gives up the lock, or the wait for it
 */
export function lead(name: string, run: () => () => void): () => void {
  const ending = new AbortController();
  void navigator.locks
    .request(name, { signal: ending.signal }, async () => {
      const end = run();
      await new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
      end();
    })
    .catch(() => {
      // The wait was given up.
    });
  return () => ending.abort();
}
