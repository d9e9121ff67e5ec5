/** What must not happen. */
export const WRONGS = [
  /** A message that the server keeps is not in a timeline, or one that was written is nowhere. */
  'lost',
  /** A message is twice in a timeline, or was stored twice in one incarnation of a room. */
  'doubled',
  /** A timeline has another order than the server, or the server has another one than the writer. */
  'out of order',
  /** Messages are missing in the middle of a timeline, and it has no line that says so. */
  'untold gap',
  /** A timeline says that messages are missing where none are. */
  'needless gap',
  /** A timeline has what the server never stored. */
  'invented',
  /** A message still waits, or a page is not connected, long after all is well. */
  'stuck',
  /** A room is gone from a page although nobody left it. */
  'closed',
  /** Somebody is in a room that they left, or in one that a page of theirs does not show. */
  'ghost',
  /** A client asked twice at a time for what is new in a room. */
  'overlap',
  /** Pages of one person differ. */
  'disagreement',
] as const;

/** What no client can avoid, by what it is told; it is counted all the same. */
export const INEVITABLES = [
  /** As an untold gap, but among the reader's own last lines of a former incarnation, of which nothing is to be had. */
  'unseen end',
  /** As a needless gap, but where what is missing may be the reader's own lines or another page's, or a room was made again. */
  'cautious gap',
] as const;

export type Wrong = (typeof WRONGS)[number] | (typeof INEVITABLES)[number];

export interface Violation {
  readonly wrong: Wrong;
  /** Where, and what. */
  readonly what: string;
}

export function isInevitable({ wrong }: Violation): boolean {
  return INEVITABLES.some((inevitable) => inevitable === wrong);
}
