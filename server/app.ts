import { createHash } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../src/protocol/errors.ts';
import { answer, readKey, refusal, type Context, type HeldReply, type Input, type Reply } from './answering.ts';
import { ENDPOINTS, type Endpoint, type Identity } from './endpoints.ts';
import { HeldReplies } from './held.ts';
import { API_HEADERS } from './http/api-headers.ts';
import { hasBody, send } from './http/closing.ts';
import { logRequests, noteRefusal } from './http/request-log.ts';
import { describeApi } from './openapi.ts';
import { pathOf, readBody, readQuery, refuseFileMethod } from './reading.ts';
import type { Limits } from './rooms/limits.ts';
import { Rooms } from './rooms/rooms.ts';
import { andThen, type Awaitable } from './rooms/store.ts';

/** How often silent members are looked for when nobody asks for anything, in milliseconds. */
const SWEEP_MS = 1_000;

/** For how long a browser need not ask again whether another origin may call, in seconds. Chromium keeps it 2 h at most. */
const PREFLIGHT_SECONDS = 7_200;

export interface AppOptions {
  readonly limits: Limits;
  readonly identity: Identity;
  /** Makes the ids of messages and epochs, see `Surroundings`. */
  readonly nextId: () => string;
  /** Microseconds since the Unix epoch. */
  readonly wallClock: () => number;
  /** Milliseconds, never set. */
  readonly monotonicClock: () => number;
  readonly reportFault: (fault: unknown) => void;
  /** Called with a line for each request that was answered or given up. */
  readonly onRequest?: (line: string) => void;
  /** What serves the page. */
  readonly files?: RequestHandler;
}

export interface App {
  readonly handler: RequestListener;
  /** From now on refuses every POST as `stopping`, while GETs are answered as before. */
  drain(): void;
  /** Answers every pending request and lets none wait any more: every answer from now on closes its connection. */
  stop(): void;
}

/**
 * The rules over HTTP: mounts the table of endpoints on a router of Express's. It is the router alone: an app around it would
 * give each request and each answer prototypes of its own, which makes the engine forget how it had compiled what works on
 * them (expressjs/express#5998), for methods that nothing here uses.
 */
