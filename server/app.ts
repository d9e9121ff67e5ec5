import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../src/protocol/errors.ts';
import { BODY_MAX_BYTES } from '../src/protocol/limits.ts';
import { answer, readKey, refusal, type HeldReply, type Input, type Reply } from './answering.ts';
import { ENDPOINTS, type Endpoint, type Identity } from './endpoints.ts';
import { HeldReplies } from './held.ts';
import { describeApi } from './openapi.ts';
import type { Limits } from './rooms/limits.ts';
import { Rooms } from './rooms/rooms.ts';

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
  readonly handler: Express;
  /** Answers everything that is held and holds nothing more: every answer from now on closes its connection. */
  stop(): void;
}

/** The rules over HTTP: mounts the table of endpoints on Express. */
export function createApp(options: AppOptions): App {
  const held = new HeldReplies();
  const rooms = new Rooms(options.limits, { ...options, onChange: (room, newest) => held.wake(room, newest) });
  const sweeper = setInterval(() => rooms.sweep(), SWEEP_MS).unref();
  const { identity, reportFault } = options;
  let stopping = false;

  function write(response: Response, reply: Reply): void {
    response.statusCode = reply.status;
    if (reply.retryAfter !== undefined) response.setHeader('Retry-After', reply.retryAfter);
    if (stopping) response.setHeader('Connection', 'close');
    response.end(reply.body);
  }

  async function hold(reply: HeldReply, response: Response): Promise<void> {
    const release = reply.username === undefined ? undefined : rooms.hold(reply.username);
    const { answered, drop } = held.hold(reply);
    response.on('close', () => {
      drop();
      release?.();
    });
    write(response, await answered);
  }

  const serve = (endpoint: Endpoint): RequestHandler => async (request, response) => {
    setApiHeaders(response);
    const keyDigest = endpoint.keyed ? digest(readKey(request.headers.authorization)) : undefined;
    const reply = await answer(endpoint, inputOf(request), { rooms, identity, keyDigest, reportFault });
    if ('status' in reply) write(response, reply);
    else if (stopping) write(response, await reply.again());
    else await hold(reply, response);
  };

  const fail: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    setApiHeaders(response);
    write(response, refusal(toRefusal(error), reportFault));
  };

  const handler = express();
  handler.disable('x-powered-by').disable('etag');
  // A path is an endpoint's or it is not, as at every other door to the table.
  handler.enable('case sensitive routing').enable('strict routing');
  const { onRequest } = options;
  if (onRequest) handler.use(logRequests(onRequest));
  // Endpoints come before files: most requests are polls, and none of them should look for a file.
  for (const endpoint of ENDPOINTS) {
    if (endpoint.method === 'GET') handler.get(endpoint.path, serve(endpoint));
    else handler.post(endpoint.path, readBody, serve(endpoint));
    handler.options(endpoint.path, preflight);
    handler.all(endpoint.path, notAllowed(endpoint));
  }
  handler.get('/openapi.json', (_request, response) => {
    setApiHeaders(response);
    response.end(JSON.stringify(describeApi(identity.version)));
  });
  if (options.files) handler.use(options.files);
  handler.use(() => {
    throw new Refusal('not_found', 'There is nothing at this address.');
  });
  handler.use(fail);

  return {
    handler,
    stop() {
      stopping = true;
      clearInterval(sweeper);
      held.release();
    },
  };
}

function setApiHeaders(response: Response): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  response.setHeader('X-Content-Type-Options', 'nosniff');
}

function logRequests(log: (line: string) => void): RequestHandler {
  return ({ method, url }, response, next) => {
    const start = performance.now();
    response.on('close', () => log(`${method} ${url} ${response.statusCode} ${Math.round(performance.now() - start)} ms`));
    next();
  };
}

const readRaw = express.raw({ type: 'application/json', limit: BODY_MAX_BYTES, inflate: false });

const readBody: RequestHandler = (request, response, next) => {
  readRaw(request, response, (error?: unknown) => {
    if (error) return next(error);
    if (Buffer.isBuffer(request.body)) return next();
    // Nothing was read: there is no body, or it says that it is something else.
    const empty = request.headers['content-length'] === '0' || !hasBody(request);
    next(
      empty
        ? new Refusal('invalid_request', 'The body must be a JSON object.')
        : new Refusal('unsupported_media_type', 'The body must say Content-Type: application/json.'),
    );
  });
};

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;
}

function inputOf(request: Request): Input {
  if (request.method !== 'POST') {
    const start = request.url.indexOf('?');
    return { query: start < 0 ? '' : request.url.slice(start + 1) };
  }
  const body = request.body as Buffer;
  if (!isUtf8(body)) throw new Refusal('invalid_request', 'The body must be UTF-8.');
  return { json: body.toString('utf8') };
}

function digest(key: string | undefined): string | undefined {
  return key === undefined ? undefined : createHash('sha256').update(key).digest('hex');
}

const preflight: RequestHandler = (_request, response) => {
  setApiHeaders(response);
  response.removeHeader('Content-Type');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  response.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
  response.statusCode = 204;
  response.end();
};

function notAllowed({ method, path }: Endpoint): RequestHandler {
  return (_request, response) => {
    response.setHeader('Allow', method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS');
    throw new Refusal('method_not_allowed', `${path} is called with ${method}.`);
  };
}

/** What Express or its body parser throws, in the protocol's terms. What else comes here is a fault. */
function toRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const { status, type } = error as { status?: number; type?: string };
  if (status === 413) return new Refusal('payload_too_large', `A body may have ${BODY_MAX_BYTES} bytes at most.`);
  if (status === 415) return new Refusal('unsupported_media_type', 'The body must be JSON in UTF-8, not encoded.');
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refusal('invalid_request', `The request cannot be read${type ? ` (${type})` : ''}.`);
  }
  return error;
}
