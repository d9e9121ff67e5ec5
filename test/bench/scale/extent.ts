/** How much of a measurement is made. */
export interface Extent {
  /** 1 is as large as what is promised; less is for trying. */
  readonly size: number;
  /** For which what lasts is measured. */
  readonly seconds: number;
}

/** @param least below which it would measure nothing */
export function scaled(full: number, size: number, least: number): number {
  return Math.max(least, Math.round(full * size));
}
