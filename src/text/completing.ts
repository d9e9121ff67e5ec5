import { USERNAME_MAX_LENGTH } from '../protocol/limits.ts';
import { fold, mayMention, mentionable } from './names.ts';

/** What is being typed in front of the caret, and from where on it would be replaced. */
export interface Started {
  readonly kind: 'emoji' | 'person';
  readonly start: number;
  readonly query: string;
}

const FENCE = '```';
const CODE_STARTED = /(?<![\p{L}\p{N}:]):(?<query>[\p{L}\p{N}_+-]{2,})$/u;
const CODE_CLOSED = /(?<![\p{L}\p{N}:]):(?<query>[\p{L}\p{N}_+-]+):$/u;

/** @param before the text in front of the caret */
export function startedIn(before: string): Started | undefined {
  if (isInCode(before)) return undefined;
  const code = CODE_STARTED.exec(before);
  if (code) return { kind: 'emoji', start: code.index, query: code.groups?.['query'] ?? '' };
  const start = before.lastIndexOf('@');
  const query = before.slice(start + 1);
  const isName = start >= 0 && query.length <= USERNAME_MAX_LENGTH && !/^\s|\n/.test(query);
  return isName && mayMention(before, start) ? { kind: 'person', start, query } : undefined;
}

/** A shortcode that was just typed in full, as `:tada:`. `query` is without its colons. */
export function closedIn(before: string): Started | undefined {
  const code = isInCode(before) ? null : CODE_CLOSED.exec(before);
  return code ? { kind: 'emoji', start: code.index, query: code.groups?.['query'] ?? '' } : undefined;
}

/** Those whose name begins so, then those of whom a later name does. Nobody where a name is there in full. */
export function peopleFor(query: string, people: readonly string[], most: number): string[] {
  const wanted = fold(query);
  const names = mentionable(people);
  const first = names.filter((name) => fold(name).startsWith(wanted));
  const later = names.filter((name) => !fold(name).startsWith(wanted) && fold(name).includes(` ${wanted}`));
  const found = [...first, ...later];
  return found.length === 1 && fold(found[0] ?? '') === wanted ? [] : found.slice(0, most);
}

/** Numbers but +1, and letters that are a face with the colon: `:12`, `:DD`, `:xD` */
const NO_SHORTCODE = /^(?!\+1$)[+-]?\p{N}|^(\p{L})\1*$|^(?:xd|op)$/iu;

/** Shorter ones are words as well: `put it :in`, `cc :me` */
const PLAIN_SHORTCODE_LENGTH = 3;

/**
 * Whether what is being typed may well be meant as it stands, so that Enter is to send it: "see you at :12", "meet @ 8" or
 * the whole name of somebody with more behind it.
 */
export function isMeantAsTyped({ kind, query }: Started, people: readonly string[]): boolean {
  if (kind === 'emoji') return NO_SHORTCODE.test(query) || query.length < PLAIN_SHORTCODE_LENGTH;
  const typed = fold(query);
  return !/\p{L}/u.test(query) || people.some((name) => `${typed} `.startsWith(`${fold(name)} `));
}

function isInCode(before: string): boolean {
  const isInBlock = before.split(FENCE).length % 2 === 0;
  return isInBlock || before.slice(before.lastIndexOf('\n') + 1).split('`').length % 2 === 0;
}
