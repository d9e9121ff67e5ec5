import { splitLinks } from './links.ts';

/** What one character takes at most, in UTF-16 code units: families with skin tones do. With more marks on it, it is cut. */
const CHARACTER_MAX_LENGTH = 32;

const SCHEME = /https?:\/\//giu;

/**
 * The first characters of a text, as people count them, none of them halved. An address that is cut is none any more: it
 * stands there without its scheme, so that nothing makes a link of it.
 *
 * @param most how many characters
 * @returns the text itself where it has no more
 */
export function shorten(text: string, most: number): string {
  const end = endOf(text, most);
  if (end === text.length) return text;
  let at = 0;
  for (const { text: part, href } of splitLinks(text)) {
    if (href !== undefined && at < end && end < at + part.length) {
      return (text.slice(0, at) + text.slice(at, end).replaceAll(SCHEME, '')).trimEnd();
    }
    at += part.length;
  }
  return text.slice(0, end).trimEnd();
}

function endOf(text: string, most: number): number {
  let [count, end] = [0, 0];
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, most * CHARACTER_MAX_LENGTH))) {
    if (count++ === most) return end;
    end += segment.length;
  }
  return end;
}