export function createApp(options: AppOptions): App {
  const held = new HeldReplies(write);
  const rooms = new Rooms(options.limits, { ...options, onChange: (room, newest) => held.wake(room, newest) });
  const sweeper = setInterval(() => rooms.sweep(), SWEEP_MS).unref();
  const { identity, reportFault } = options;
  const context: Context = { rooms, identity, reportFault, keyDigest: undefined };
  let state: 'running' | 'draining' | 'stopped' = 'running';

  function write(response: ServerResponse, { status, body, code, retryAfter }: Reply): void {
    const headers = [...API_HEADERS, 'Content-Length', String(Buffer.byteLength(body))];
    if (retryAfter !== undefined) headers.push('Retry-After', String(retryAfter));
    if (code !== undefined) noteRefusal(response, code);
    send(response, status, headers, body, state === 'stopped');
  }

  function hold(reply: HeldReply, request: Request, response: ServerResponse): void {
    // Its connection may have ended while the rooms were asked, and would not do so again.
    if (response.destroyed) return;
    // What nobody asks for while an answer waits would be half of what it takes: Express's way to what would come after,
    // and the dozen headers of a browser.
    request.next = undefined;
    request.rawHeaders = [];
    request.headers = {};
    const waiting = held.hold(reply, response);
    const person = rooms.hold(reply.hold.username);
    response.on('close', () => {
      held.drop(waiting);
      rooms.release(person);
    });
  }

  /** Asks an endpoint. What its request may not have, such as a key that is none, throws; what it refuses is an answer. */
  function serve(endpoint: Endpoint, input: Input, request: Request, response: ServerResponse): Awaitable<void> {
    const asked = endpoint.keyed ? { ...context, keyDigest: digest(readKey(request.headers.authorization)) } : context;
    return andThen(answer(endpoint, input, asked), (reply): Awaitable<void> => {
      if ('status' in reply) return write(response, reply);
      // A body that nobody reads would wait with it.
      const mayWait = state !== 'stopped' && !hasBody(request);
      return mayWait ? hold(reply, request, response) : andThen(reply.again(), (last) => write(response, last));
    });
  }

  /** The table of endpoints, found by the path alone: a route of Express's for each costs several times as much. */
  const api: RequestHandler = (request, response, next) => {
    const { method } = request;
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      throw new Refusal('invalid_request', 'The request must say its Host.');
    }
    const endpoint = BY_PATH.get(pathOf(request.url));
    if (!endpoint) return next();
    if (method === 'OPTIONS') return preflight(response);
    if (method !== endpoint.method && !(method === 'HEAD' && endpoint.method === 'GET')) return refuseMethod(endpoint, response);
    if (method !== 'POST') return serve(endpoint, readQuery(request), request, response);
    if (state !== 'running') throw stoppingRefusal();
    return readUnlessStopping(request, response).then((input) => serve(endpoint, input, request, response));
  };

  /** The posts whose bodies are on their way, by what refuses them. */
  const arriving = new Set<(refused: Refusal) => void>();

  function readUnlessStopping(request: Request, response: Response): Promise<Input> {
    return new Promise((resolve, reject) => {
      arriving.add(reject);
      readBody(request, response).then(resolve, reject).finally(() => arriving.delete(reject));
    });
  }

  const fail: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    write(response, refusal(error, reportFault));
  };

  /** What fails in the middle of an answer ends its connection: nothing else says that the rest will not come. */
  const giveUp = (response: ServerResponse) => (error?: unknown): void => {
    reportFault(error);
    response.destroy();
  };

  const router = Router();
  const { onRequest } = options;
  if (onRequest) router.use(logRequests(onRequest));
  // Endpoints come before files: most requests are polls, and none of them should look for a file.
  router.use(api);
  router.use(refuseReadingWithBody);
  router.all('/openapi.json', ({ method }, response) => {
    if (method !== 'GET' && method !== 'HEAD') refuseFileMethod(response);
    write(response, { status: 200, body: JSON.stringify(describeApi(identity.version)) });
  });
  if (options.files) router.use(options.files);
  router.use(() => {
    throw new Refusal('not_found', 'There is nothing at this address.');
  });
  router.use(fail);

  return {
    handler: (request, response) => router(request as Request, response as Response, giveUp(response)),
    drain() {
      state = 'draining';
      for (const refuse of arriving) refuse(stoppingRefusal());
    },
    stop() {
      state = 'stopped';
      clearInterval(sweeper);
      held.release();
    },
  };
}

/** A path is an endpoint's or it is not, to the letter, as at every other door to the table. */
const BY_PATH = new Map(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]));

function stoppingRefusal(): Refusal {
  return new Refusal('stopping', 'The server is stopping. Try again in a moment.');
}

function digest(key: string | undefined): string | undefined {
  return key === undefined ? undefined : createHash('sha256').update(key).digest('hex');
}

const PREFLIGHT_HEADERS = [
  ...API_HEADERS.slice(2),
  'Access-Control-Allow-Methods', 'GET, POST',
  'Access-Control-Allow-Headers', 'Authorization, Content-Type',
  'Access-Control-Max-Age', String(PREFLIGHT_SECONDS),
];

/** Whatever serves files would leave it unread. */
const refuseReadingWithBody: RequestHandler = (request, _response, next) => {
  const { method } = request;
  if ((method === 'GET' || method === 'HEAD') && hasBody(request)) {
    throw new Refusal('invalid_request', 'A request for a file has no body.');
  }
  next();
};

function preflight(response: ServerResponse): void {
  send(response, 204, [...PREFLIGHT_HEADERS], '');
}

function refuseMethod({ method, path }: Endpoint, response: ServerResponse): never {
  response.setHeader('Allow', method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS');
  throw new Refusal('method_not_allowed', `${path} is called with ${method}.`);
}
