import { getLocale } from './locale.ts';

const cache = new Map<string, Intl.DateTimeFormat>();
const agoCache = new Map<string, Intl.RelativeTimeFormat>();

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The words come in the languages that there are, dates and times as the reader's own country writes them: whoever
 * asks for British English gets 19:05, and 7:05 PM who asks for American.
 */
function region(): string {
  const [language] = getLocale().split('-');
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? getLocale();
}

/** Making a format is slow, using one is not. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = region();
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

/** @param ms since the Unix epoch */
export function formatTime(ms: number): string {
  return format({ timeStyle: 'short' }).format(ms);
}

/** @param ms since the Unix epoch */
export function formatDay(ms: number): string {
  return format({ weekday: 'long', day: 'numeric', month: 'long' }).format(ms);
}

/**
 * How long ago something was, in whole minutes, hours or days: the largest of which at least one has passed.
 *
 * @param ms since the Unix epoch
 */
export function formatAgo(ms: number, now = Date.now()): string {
  const locale = region();
  let found = agoCache.get(locale);
  if (!found) agoCache.set(locale, (found = new Intl.RelativeTimeFormat(locale)));
  const passed = now - ms;
  if (passed >= DAY_MS) return found.format(-Math.floor(passed / DAY_MS), 'day');
  if (passed >= HOUR_MS) return found.format(-Math.floor(passed / HOUR_MS), 'hour');
  return found.format(-Math.max(1, Math.floor(passed / MINUTE_MS)), 'minute');
}

/** The same text for all times of a day, here where the device is. */
export function dayOf(ms: number): string {
  return new Date(ms).toDateString();
}
