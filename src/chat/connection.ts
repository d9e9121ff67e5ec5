import type { Failure } from './failure.ts';

/** Whether the server can be reached. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  /** `since`: milliseconds since the Unix epoch. */
  | { readonly state: 'offline'; readonly since: number; readonly failure: Failure };

/** The connection after a failure: the same one where that says nothing new. */
export function afterFailure(before: Connection, failure: Failure, now: number): Connection {
  if (before.state !== 'offline') return { state: 'offline', since: now, failure };
  return before.failure.kind === failure.kind ? before : { ...before, failure };
}
