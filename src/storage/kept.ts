import type { RoomEvent } from '../protocol/messages.ts';

/*
 * What a device keeps, as plain data. Times are seconds since the Unix epoch where a server set them, and milliseconds
 * where this device did.
 */

/** Somebody on one server. */
export interface Account {
  readonly username: string;
  /** Claims the name on servers that know keys. */
  readonly key: string;
  /** The server's run that was last met. */
  readonly run?: string | undefined;
  /** The room that was last open. */
  readonly activeRoom?: string | undefined;
}

/** A place in the order of a room's messages: an incarnation of the room and a time in it. */
export interface Point {
  readonly epoch: string;
  /** Seconds. */
  readonly timestamp: number;
}

/** What was received of one incarnation of a room. */
export interface KeptEpoch {
  /** As the server names it; on a server that names none, a name that this device made. */
  readonly epoch: string;
  /** Seconds: the newest time that was received. */
  readonly cursor: number;
  /** Seconds: from here to `cursor` everything was received. */
  readonly coveredFrom: number;
}

export interface KeptRoom {
  readonly name: string;
  /** Milliseconds: rooms are listed in this order. */
  readonly openedAt: number;
  /** In the order in which they were first met. */
  readonly epochs: readonly KeptEpoch[];
  /** How many were before those in `epochs`, and are forgotten. */
  readonly formerEpochs: number;
  /** The incarnation that the room has now, as far as is known. */
  readonly epoch?: string | undefined;
  /** The incarnation that one has joined. */
  readonly joinedIn?: string | undefined;
  /** Messages up to here have been read. */
  readonly readTo?: Point | undefined;
  /** Left on another device while something waited to be sent. */
  readonly wasLeft?: boolean | undefined;
}

interface Placed extends Point {
  /** Names the entry in its room. */
  readonly key: string;
  /** Orders entries of one time, which some servers give out. */
  readonly rank: number;
}

/** One line of a room's talk. */
export type KeptEntry =
  | (Placed & { readonly kind: 'message'; readonly id: string | undefined; readonly writer: string; readonly text: string })
  | (Placed & {
      readonly kind: 'event';
      readonly text: string;
      readonly event: RoomEvent | undefined;
      readonly user: string | undefined;
    })
  /** Messages may be missing before the next entry: the server no longer has them, or the room was made again. */
  | (Placed & { readonly kind: 'gap' });

/** Attempts to deliver a message of which it is not known whether they arrived. */
export interface Unanswered {
  /** The incarnation of the room that they were meant for. */
  readonly epoch: string | undefined;
  /** Seconds: the newest time that had been received before the first of them. */
  readonly cursor: number;
  /** Milliseconds: when the first of them began. */
  readonly at: number;
}

/** Why a message was not sent: see `Failure` in the chat. */
export type KeptFailure =
  | { readonly kind: 'unreachable' | 'no_server' | 'not_understood' | 'blocked' | 'left' }
  | { readonly kind: 'refused'; readonly code: string | undefined; readonly message: string };

/** A message of one's own that is not known to be delivered. */
export interface KeptPending {
  readonly id: string;
  readonly text: string;
  /** Milliseconds. */
  readonly writtenAt: number;
  /**
   * `sent`: confirmed by a server that does not say as what; its echo will replace it. `unsure`: it may have arrived,
   * and a server without ids cannot be asked. `late`: it may have arrived so long ago that the server has forgotten
   * its id, and only the writer can say whether to send it again.
   */
  readonly state: 'waiting' | 'sent' | 'failed' | 'unsure' | 'late';
  readonly failure?: KeptFailure | undefined;
  readonly unanswered?: Unanswered | undefined;
}

/** What another window of this browser has changed in a room of this name, or that one goes by another name. */
export type Change =
  | { readonly what: 'renamed' }
  | { readonly what: 'opened' | 'pending' | 'draft'; readonly room: string }
  /** `leftAt`, in milliseconds: when its leaving began. */
  | { readonly what: 'closed'; readonly room: string; readonly leftAt: number }
  /** With the room as it is kept now, and the entries that were added. */
  | { readonly what: 'received'; readonly room: string; readonly kept: KeptRoom; readonly added: readonly KeptEntry[] };
