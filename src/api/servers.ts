import type { HealthAnswer } from '../protocol/answers.ts';
import type { ServerClient } from './client.ts';
import { ConnectionError, ServerError, ShapeError } from './failures.ts';

/** What a server can do: Sala's says it, another one has the base part alone. */
export interface Server {
  readonly health: HealthAnswer | undefined;
  readonly features: ReadonlySet<string>;
}

/** Any name will do to see whether there is an answer of the right shape. */
const PROBE_NAME = 'x';

/**
 * Finds out what a server is. A request that failed decides nothing, and neither does what this finds decide anything
 * for the next time.
 *
 * @throws ConnectionError or ShapeError where this is no chat server, or none that can be reached
 */
export async function findServer(client: ServerClient, signal?: AbortSignal): Promise<Server> {
  try {
    const health = await client.health(signal);
    return { health, features: new Set(health.features) };
  } catch (error) {
    // A server without `/health` may answer without CORS, which looks just like no answer.
    const answered = error instanceof ShapeError || error instanceof ServerError || error instanceof ConnectionError;
    if (!answered) throw error;
    if (error instanceof ShapeError && error.httpStatus >= 500) throw error;
    const { server } = await client.userRooms(PROBE_NAME, signal);
    // Only Sala's says which run it is: this is one whose `/health` failed, which decides nothing.
    if (server !== undefined) throw error;
    return { health: undefined, features: new Set() };
  }
}
