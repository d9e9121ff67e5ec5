import { getLocale } from './locale.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** In the largest unit of which there is at least one, with three digits at most. No line ends before the unit. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const format = new Intl.NumberFormat(getLocale(), { style: 'unit', unit: UNITS[power] ?? 'byte', maximumSignificantDigits: 3 });
  return format.format(bytes / 1_000 ** power).replaceAll(' ', '\u00A0');
}
