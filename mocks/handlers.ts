import { http, HttpResponse, type HttpHandler } from 'msw';
import { answer, checkMediaType, readKey, refusal, type Input, type Reply } from '../server/answering.ts';
import { ENDPOINTS, type Endpoint, type Identity } from '../server/endpoints.ts';
import { Refusal, type ErrorCode } from '../src/protocol/errors.ts';
import { BODY_MAX_BYTES } from '../src/protocol/limits.ts';
import { Watch, type Changes } from './changes.ts';
import type { StoredRooms } from './stored-rooms.ts';

export interface Counter {
  readonly rooms: StoredRooms;
  readonly identity: Identity;
  readonly changes: Changes;
  readonly reportFault: (fault: unknown) => void;
}

/**
 * The table of endpoints as an MSW handler: the same requests, rules and answers as Express gives. It is one handler,
 * because MSW's own matching of paths is more lenient than the protocol.
 *
 * @param base the demo's address, with a slash at its end
 */
export function createHandlers(base: string, demo: Counter): HttpHandler[] {
  const endpoints = new Map(ENDPOINTS.map((endpoint) => [base + endpoint.path.slice(1), endpoint]));
  return [
    http.all(`${base}*`, ({ request }) => {
      const { origin, pathname } = new URL(request.url);
      const endpoint = endpoints.get(origin + pathname);
      const refuse = (code: ErrorCode, message: string) => refusal(new Refusal(code, message), demo.reportFault);
      if (!endpoint) return toResponse(refuse('not_found', 'There is nothing at this address.'));
      const { method, path } = endpoint;
      if (request.method === method) return reply(request, endpoint, demo);
      if (request.method === 'HEAD' && method === 'GET') return withoutBody(reply(request, endpoint, demo));
      return toResponse(refuse('method_not_allowed', `${path} is called with ${method}.`), {
        Allow: method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS',
      });
    }),
  ];
}

async function withoutBody(response: Promise<Response>): Promise<Response> {
  const { status, headers } = await response;
  return new HttpResponse(null, { status, headers });
}

async function reply(request: Request, endpoint: Endpoint, demo: Counter): Promise<Response> {
  const watch = new Watch(demo.changes);
  try {
    const input = await readInput(request);
    const keyDigest = endpoint.keyed ? await digest(readKey(request.headers.get('Authorization'))) : undefined;
    const answered = await answer(endpoint, input, { ...demo, keyDigest });
    if ('status' in answered) return toResponse(answered);
    const release = answered.hold.username === undefined ? undefined : demo.rooms.hold(answered.hold.username);
    try {
      await watch.change(answered.hold);
    } finally {
      release?.();
    }
    return toResponse(await answered.again());
  } catch (error) {
    return toResponse(refusal(error, demo.reportFault));
  } finally {
    watch.end();
  }
}

function toResponse({ status, body, retryAfter }: Reply, headers: Record<string, string> = {}): Response {
  return new HttpResponse(body, {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
      ...headers,
    },
  });
}

async function readInput(request: Request): Promise<Input> {
  if (request.method !== 'POST') return { query: new URL(request.url).search.slice(1) };
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength === 0) throw new Refusal('invalid_request', 'The body must be a JSON object.');
  checkMediaType(request.headers.get('Content-Type'));
  if (bytes.byteLength > BODY_MAX_BYTES) {
    throw new Refusal('payload_too_large', `A body may have ${BODY_MAX_BYTES} bytes at most.`);
  }
  try {
    return { json: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new Refusal('invalid_request', 'The body must be UTF-8.');
  }
}

async function digest(key: string | undefined): Promise<string | undefined> {
  if (key === undefined) return undefined;
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
