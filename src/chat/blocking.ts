import type { ServerClient } from '../api/client.ts';
import { AwayError, ShapeError } from '../api/failures.ts';
import { findServer } from '../api/servers.ts';
import { BlockedError, isUnanswered } from './failure.ts';

/** With these a proxy asks for the same once more, whatever it was: a slow request, and one that came too early. */
const AGAIN = [408, 425];
/** So many answers in a row of something else than the server say that it refuses this call. */
const REFUSALS = 2;
/** So many calls in a row without an answer say the same: a firewall may cut them off, and a page cannot read every answer. */
const CUTS = 3;

/**
 * Whether a call failed for what it says, and not for want of a server: something between here and the server, such as
 * a firewall, answered or cut it off, and lets others through. It is not known whether the server got it.
 */
async function isBlocked(error: unknown, client: ServerClient, signal?: AbortSignal): Promise<boolean> {
  const isAway = error instanceof AwayError ? !error.isPage : error instanceof ShapeError && AGAIN.includes(error.httpStatus);
  if (!isUnanswered(error) || isAway) return false;
  try {
    await findServer(client, signal);
    return true;
  } catch {
    return false;
  }
}

/** @returns what to throw for a call that failed once: a BlockedError where something else than the server answered it */
export async function orBlocked(error: unknown, client: ServerClient): Promise<unknown> {
  return isOther(error) && (await isBlocked(error, client)) ? new BlockedError() : error;
}

/** Whether something else than the server answered. */
function isOther(error: unknown): boolean {
  return error instanceof ShapeError || error instanceof AwayError;
}

/** Tells calls that are blocked whenever they are tried from those that a bad network swallowed. */
export class Blocks {
  readonly #client: ServerClient;
  /** By what is tried: how often it was blocked in a row. */
  readonly #counts = new Map<string, number>();

  constructor(client: ServerClient) {
    this.#client = client;
  }

  has(what: string): boolean {
    return this.#counts.has(what);
  }

  forget(what: string): void {
    this.#counts.delete(what);
  }

  /** @returns whether it was blocked often enough to say so */
  async note(what: string, error: unknown, signal?: AbortSignal): Promise<boolean> {
    if (!(await isBlocked(error, this.#client, signal))) {
      this.forget(what);
      return false;
    }
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return count >= (isOther(error) ? REFUSALS : CUTS);
  }
}
