import { splitLinks } from './links.ts';

/** What one character takes at most, in UTF-16 code units: families with skin tones do. With more marks on it, it is cut. */
const CHARACTER_MAX_LENGTH = 32;

/** So much further it is looked whether an address goes on, in UTF-16 code units. */
const ADDRESS_REACH = 2_048;

const SCHEME = /https?:\/\//giu;

/**
 * The first characters of a text, as people count them, none of them halved; see {@link cutAt}.
 *
 * @param most how many characters
 * @returns the text itself where it has no more
 */
export function shorten(text: string, most: number): string {
  let [count, end] = [0, 0];
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, most * CHARACTER_MAX_LENGTH))) {
    if (count++ === most) break;
    end += segment.length;
  }
  return cutAt(text, end);
}

/**
 * The beginning of a text, without the character that it would cut. An address that is cut is none any more: it stands
 * there without its scheme, so that nothing makes a link of it.
 *
 * @param most UTF-16 code units
 * @returns the text itself where it has no more
 */
export function cutAt(text: string, most: number): string {
  if (text.length <= most) return text;
  const reach = text.slice(0, most + CHARACTER_MAX_LENGTH);
  const { index = 0 } = new Intl.Segmenter().segment(reach).containing(most) ?? {};
  // Nothing but one character with endless marks.
  const end = index > 0 ? index : most;
  let at = 0;
  for (const { text: part, href } of splitLinks(text.slice(0, most + ADDRESS_REACH))) {
    if (href !== undefined && at < end && end < at + part.length) {
      return (text.slice(0, at) + text.slice(at, end).replaceAll(SCHEME, '')).trimEnd();
    }
    at += part.length;
  }
  return text.slice(0, end).trimEnd();
}

/** Where the character begins that an index is in. */
export function startOfCharacter(text: string, index: number): number {
  const from = Math.max(0, index - CHARACTER_MAX_LENGTH);
  const character = new Intl.Segmenter().segment(text.slice(from, index + CHARACTER_MAX_LENGTH)).containing(index - from);
  return character ? from + character.index : index;
}
