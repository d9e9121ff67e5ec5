import { isPrefixBefore, isWordAt, isWordBefore } from './names.ts';

/** A mark of emphasis, and what it may do where it stands. */
export interface Mark {
  readonly start: number;
  readonly mark: string;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** One behind a backslash is none: ¯\_(ツ)_/¯ */
const MARK = /(?<!\\)(?:\*{1,3}(?!\*)|_(?!_))/g;
const IS_MARK = /[*_]/;

/** What nothing bold or italic can be seen of. */
const BLANK = /[\s\p{Default_Ignorable_Code_Point}]/u;
/** What stands before something that is emphasised, if not a space: code has other signs there, as `int *p` or `[a-z]*`. */
const BEFORE = /[\s\p{Ps}\p{Pi}"'¿¡,;:!?…–—-]|[，。：；！？、]|\p{So}|\p{Emoji_Modifier}|\uFE0F/u;
/** What something that is emphasised begins with. Globs, comments and pointers go on with other signs. */
const BEGINNING = /[\p{L}\p{N}\p{M}\p{Pi}\p{So}\p{Sc}"'„‚¿¡#`「『《〈（【]|\p{Extended_Pictographic}/u;
/** What goes on behind a mark that would end something, as the ending of a file does. */
const GOES_ON = /^\.[\p{L}\p{N}]/u;

/** So many marks within each other stand side by side at most. */
const NESTED_MAX = 4;

/** The marks of a part of a line, in order; where it ends, code, a link or a mention begins. Takes time in proportion to it. */
export function* marksIn(line: string, from: number, to: number): Generator<Mark> {
  for (const { index, 0: mark } of line.slice(from, to).matchAll(MARK)) {
    const start = from + index;
    // The rest of a run that is too long to be a mark.
    if (line.charAt(start - 1) === mark.charAt(0)) continue;
    yield { start, mark, opens: opensAt(line, start, start + mark.length, to), closes: closesAt(line, start, start + mark.length) };
  }
}

function opensAt(line: string, start: number, after: number, to: number): boolean {
  let [first, last] = [start, after];
  while (start - first < NESTED_MAX && IS_MARK.test(line.charAt(first - 1))) first--;
  while (last - after < NESTED_MAX && IS_MARK.test(line.charAt(last))) last++;
  const [before, next] = [characterBefore(line, first), String.fromCodePoint(line.codePointAt(last) ?? 0x20)];
  const isQuoted = before === next && /["']/.test(before);
  const mayBegin = before === '' || BEFORE.test(before) || (!isWordBefore(line, first) && /\p{L}|\p{M}/u.test(before)) || isPrefixBefore(line, first);
  return mayBegin && !isQuoted && (BEGINNING.test(next) || (last === to && to < line.length));
}

function closesAt(line: string, start: number, after: number): boolean {
  return start > 0 && !BLANK.test(line.charAt(start - 1)) && !isWordAt(line, after) && !GOES_ON.test(line.slice(after, after + 3));
}

function characterBefore(line: string, index: number): string {
  return Array.from(line.slice(Math.max(0, index - 2), index)).at(-1) ?? '';
}
