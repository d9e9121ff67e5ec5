import type { HealthAnswer } from '../protocol/answers.ts';
import type { ServerClient } from './client.ts';
import { AwayError, isFailure, ProtocolError, ShapeError } from './failures.ts';

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
 * @throws ConnectionError or ShapeError where this is no chat server, or none that can be reached; ProtocolError where
 *   it says to be one and breaks the protocol
 */
export async function findServer(client: ServerClient, signal?: AbortSignal): Promise<Server> {
  try {
    const found = await find(client, signal);
    client.isKnown = true;
    return found;
  } catch (error) {
    // Whatever else is there is not to be called a chat server that breaks the protocol.
    if (error instanceof ProtocolError && !client.isKnown && !isChat(error)) throw new ShapeError(error.httpStatus, error.message);
    throw error;
  }
}

async function find(client: ServerClient, signal?: AbortSignal): Promise<Server> {
  try {
    const health = await client.health(signal);
    return { health, features: new Set(health.features) };
  } catch (error) {
    // A server without `/health` may answer without CORS, which looks just like no answer.
    if (!isFailure(error) || error instanceof AwayError || isChat(error)) throw error;
    if (error instanceof ShapeError && error.httpStatus >= 500) throw error;
    const { server } = await client.userRooms(PROBE_NAME, signal);
    // Only Sala's says which run it is: this is one whose `/health` failed, which decides nothing.
    if (server !== undefined) throw error;
    return { health: undefined, features: new Set() };
  }
}

/** Whether what breaks the protocol says to be a chat server's all the same, or has no end. */
function isChat(error: unknown): boolean {
  if (!(error instanceof ProtocolError)) return false;
  const answer = error.answer as { readonly name?: unknown; readonly rooms?: unknown } | null | undefined;
  return answer === undefined || answer?.name === 'sala' || Array.isArray(answer?.rooms);
}
