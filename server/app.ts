import { createHash } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../src/protocol/errors.ts';
import { answer, readKey, refusal, type Context, type HeldReply, type Input, type Reply } from './answering.ts';
import { ENDPOINTS, type Endpoint, type Identity } from './endpoints.ts';
import { HeldReplies } from './held.ts';
import { describeApi } from './openapi.ts';
import { pathOf, readBody, readQuery, toRefusal } from './reading.ts';
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
  /** Called with a line for each request that was answered. */
  readonly onRequest?: (line: string) => void;
  /** What serves the page. */
  readonly files?: RequestHandler;
}

export interface App {
  readonly handler: RequestListener;
  /** Answers everything that is held and holds nothing more: every answer from now on closes its connection. */
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
  let stopping = false;

  function write(response: ServerResponse, reply: Reply): void {
    const headers = [...API_HEADERS, 'Content-Length', String(Buffer.byteLength(reply.body))];
    if (reply.retryAfter !== undefined) headers.push('Retry-After', String(reply.retryAfter));
    if (stopping) headers.push('Connection', 'close');
    response.writeHead(reply.status, headers);
    response.end(reply.body);
  }

  function hold(reply: HeldReply, request: Request, response: ServerResponse): void {
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
      return stopping ? andThen(reply.again(), (last) => write(response, last)) : hold(reply, request, response);
    });
  }

  /** The table of endpoints, found by the path alone: a route of Express's for each costs several times as much. */
  const api: RequestHandler = (request, response, next) => {
    const endpoint = BY_PATH.get(pathOf(request.url));
    if (!endpoint) return next();
    const { method } = request;
    if (method === 'OPTIONS') return preflight(response);
    if (method !== endpoint.method && !(method === 'HEAD' && endpoint.method === 'GET')) return refuseMethod(endpoint, response);
    if (method !== 'POST') return serve(endpoint, readQuery(request), request, response);
    return readBody(request, response).then((input) => serve(endpoint, input, request, response));
  };

  const fail: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    write(response, refusal(toRefusal(error), reportFault));
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
  router.get('/openapi.json', (_request, response) => {
    setApiHeaders(response);
    response.end(JSON.stringify(describeApi(identity.version)));
  });
  if (options.files) router.use(options.files);
  router.use(() => {
    throw new Refusal('not_found', 'There is nothing at this address.');
  });
  router.use(fail);

  return {
    handler: (request, response) => router(request as Request, response as Response, giveUp(response)),
    stop() {
      stopping = true;
      clearInterval(sweeper);
      held.release();
    },
  };
}

/** Of every answer of the API. */
const API_HEADERS = [
  'Content-Type', 'application/json; charset=utf-8',
  'Cache-Control', 'no-store',
  'Access-Control-Allow-Origin', '*',
  'Access-Control-Expose-Headers', 'Retry-After',
  'X-Content-Type-Options', 'nosniff',
];

function setApiHeaders(response: ServerResponse): void {
  for (let i = 0; i < API_HEADERS.length; i += 2) response.setHeader(API_HEADERS[i] ?? '', API_HEADERS[i + 1] ?? '');
}

function logRequests(log: (line: string) => void): RequestHandler {
  return ({ method, url }, response, next) => {
    const start = performance.now();
    response.on('close', () => log(`${method} ${url} ${response.statusCode} ${Math.round(performance.now() - start)} ms`));
    next();
  };
}

/** A path is an endpoint's or it is not, to the letter, as at every other door to the table. */
const BY_PATH = new Map(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]));

function digest(key: string | undefined): string | undefined {
  return key === undefined ? undefined : createHash('sha256').update(key).digest('hex');
}

function preflight(response: ServerResponse): void {
  setApiHeaders(response);
  response.removeHeader('Content-Type');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  response.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
  response.statusCode = 204;
  response.end();
}

function refuseMethod({ method, path }: Endpoint, response: ServerResponse): never {
  response.setHeader('Allow', method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS');
  throw new Refusal('method_not_allowed', `${path} is called with ${method}.`);
}
