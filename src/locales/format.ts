import { getLocale } from './locale.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

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

/** The same text for all times of a day, here where the device is. */
export function dayOf(ms: number): string {
  return new Date(ms).toDateString();
}
