import { USERNAME_MAX_LENGTH } from '../protocol/limits.ts';

/** Scripts without spaces between words, or with particles that touch the word before. There, marks touch what they mark. */
const TOUCHING = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
/** What a word is made of, in the other scripts. */
const IN_WORD = new RegExp(String.raw`^(?!${TOUCHING})[\p{L}\p{N}\p{M}]`, 'u');
const WORD_FOLLOWS = new RegExp(String.raw`^_*(?!${TOUCHING})[\p{L}\p{N}\p{M}]`, 'u');
const IS_TOUCHING = new RegExp(`^${TOUCHING}`, 'u');
/** Words of one letter, such as "and" and "to", that Hebrew and Arabic write together with the next one. */
const PREFIX_BEFORE = /(?<![\p{L}\p{N}\p{M}_])(?:[והבכלמש]{1,3}|[وفبكل]{1,2})$/u;
const PREFIX_MAX_LENGTH = 3;
const TRAILING_HALF = /^[\uDC00-\uDFFF]/;

/** Whether the character that begins at an index belongs to a word. */
export function isWordAt(text: string, index: number): boolean {
  return IN_WORD.test(text.slice(index, index + 2));
}

/** Whether the character that ends before an index belongs to a word. */
export function isWordBefore(text: string, index: number): boolean {
  if (index === 0) return false;
  return isWordAt(text, TRAILING_HALF.test(text.charAt(index - 1)) ? index - 2 : index - 1);
}

/** The same for all ways of writing a name in capitals and small letters. */
export function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Longer names than this, in UTF-16 code units, are not looked for: no server of Sala's has them. */
const NAME_MAX = 2 * USERNAME_MAX_LENGTH;

/** Of these people, those who can be mentioned. */
export function mentionable(people: readonly string[]): string[] {
  return people.filter(({ length }) => length <= NAME_MAX);
}

/** People who may be mentioned. */
export interface Names {
  readonly byFold: ReadonlyMap<string, string>;
  /** Of the names once composed, in UTF-16 code units, the longest first. */
  readonly lengths: readonly number[];
}

export function toNames(people: readonly string[]): Names {
  const names = mentionable(people);
  const lengths = [...new Set(names.map((name) => name.normalize('NFC').length))];
  return { byFold: new Map(names.map((name) => [fold(name), name])), lengths: lengths.toSorted((one, other) => other - one) };
}

/**
 * Who is mentioned by the `@` at an index, if somebody is: the longest name that stands behind it, whatever its
 * capitals and however its accents were typed. "ana@sala.example" mentions nobody, and "@anabel" not Ana.
 */
export function mentionAt(text: string, index: number, { byFold, lengths }: Names): { name: string; end: number } | undefined {
  if (text.charAt(index) !== '@' || !mayMention(text, index)) return undefined;
  const ends = endsOf(text, index + 1, lengths[0] ?? 0);
  for (const length of lengths) {
    const end = ends?.get(length) ?? index + 1 + length;
    const name = end <= text.length ? byFold.get(fold(text.slice(index + 1, end))) : undefined;
    if (name !== undefined && !WORD_FOLLOWS.test(text.slice(end, end + length + 1))) return { name, end };
  }
  return undefined;
}

/** Whether an `@` at an index can begin a mention, as it cannot within a word. */
export function mayMention(text: string, index: number): boolean {
  return !isWordBefore(text, index) || isPrefixBefore(text, index);
}

/** Whether what stands before an index is a word that its script writes together with the next one. */
export function isPrefixBefore(text: string, index: number): boolean {
  return PREFIX_BEFORE.test(text.slice(Math.max(0, index - PREFIX_MAX_LENGTH - 1), index));
}

/** Whether the character at an index belongs to a script whose words touch. */
export function isTouchingAt(text: string, index: number): boolean {
  return IS_TOUCHING.test(text.slice(index, index + 2));
}

/** Of a character as it may be typed, with its marks apart, in UTF-16 code units. Fewer have more marks than this. */
const DECOMPOSED_MAX = 4;

/** Where a name ends that has so many code units once its characters are composed; undefined where all of them are. */
function endsOf(text: string, start: number, longest: number): Map<number, number> | undefined {
  const typed = text.slice(start, start + longest * DECOMPOSED_MAX);
  if (typed === typed.normalize('NFC')) return undefined;
  const ends = new Map<number, number>();
  let length = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(typed)) {
    length += segment.normalize('NFC').length;
    ends.set(length, start + index + segment.length);
    if (length >= longest) break;
  }
  return ends;
}
