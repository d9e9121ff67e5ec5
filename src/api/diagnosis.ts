import { isLoopback } from './addresses.ts';
import type { Fetcher } from './client.ts';
import { AwayError, ConnectionError, ProtocolError, ShapeError } from './failures.ts';

/**
 * Why a server cannot be used, as far as a page can know: this device has no network; the page came over https, and
 * browsers keep such pages from plain http; something answers, and does not allow pages of other addresses to read it;
 * something answers that is no chat server, or one that breaks the protocol; a gateway answers whose server is away; or
 * nothing does, be it a wrong address, a server that does not run or a
 * certificate that the browser does not trust: to a page these look the same.
 */
export type ServerFault = 'offline' | 'insecure' | 'no_cors' | 'no_server' | 'not_understood' | 'away' | 'unreachable';

/** What a page knows of itself. */
export interface PageFacts {
  readonly isOnline: boolean;
  /** The page's own address. */
  readonly page: string;
  /** The browser's own, unless another is given. */
  readonly fetch?: Fetcher;
}

/** How long the question whether anything answers may take, in milliseconds. */
const PROBE_MS = 5_000;

/**
 * @param base the server's
 * @param error what calling it failed with
 * @returns undefined where a server refused, in its own words
 */
export async function diagnose(base: string, error: unknown, facts: PageFacts): Promise<ServerFault | undefined> {
  if (error instanceof ProtocolError) return 'not_understood';
  if (error instanceof ShapeError) return 'no_server';
  if (error instanceof AwayError) return 'away';
  if (!(error instanceof ConnectionError)) return undefined;
  const { isOnline, page, fetch: ask = fetch } = facts;
  const { protocol, hostname } = new URL(base);
  if (!isLoopback(hostname)) {
    if (!isOnline) return 'offline';
    if (page.startsWith('https:') && protocol === 'http:') return 'insecure';
  }
  const probe = new AbortController();
  const timer = setTimeout(() => probe.abort(), PROBE_MS);
  try {
    // Of an answer without CORS a page gets to know nothing but that there is one.
    await ask(`${base}health`, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal: probe.signal });
    return 'no_cors';
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(timer);
    // Its body may never end.
    probe.abort();
  }
}
