import type { ChatRoom } from '../../src/chat/room.ts';
import type { Message } from '../../src/protocol/messages.ts';
import { checkGaps } from './gaps.ts';
import { readTimeline, type Line, type StoredLine } from './timelines.ts';
import type { Incarnation, Place, Truth } from './truth.ts';
import type { Violation, Wrong } from './violations.ts';

/**
 * Holds what the server stored in a room against the order and the number of times in which it was written.
 *
 * @param strays texts that do not count, because the network alone is to blame for them
 * @param failed texts of which somebody was told that they were not sent: those may still arrive, in any order
 */
export function checkLog(
  room: string, incarnations: readonly Incarnation[], strays: ReadonlySet<string>, failed: ReadonlySet<string>,
): Violation[] {
  return incarnations.flatMap(({ epoch, messages }) =>
    checkWriters(`the server’s ${room} (${epoch})`, messages.filter(({ message }) => !strays.has(message)), failed));
}

/** Each writer's texts end in the numbers in which they were written. */
function checkWriters(where: string, messages: readonly Message[], failed: ReadonlySet<string>): Violation[] {
  const violations: Violation[] = [];
  const last = new Map<string, number>();
  const seen = new Set<string>();
  for (const message of messages) {
    if (message.type !== 'message') continue;
    const { username, message: text } = message;
    const number = Number(text.split(' ').at(-1));
    if (seen.has(text)) violations.push({ wrong: 'doubled', what: `${where} has "${text}" twice` });
    else if (!failed.has(text) && number < (last.get(username) ?? 0)) violations.push({ wrong: 'out of order', what: `${where} has "${text}" after ${last.get(username)}` });
    seen.add(text);
    last.set(username, Math.max(number, last.get(username) ?? 0));
  }
  return violations;
}

/** What a timeline is held against. */
export interface Seen {
  /** Who reads it, and in which page. */
  readonly where: string;
  readonly reader: string;
  readonly truth: Truth;
  /** The newest messages of the last incarnation: those that the server keeps. */
  readonly kept: readonly Message[];
  /**
   * Whether the client can know that a gap is none: not where the server does not tell of gaps, nor where several pages
   * each have a part of what was said, and one is late.
   */
  readonly knowsGaps: boolean;
}

/** Holds a timeline against what the server stored, and what it still keeps. */
export function checkTimeline(room: ChatRoom, { where, reader, truth, kept, knowsGaps }: Seen): Violation[] {
  const lines = readTimeline(room, reader, truth);
  const stored = lines.filter((line) => line.kind === 'stored');
  const wrong = (kind: Wrong) => (what: string): Violation => ({ wrong: kind, what: `${where}: ${what}` });
  return [
    ...lines.flatMap((line) => (line.kind === 'unknown' ? [`"${line.text}" was never stored`] : [])).map(wrong('invented')),
    ...repeated(lines).map(wrong('doubled')),
    ...missing(kept, room.name, stored, truth).map(wrong('lost')),
    ...disordered(stored).map(wrong('out of order')),
    ...checkGaps(where, lines, truth.of(room.name).map(({ messages }) => messages.length), knowsGaps),
  ];
}

/** One line is another's double if it is of the same message, and if its message could only be guessed by its text. */
function repeated(lines: readonly Line[]): string[] {
  const stored = lines.filter((line) => line.kind === 'stored');
  const places = stored.map(({ place, text }) => `"${text}" (${keyOf(place)})`);
  const guesses = lines.flatMap((line) => (line.kind === 'guessed' ? [line.text] : []));
  const texts = [...guesses, ...stored.map(({ text }) => text)];
  return [
    ...places.filter((place, index) => places.indexOf(place) !== index),
    ...guesses.filter((text, index) => texts.indexOf(text, index + 1) >= 0).map((text) => `"${text}" (guessed)`),
  ];
}

function missing(kept: readonly Message[], room: string, stored: readonly StoredLine[], truth: Truth): string[] {
  const shown = new Set(stored.map(({ place }) => keyOf(place)));
  return kept.flatMap(({ timestamp, message }) => {
    const place = truth.find(room, timestamp, message);
    return place && shown.has(keyOf(place)) ? [] : [`"${message}" is kept, and not here`];
  });
}

function disordered(stored: readonly StoredLine[]): string[] {
  return stored.flatMap((line, index) => {
    const before = stored[index - 1];
    if (!before || before.place.incarnation < line.place.incarnation) return [];
    const isBefore = before.place.incarnation === line.place.incarnation && before.place.index <= line.place.index;
    return isBefore ? [] : [`"${line.text}" (${keyOf(line.place)}) is after "${before.text}" (${keyOf(before.place)})`];
  });
}

function keyOf({ incarnation, index }: Place): string {
  return `${incarnation}.${index}`;
}
