import type { Limits } from '../../server/rooms/limits.ts';

/** What not every door can do. A rule that needs it is skipped there, and the door says why. */
export type Capability =
  /** Time can be moved. */
  | 'clocks'
  /** A fault can be provoked. */
  | 'faults'
  /** A request that its client gives up ends at the server as well. */
  | 'aborts'
  /** Headers arrive with characters beyond ASCII. */
  | 'headers'
  /** The server stops while it holds answers. */
  | 'stops'
  /** Requests of other origins come in. */
  | 'cors';

export interface Clocks {
  /** Moves both clocks. */
  pass(seconds: number): void | Promise<void>;
  /** Sets the wall clock alone, forward, or back by less than 0. */
  setWallClock(bySeconds: number): void | Promise<void>;
}

/** A server of its own for one rule. */
export interface TestServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly clocks?: Clocks;
  /** From now on each new message meets a fault whose text is `secret`. */
  breakDown?(secret: string): void | Promise<void>;
  /** From now on refuses to do anything but to answer what is asked: the beginning of a stop. */
  drain?(): void | Promise<void>;
  /** Answers what it holds and holds nothing more. */
  stop?(): void | Promise<void>;
  /** Rejects if the server met a fault that nobody provoked. */
  close(): Promise<void>;
}

/** A way to reach the endpoints: the rules of the protocol hold at each. */
export interface Door {
  readonly name: string;
  /** Each with the reason why this door cannot do it. */
  readonly lacks: Partial<Readonly<Record<Capability, string>>>;
  newServer(limits: Partial<Limits>): Promise<TestServer>;
}
