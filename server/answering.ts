import { safeParse } from 'valibot';
import { ERROR_STATUS, Refusal, type ErrorCode } from '../src/protocol/errors.ts';
import {
  KEY_PATTERN, QUERY_MAX_LENGTH, QUERY_MAX_PARAMETERS, QUERY_PARAMETER_MAX_LENGTH,
} from '../src/protocol/limits.ts';
import type { ReceiveRequest } from '../src/protocol/requests.ts';
import type { Endpoint, Identity, Outcome } from './endpoints.ts';
import { andThen, type Awaitable, type RoomStore } from './rooms/store.ts';

/** When a client that was told one of these may try again, in seconds. */
const RETRY_SECONDS: Partial<Readonly<Record<ErrorCode, number>>> = { server_full: 30, stopping: 1 };

/** What goes back over HTTP. The body is JSON. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** Of an error. */
  readonly code?: ErrorCode;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** A reply that waits for a room. */
export interface HeldReply {
  readonly hold: ReceiveRequest;
  /** Asks once more, and then replies whatever there is. */
  again(): Awaitable<Reply>;
}

/** What a request is answered by. */
export interface Context {
  readonly rooms: RoomStore;
  readonly identity: Identity;
  readonly keyDigest: string | undefined;
  /** Called with what nobody expected; the client is told nothing about it. */
  readonly reportFault: (fault: unknown) => void;
}

export type Input =
  | { readonly query: string }
  | { readonly json: string };

/**
 * From a request to its reply, the same at every door: reads and checks the input, runs the endpoint, and turns what
 * is refused into an error of the protocol.
 */
export function answer(endpoint: Endpoint, input: Input, context: Context): Awaitable<Reply | HeldReply> {
  try {
    return run(endpoint, read(endpoint, input), context);
  } catch (error) {
    return refusal(error, context.reportFault);
  }
}

/** Asks the rooms. */
function run(endpoint: Endpoint, request: unknown, context: Context): Awaitable<Reply | HeldReply> {
  const { rooms, identity, keyDigest, reportFault } = context;
  const reply = (outcome: Outcome) => (
    'json' in outcome ? { status: 200, body: outcome.json } : new Held(outcome.hold, endpoint, context)
  );
  try {
    const replied = andThen(endpoint.run({ rooms, identity, keyDigest, request }), reply);
    return replied instanceof Promise ? replied.catch((error: unknown) => refusal(error, reportFault)) : replied;
  } catch (error) {
    return refusal(error, reportFault);
  }
}

/** There are as many of these as there are people, so each keeps nothing but what it asks with. */
class Held implements HeldReply {
  readonly hold: ReceiveRequest;
  readonly #endpoint: Endpoint;
  readonly #context: Context;

  constructor(hold: ReceiveRequest, endpoint: Endpoint, context: Context) {
    this.hold = hold;
    this.#endpoint = endpoint;
    this.#context = context;
  }

  again(): Awaitable<Reply> {
    return andThen(run(this.#endpoint, { ...this.hold, wait: 0 }, this.#context), (reply) => {
      if ('status' in reply) return reply;
      const fault = new Error(`Failed to answer ${this.#endpoint.path}: it held a request that waits no more.`);
      return refusal(fault, this.#context.reportFault);
    });
  }
}

/** The reply for what was thrown: a `Refusal` says what went wrong, everything else is a fault of the server. */
export function refusal(error: unknown, reportFault: (fault: unknown) => void): Reply {
  if (!(error instanceof Refusal)) {
    reportFault(error);
    return refusal(new Refusal('internal', 'The server has a fault. Try again later.'), reportFault);
  }
  const { code, message } = error;
  const retryAfter = RETRY_SECONDS[code];
  return {
    status: ERROR_STATUS[code],
    body: JSON.stringify({ status: 'error', code, message }),
    code,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** @throws Refusal where a `Content-Type` header does not say that a body is JSON */
export function checkMediaType(header: string | null | undefined): void {
  const [type = ''] = (header ?? '').split(';');
  if (type.trim().toLowerCase() === 'application/json') return;
  throw new Refusal('unsupported_media_type', 'The body must say Content-Type: application/json.');
}

/** Characters of an `Authorization` header with a key, in which more than one space may stand before it. */
const AUTHORIZATION_MAX_LENGTH = 256;

/**
 * The key of an `Authorization` header. Other schemes than `Bearer` are none of ours.
 *
 * @throws Refusal `invalid_request` where the key is none
 */
export function readKey(authorization: string | null | undefined): string | undefined {
  if (!authorization || !/^Bearer(?: |$)/i.test(authorization)) return undefined;
  const key = authorization.length > AUTHORIZATION_MAX_LENGTH ? '' : authorization.slice('Bearer'.length).trimStart();
  if (KEY_PATTERN.test(key)) return key;
  throw new Refusal('invalid_request', 'A key must have 16 to 128 visible ASCII characters.');
}

const FIRST_ISSUE = { abortEarly: true };

function read(endpoint: Endpoint, input: Input): unknown {
  const fields = 'json' in input ? readJson(input.json) : readQuery(input.query, endpoint);
  const result = safeParse(endpoint.request, fields, FIRST_ISSUE);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = issue.path?.map(({ key }) => String(key)).join('.');
  if (field === undefined) throw new Refusal('invalid_request', 'The body must be a JSON object.');
  const missing = issue.input === undefined;
  throw new Refusal('invalid_request', `"${field}" ${missing ? 'is missing' : issue.message}.`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid_request', 'The body must be a JSON object.');
  }
}

function readQuery(query: string, endpoint: Endpoint): Record<string, string> {
  if (query.length > QUERY_MAX_LENGTH) {
    throw new Refusal('invalid_request', `The query must have at most ${QUERY_MAX_LENGTH} characters.`);
  }
  const pairs = query.split('&', QUERY_MAX_PARAMETERS + 1);
  if (pairs.length > QUERY_MAX_PARAMETERS) {
    throw new Refusal('invalid_request', `The query must have at most ${QUERY_MAX_PARAMETERS} parameters.`);
  }
  if (pairs.some(({ length }) => length > QUERY_PARAMETER_MAX_LENGTH)) {
    throw new Refusal('invalid_request', `A parameter must have at most ${QUERY_PARAMETER_MAX_LENGTH} characters.`);
  }
  const fields: Record<string, string> = {};
  const known = endpoint.request as { entries?: object };
  for (const pair of pairs) {
    const [name, value] = decodePair(pair);
    if (!Object.hasOwn(known.entries ?? {}, name)) continue;
    if (Object.hasOwn(fields, name)) throw new Refusal('invalid_request', `"${name}" is given twice.`);
    fields[name] = value;
  }
  return fields;
}

function decodePair(pair: string): [name: string, value: string] {
  const end = pair.indexOf('=');
  try {
    return end < 0 ? [decode(pair), ''] : [decode(pair.slice(0, end)), decode(pair.slice(end + 1))];
  } catch {
    throw new Refusal('invalid_request', 'The query must be percent-encoded UTF-8.');
  }
}

/** As in `application/x-www-form-urlencoded`: a plus is a space. */
function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
}
