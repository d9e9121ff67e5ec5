import { getLocale } from './locale.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, using one is not. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${getLocale()} ${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(getLocale(), options)));
  return found;
}

/** @param ms since the Unix epoch */
export function formatTime(ms: number): string {
  return format({ hour: '2-digit', minute: '2-digit' }).format(ms);
}

/** @param ms since the Unix epoch */
export function formatDay(ms: number): string {
  return format({ weekday: 'long', day: 'numeric', month: 'long' }).format(ms);
}

/** The same text for all times of a day, here where the device is. */
export function dayOf(ms: number): string {
  return new Date(ms).toDateString();
}
