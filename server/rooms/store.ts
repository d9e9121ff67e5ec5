import type { JoinRequest, LeaveRequest, SendRequest } from '../../src/protocol/requests.ts';

export type Awaitable<T> = T | Promise<T>;

/** Goes on with a value: at once where it is there, which costs nothing, and later where it is a promise. */
export function andThen<T, Result>(value: Awaitable<T>, next: (value: T) => Awaitable<Result>): Awaitable<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}

export interface Joined {
  readonly room: string;
  readonly username: string;
  readonly epoch: string;
  /** The room's newest time, in seconds. */
  readonly timestamp: number;
}

export interface SentMessage {
  readonly id: string;
  /** Seconds. */
  readonly timestamp: number;
  readonly epoch: string;
}

export interface Received {
  /** JSON texts, oldest first. */
  readonly messages: readonly string[];
  /** Undefined for a room that does not exist. */
  readonly epoch: string | undefined;
  /** Whether people's messages are lost that are newer than what was asked for. They are older than `messages`. */
  readonly gap: boolean;
  /** Whether newer messages follow that did not fit. */
  readonly more: boolean;
}

/** A room as JSON, as its members are told of it. */
export interface RoomState {
  /** Its name. */
  readonly room: string;
  /** Its name, epoch, number of members and newest time, in seconds. */
  readonly details: string;
}

/**
 * The rules as the endpoints see them. What is refused throws a `Refusal`. Methods may return promises, so that
 * rooms can be kept elsewhere than in memory.
 */
export interface RoomStore {
  join(request: JoinRequest, keyDigest: string | undefined): Awaitable<Joined>;
  leave(request: LeaveRequest, keyDigest: string | undefined): Awaitable<void>;
  send(request: SendRequest, keyDigest: string | undefined): Awaitable<SentMessage>;
  /** @param after seconds: only what is newer is returned */
  receive(room: string, after: number, epoch?: string, username?: string): Awaitable<Received>;
  /** In the order of joining. */
  userRooms(username: string): Awaitable<readonly RoomState[]>;
  /** In the order of joining. */
  peopleIn(room: string): Awaitable<readonly string[]>;
}
