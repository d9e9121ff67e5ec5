import { cpus, loadavg } from 'node:os';

/** @param sorted the smallest first @param share 0.5 for the median, 1 for the greatest */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values.toSorted((one, other) => one - other), 0.5);
}

/** On what it was measured, and how busy that was with other things before. */
export function machine(): string {
  const [load = 0] = loadavg();
  return `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, load ${load.toFixed(1)} before.`;
}

/** Prints a table in Markdown. */
export function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [heads, heads.map((_head, column) => (column === 0 ? '---' : '---:')), ...rows];
  console.log(`\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
}

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
