/*
 * All that the rules know, as plain data: what a store keeps that is not memory. Clocks are the surroundings' own.
 */

export interface RoomSnapshot {
  readonly name: string;
  readonly epoch: string;
  readonly members: readonly string[];
  readonly count: number;
  readonly lastMicros: number;
  readonly lostMicros: number;
  readonly kept: readonly KeptSnapshot[];
}

export interface KeptSnapshot {
  readonly micros: number;
  readonly json: string;
}

export interface PersonSnapshot {
  readonly name: string;
  /** In the order of joining. */
  readonly rooms: readonly string[];
  readonly keyDigest: string | undefined;
  readonly heardAt: number;
}

export interface KeptNameSnapshot {
  readonly name: string;
  readonly keyDigest: string;
  readonly until: number;
}

export interface SentSnapshot {
  readonly room: string;
  readonly key: string;
  readonly micros: number;
  readonly count: number;
  readonly at: number;
}

export interface RoomsSnapshot {
  /** The newest stamp, also of a room that is gone. */
  readonly lastMicros: number;
  readonly rooms: readonly RoomSnapshot[];
  /** The one heard of the longest ago first. */
  readonly people: readonly PersonSnapshot[];
  /** Oldest first, as the following. */
  readonly keptNames: readonly KeptNameSnapshot[];
  readonly sentIds: readonly SentSnapshot[];
}
