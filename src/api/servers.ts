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

/**
 * The base address that somebody means who types `sala.example`, with or without scheme, port and path.
 *
 * @param page the page's own address, whose scheme is taken where none is given
 * @returns with a slash at its end; undefined where this is no address
 */
export function readServerAddress(typed: string, page: string): string | undefined {
  const text = typed.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? '' : `${page.startsWith('https:') ? 'https' : 'http'}://`;
  if (text === '' || !URL.canParse(scheme + text)) return undefined;
  const url = new URL(scheme + text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // Chromium escapes what may not be in a host, where others refuse it.
  if (url.hostname.includes('%')) return undefined;
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}
