import type { GenericSchema, InferOutput } from 'valibot';
import {
  HealthAnswer, JoinAnswer, LeaveAnswer, PeopleAnswer, ReceiveAnswer, SendAnswer, UserRoomsAnswer,
} from '../protocol/answers.ts';
import { ConnectionError, isFailure } from './failures.ts';
import { readAnswer, readBody } from './reading.ts';

/** How long an answer may take, to its last byte, beyond the time for which the server was asked to hold it, in milliseconds. */
const ANSWER_MS = 10_000;

export interface Message {
  readonly room: string;
  readonly username: string;
  readonly message: string;
  readonly id?: string | undefined;
  readonly epoch?: string | undefined;
}

export interface Position {
  readonly room: string;
  /** Seconds: the newest time that was received. */
  readonly after: number;
  readonly epoch?: string | undefined;
  readonly username?: string | undefined;
  /** For how long the server may hold its answer, in seconds. */
  readonly wait?: number | undefined;
}

/** The part of `fetch` that is needed. */
export type Fetcher = (url: string, init: RequestInit) => Promise<Response>;

/** Calls back after milliseconds, unless the returned function is called before. */
export type Timer = (ms: number, call: () => void) => () => void;

const systemTimer: Timer = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

interface CallOptions {
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
  /** Seconds. */
  readonly wait?: number | undefined;
}

/**
 * One server, one method for each endpoint. A method resolves with an answer of the protocol's shape, within its
 * bounds, or rejects with a `ConnectionError`, `ShapeError` or `ServerError`; with an `AbortError` where its signal
 * aborts.
 */
export class ServerClient {
  /** With a slash at its end. */
  readonly base: string;
  /** Whether a chat server was found here before. What is none now, such as a portal's page, stands in its place. */
  isKnown = false;
  readonly #fetch: Fetcher;
  readonly #after: Timer;

  constructor(base: string, fetcher: Fetcher = (url, init) => fetch(url, init), after = systemTimer) {
    this.base = base;
    this.#fetch = fetcher;
    this.#after = after;
  }

  join(body: { room: string; username: string }, key?: string, signal?: AbortSignal) {
    return this.#call('join', JoinAnswer, { body, signal }, key);
  }

  leave(body: { room: string; username: string }, key?: string, signal?: AbortSignal) {
    return this.#call('leave', LeaveAnswer, { body, signal }, key);
  }

  send(body: Message, key?: string, signal?: AbortSignal) {
    return this.#call('send', SendAnswer, { body, signal }, key);
  }

  receive({ room, after, epoch, username, wait }: Position, signal?: AbortSignal) {
    const query = { room, last_timestamp: after, epoch, username, wait };
    return this.#call('receive', ReceiveAnswer, { query, signal, wait });
  }

  userRooms(username: string, signal?: AbortSignal) {
    return this.#call('user_rooms', UserRoomsAnswer, { query: { username }, signal });
  }

  people(room: string, signal?: AbortSignal) {
    return this.#call('people', PeopleAnswer, { query: { room }, signal });
  }

  health(signal?: AbortSignal) {
    return this.#call('health', HealthAnswer, { signal });
  }

  async #call<Schema extends GenericSchema>(
    path: string, schema: Schema, { query, body, signal, wait = 0 }: CallOptions, key?: string,
  ): Promise<InferOutput<Schema>> {
    const headers: Record<string, string> = {};
    if (body) headers['Content-Type'] = 'application/json';
    if (key !== undefined) headers['Authorization'] = `Bearer ${key}`;
    const limit = new AbortController();
    const abort = () => limit.abort();
    const cancelLimit = this.#after(wait * 1_000 + ANSWER_MS, abort);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    try {
      const response = await this.#fetch(this.base + path + search(query), {
        method: body ? 'POST' : 'GET',
        headers,
        body: body ? JSON.stringify(body) : null,
        signal: limit.signal,
        cache: 'no-store',
        credentials: 'omit',
      });
      return readAnswer(response, await readBody(response, limit.signal), schema, this.isKnown);
    } catch (error) {
      if (signal?.aborted) throw new DOMException('The call was given up.', 'AbortError');
      if (isFailure(error)) throw error;
      throw new ConnectionError(`Failed to call ${this.base}${path}: ${String(error)}.`);
    } finally {
      cancelLimit();
      signal?.removeEventListener('abort', abort);
    }
  }
}

function search(query: CallOptions['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}
