import { getLocale } from './locale.ts';

const cache = new Map<string, Intl.DateTimeFormat>();
const relativeCache = new Map<string, Intl.RelativeTimeFormat>();

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

/** How long it may take until a change of the device's time zone is seen, in milliseconds. Asking for it is slow. */
const ZONE_MS = 1_000;

let zone = '';
let zoneAskedAt = -Infinity;

/** The device's time zone now. People travel with a page open. */
function timeZone(): string {
  if (performance.now() - zoneAskedAt >= ZONE_MS) {
    zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    zoneAskedAt = performance.now();
  }
  return zone;
}

/** Another one whenever times are to be written otherwise than before: in another language, by another clock or zone. */
export function clockKey(): string {
  return `${getLocale()} ${region()} ${timeZone()}`;
}

/** Making a format is slow, using one is not. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${clockKey()} ${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(region(), options)));
  return found;
}

function relative(numeric: 'always' | 'auto'): Intl.RelativeTimeFormat {
  const locale = region();
  const key = `${locale} ${numeric}`;
  let found = relativeCache.get(key);
  if (!found) relativeCache.set(key, (found = new Intl.RelativeTimeFormat(locale, { numeric })));
  return found;
}

/**
 * A day by its date, for what is read at any time.
 *
 * @param ms since the Unix epoch
 */
export function formatDate(ms: number): string {
  return format({ dateStyle: 'full' }).format(ms);
}

/** @param ms since the Unix epoch */
export function formatTime(ms: number): string {
  return format({ timeStyle: 'short' }).format(ms);
}

/**
 * A moment in full: for what shows the time alone.
 *
 * @param ms since the Unix epoch
 */
export function formatMoment(ms: number): string {
  return format({ dateStyle: 'full', timeStyle: 'short' }).format(ms);
}

/**
 * A day as people say it: today, yesterday, else the weekday and the date, with the year where it is another one.
 *
 * @param ms since the Unix epoch
 */
export function formatDay(ms: number, now = Date.now()): string {
  const [day, today] = [dayOf(ms), dayOf(now)];
  if (day === today) return relativeDay(0);
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === yesterday.toDateString()) return relativeDay(-1);
  const isThisYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return format({ weekday: 'long', day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) }).format(ms);
}

/** With a capital, as at the beginning of a line. */
function relativeDay(days: number): string {
  const words = relative('auto').format(days, 'day');
  return words.charAt(0).toLocaleUpperCase(region()) + words.slice(1);
}

/** The parts of a list such as "Ana, Bruno and Clara": what it is made of, and what stands in between. */
export function listParts(things: readonly string[]): { type: 'element' | 'literal'; value: string }[] {
  return new Intl.ListFormat(region(), { type: 'conjunction' }).formatToParts(things);
}

/**
 * How long ago something was, in whole minutes, hours or days: the largest of which at least one has passed.
 *
 * @param ms since the Unix epoch
 */
export function formatAgo(ms: number, now = Date.now()): string {
  const found = relative('always');
  const passed = now - ms;
  if (passed >= DAY_MS) return found.format(-Math.floor(passed / DAY_MS), 'day');
  if (passed >= HOUR_MS) return found.format(-Math.floor(passed / HOUR_MS), 'hour');
  return found.format(-Math.max(1, Math.floor(passed / MINUTE_MS)), 'minute');
}

/** The same text for all times of a day, here where the device is. */
export function dayOf(ms: number): string {
  return new Date(ms).toDateString();
}
