/** Each is measured so often, and the quickest counts: whatever else the machine does only makes it slower. */
const ROUNDS = 30;
const CALLS = 10;

function cost(work: () => unknown): number {
  let quickest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let call = 0; call < CALLS; call++) work();
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
}

/** How many times as much one costs as the other. */
export function costRatio(one: () => unknown, other: () => unknown): number {
  cost(other);
  return cost(one) / cost(other);
}

/** Marks that canonical order swaps at each place: what they cost grows with the square of their number. */
export function alternatingMarks(length: number): string {
  return '\u0301\u0316'.repeat(length / 2);
}
