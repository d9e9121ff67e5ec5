import type { LogEntry } from './log-items.ts';

/** Somebody came or went, and the server says who. */
export type Passage = Extract<LogEntry, { kind: 'event' }> & { readonly event: NonNullable<Extract<LogEntry, { kind: 'event' }>['event']>; readonly user: string };

/** What came of it in the end: `visited` is came and went, `returned` is went and came back. */
export type Outcome = 'joined' | 'left' | 'visited' | 'returned';

export interface Passages {
  readonly outcome: Outcome;
  /** Each once, in the order in which they first came or went. */
  readonly names: readonly string[];
}

export function isPassage(entry: LogEntry): entry is Passage {
  return entry.kind === 'event' && entry.event !== undefined && entry.user !== undefined;
}

/** Many comings and goings in a row, told by what came of them for each person. */
export function foldPassages(passages: readonly Passage[]): Passages[] {
  const ofPeople = new Map<string, { readonly cameFirst: boolean; cameLast: boolean }>();
  for (const { user, event } of passages) {
    const isComing = event === 'joined';
    const person = ofPeople.get(user);
    if (person) person.cameLast = isComing;
    else ofPeople.set(user, { cameFirst: isComing, cameLast: isComing });
  }
  const names = new Map<Outcome, string[]>();
  for (const [name, { cameFirst, cameLast }] of ofPeople) {
    const outcome = cameFirst ? (cameLast ? 'joined' : 'visited') : cameLast ? 'returned' : 'left';
    names.set(outcome, [...(names.get(outcome) ?? []), name]);
  }
  return [...names].map(([outcome, all]) => ({ outcome, names: all }));
}

/** So many names are said at most; of more the first two, and how many others there are. */
const NAMES_MAX = 3;

/** @returns how many of these names are said, and how many others are counted */
export function saidNames(names: readonly string[]): { readonly said: readonly string[]; readonly others: number } {
  const said = names.length > NAMES_MAX ? names.slice(0, NAMES_MAX - 1) : names;
  return { said, others: names.length - said.length };
}
