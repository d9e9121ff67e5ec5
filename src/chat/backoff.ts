const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to pause before trying again: twice as long after each failure, up to half a minute, and a random half of
 * it less, so that not everybody comes back at once ("equal jitter", AWS Architecture Blog, 2015).
 *
 * @param failures in a row, 1 or more
 * @returns milliseconds
 */
export function backoff(failures: number): number {
  const most = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return most / 2 + Math.random() * (most / 2);
}
