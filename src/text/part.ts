import { cutAt } from './shorten.ts';

/** A text of more than so many UTF-16 code units or lines is shown in part at first. */
const WHOLE = { units: 4_000, lines: 100 };
/** As much of it as that. */
const PART = { units: 1_500, lines: 30 };

/**
 * The beginning of a text that is too long to be shown as a whole unasked: nobody can send one to a server of Sala's, but
 * others have their own bounds.
 *
 * @returns undefined where the text is short
 */
export function partOf(text: string): string | undefined {
  if (text.length <= WHOLE.units && endOfLines(text, WHOLE.lines) === text.length) return undefined;
  return cutAt(text, Math.min(PART.units, endOfLines(text, PART.lines)));
}

/** Where so many lines end. */
function endOfLines(text: string, count: number): number {
  let end = -1;
  for (let line = 0; line < count; line++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text.length;
  }
  return end;
}
