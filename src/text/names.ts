import { USERNAME_MAX_LENGTH } from '../protocol/limits.ts';

/** What a word is made of. Scripts without spaces between words are left out: there, marks touch what they mark. */
const IN_WORD = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}]/u;
const WORD_FOLLOWS = /^_*(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}]/u;
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
  /** Of the names, in UTF-16 code units, the longest first. */
  readonly lengths: readonly number[];
}

export function toNames(people: readonly string[]): Names {
  const names = mentionable(people);
  const lengths = [...new Set(names.map(({ length }) => length))];
  return { byFold: new Map(names.map((name) => [fold(name), name])), lengths: lengths.toSorted((one, other) => other - one) };
}

/**
 * Who is mentioned by the `@` at an index, if somebody is: the longest name that stands behind it, whatever its
 * capitals. "ana@sala.example" mentions nobody, and "@anabel" not Ana.
 */
export function mentionAt(text: string, index: number, { byFold, lengths }: Names): { name: string; end: number } | undefined {
  if (text.charAt(index) !== '@' || isWordBefore(text, index)) return undefined;
  for (const length of lengths) {
    const end = index + 1 + length;
    const name = end <= text.length ? byFold.get(fold(text.slice(index + 1, end))) : undefined;
    if (name !== undefined && !WORD_FOLLOWS.test(text.slice(end, end + length))) return { name, end };
  }
  return undefined;
}
