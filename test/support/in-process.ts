import { createHash } from 'node:crypto';
import { answer, readKey, type HeldReply, type Reply } from '../../server/answering.ts';
import { ENDPOINTS, type Endpoint } from '../../server/endpoints.ts';
import { DEFAULT_LIMITS, type Limits } from '../../server/rooms/limits.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import type { Fetcher } from '../../src/api/client.ts';
import type { Message } from '../../src/protocol/messages.ts';
import { baseCalls } from './base-server.ts';
import { cutShort } from './cut-answers.ts';
import type { FakeClock } from './fake-clock.ts';
import { abortError, networkError } from './network-errors.ts';

/** A request as the server saw it. */
export interface Seen {
  /** Such as `POST /send`. */
  readonly call: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly authorization: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Whether the client gave it up. */
  readonly signal: AbortSignal | null;
}

/** A message that a server has stored. */
export interface Stored {
  readonly room: string;
  /** The room's incarnation. The base part has no name for it: there it is the run of the server. */
  readonly epoch: string;
  readonly message: Message;
}

export interface Firewall {
  readonly text: string;
  readonly refuse: () => Response;
  readonly isBack?: boolean;
}

interface Options {
  readonly kind?: 'sala' | 'base';
  readonly limits?: Partial<Limits>;
  /** So many messages an answer has at most; the rest follows. */
  readonly mostMessages?: number;
  /** Called with every message, in the order of storing. */
  readonly onStored?: (stored: Stored) => void;
}

/** The part of a server that a test can exchange: what it answers, and how long it holds that. */
type Answering = (seen: Seen, query: string, body: string) => Promise<Response>;

const NOT_FOUND = '<!doctype html><title>404 Not Found</title><h1>Not Found</h1>';

/**
 * A server without HTTP: the real rules behind a function that looks like `fetch`, in the time of a test. It can be
 * unplugged, started anew and told to misbehave.
 */
export class InProcessServer {
  readonly url = 'http://sala.test/';
  readonly clock: FakeClock;
  /** All requests that came in, also those that failed on the way. */
  readonly seen: Seen[] = [];
  readonly #limits: Limits;
  readonly #kind: 'sala' | 'base';
  readonly #mostMessages: number;
  readonly #onStored: ((stored: Stored) => void) | undefined;
  /** How far its wall clock is ahead of the time of the test, in milliseconds. */
  #wallClockOffset = 0;
  #answer: Answering;
  #starts = 0;
  #isPlugged = true;
  /** What cuts off the requests that have no answer yet. */
  readonly #cuts = new Set<() => void>();
  #firewall: Firewall | undefined;
  /** What happens to the next answers of a path. */
  readonly #mishaps: { path: string; befall: (response: () => Promise<Response>) => Promise<Response> }[] = [];

  constructor(clock: FakeClock, { kind = 'sala', limits = {}, mostMessages = Infinity, onStored }: Options = {}) {
    this.clock = clock;
    this.#kind = kind;
    this.#mostMessages = mostMessages;
    this.#onStored = onStored;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#answer = this.#start();
  }

  readonly fetch: Fetcher = async (address, init) => {
    const url = new URL(address);
    const body = typeof init.body === 'string' ? init.body : '';
    const seen: Seen = {
      call: `${init.method ?? 'GET'} ${url.pathname}`,
      fields: body === '' ? Object.fromEntries(url.searchParams) : (JSON.parse(body) as Seen['fields']),
      authorization: new Headers(init.headers).get('Authorization'),
      at: this.clock.now(),
      signal: init.signal ?? null,
    };
    this.seen.push(seen);
    const { text, isBack, refuse } = this.#firewall ?? {};
    const refusal = text !== undefined && `${url.pathname} ${body}`.includes(text) ? refuse : undefined;
    return this.#carry(url.pathname, seen.signal, async () => {
      if (refusal && !isBack) return refusal();
      const response = await this.#answer(seen, url.search.slice(1), body);
      return refusal?.() ?? (url.pathname === '/receive' ? cutShort(response, this.#mostMessages) : response);
    });
  };

  /** How often a call came in. */
  count(call: string): number {
    return this.seen.filter((one) => one.call === call).length;
  }

  /** From now on nothing gets through, and what was held is cut off. */
  unplug(): void {
    this.#isPlugged = false;
    for (const cut of this.#cuts) cut();
  }

  plugIn(): void {
    this.#isPlugged = true;
  }

  /** Forgets everything, as a server does whose process ends. */
  restart(): void {
    for (const cut of this.#cuts) cut();
    this.#answer = this.#start();
  }

  /** Sets its wall clock, which stamps messages and nothing else. */
  setWallClock(seconds: number): void {
    this.#wallClockOffset += seconds * 1_000;
  }

  /** The next request to a path gets this answer, and the server knows nothing of it. */
  answersOnce(path: string, httpStatus: number, body: string, headers: Record<string, string> = {}): void {
    this.#mishaps.push({ path, befall: async () => new Response(body, { status: httpStatus, headers }) });
  }

  /** Something before the server refuses whatever has a text in its path or body, on its way there or only on its way back. */
  isBehind(firewall: Firewall | undefined): void {
    this.#firewall = firewall;
  }

  /** The next request to a path does not reach the server. */
  losesRequest(path: string): void {
    this.#mishaps.push({ path, befall: () => Promise.reject(networkError()) });
  }

  /** The server does what the next request to a path asks for, and its answer is lost. */
  losesAnswer(path: string): void {
    this.#mishaps.push({
      path,
      async befall(respond) {
        await respond();
        throw networkError();
      },
    });
  }

  /** The server does what the next request to a path asks for, and its answer comes only once it is released. */
  holdsBack(path: string): { release(): void } {
    let release!: () => void;
    const released = new Promise<void>((resolve) => { release = resolve; });
    this.#mishaps.push({
      path,
      async befall(respond) {
        const response = await respond();
        await released;
        return response;
      },
    });
    return { release };
  }

  /** The next request to a path reaches the server only once it is released. */
  delays(path: string): { release(): void } {
    let release!: () => void;
    const released = new Promise<void>((resolve) => { release = resolve; });
    this.#mishaps.push({ path, befall: (respond) => released.then(respond) });
    return { release };
  }

  async #carry(path: string, signal: AbortSignal | null, respond: () => Promise<Response>): Promise<Response> {
    if (signal?.aborted) throw abortError();
    if (!this.#isPlugged) throw networkError();
    const place = this.#mishaps.findIndex((mishap) => mishap.path === path);
    const [mishap] = place < 0 ? [] : this.#mishaps.splice(place, 1);
    let cut!: () => void;
    let abort!: () => void;
    const cutOff = new Promise<never>((_resolve, reject) => {
      cut = () => reject(networkError());
      abort = () => reject(abortError());
    });
    this.#cuts.add(cut);
    signal?.addEventListener('abort', abort);
    try {
      return await Promise.race([cutOff, mishap ? mishap.befall(respond) : respond()]);
    } finally {
      this.#cuts.delete(cut);
      signal?.removeEventListener('abort', abort);
    }
  }

  #wallClock(): number {
    return this.clock.now() + this.#wallClockOffset;
  }

  /** Tells what is new in the rooms. At each change, so that nothing is thrown away before. */
  #tellStored(rooms: Rooms, told: Map<string, number>): void {
    for (const { name: room, epoch, kept } of rooms.snapshot().rooms) {
      for (const { micros, json } of kept) {
        if (micros <= (told.get(epoch) ?? 0)) continue;
        told.set(epoch, micros);
        this.#onStored?.({ room, epoch, message: JSON.parse(json) as Message });
      }
    }
  }

  #start(): Answering {
    const run = `run-${++this.#starts}`;
    return this.#kind === 'base' ? this.#startBase(run) : this.#startSala(run);
  }

  #startBase(epoch: string): Answering {
    const calls = baseCalls({
      wallClock: () => this.#wallClock(),
      onStored: (room, message) => this.#onStored?.({ room, epoch, message: message as Message }),
    });
    return async ({ call, fields }) => {
      const run = calls[call];
      if (!run) return new Response(NOT_FOUND, { status: 404 });
      try {
        return Response.json(run(fields));
      } catch (error) {
        return Response.json({ status: 'error', message: (error as Error).message });
      }
    };
  }

  #startSala(server: string): Answering {
    const run = this.#starts;
    /** The stamp of the last message that was told, by the incarnation of its room. */
    const told = new Map<string, number>();
    const waiting = new Set<{ reply: HeldReply; wake: () => void }>();
    let ids = 0;
    const rooms = new Rooms(this.#limits, {
      wallClock: () => this.#wallClock() * 1_000,
      monotonicClock: () => this.clock.now(),
      nextId: () => `${server}.${ids++}`,
      onChange: (room, newest) => {
        // What is still held by a run that has ended may come to its end, unheard.
        if (this.#onStored && run === this.#starts) this.#tellStored(rooms, told);
        for (const one of waiting) if (one.reply.hold.room === room && one.reply.hold.last_timestamp < newest) one.wake();
      },
    });
    const identity = { version: '1.2.3', server, urls: [], history: this.#limits.history };

    const hold = async (reply: HeldReply, signal: AbortSignal | null): Promise<Reply> => {
      const { username, wait } = reply.hold;
      const person = rooms.hold(username);
      await new Promise<void>((resolve) => {
        const one = { reply, wake: () => { cancel(); waiting.delete(one); resolve(); } };
        const cancel = this.clock.after(wait * 1_000, one.wake);
        waiting.add(one);
        if (signal?.aborted) one.wake();
        signal?.addEventListener('abort', one.wake);
      });
      rooms.release(person);
      return reply.again();
    };

    return async ({ call, authorization, signal }, query, body) => {
      const endpoint = ENDPOINTS.find(({ method, path }) => `${method} ${path}` === call);
      if (!endpoint) return new Response(NOT_FOUND, { status: 404 });
      const keyDigest = digestFor(endpoint, authorization);
      const input = endpoint.method === 'GET' ? { query } : { json: body };
      const reply = await answer(endpoint, input, { rooms, identity, keyDigest, reportFault: raise });
      return toResponse('status' in reply ? reply : await hold(reply, signal));
    };
  }
}

function raise(fault: unknown): void {
  throw fault instanceof Error ? fault : new Error(String(fault));
}

function digestFor({ keyed }: Endpoint, authorization: string | null): string | undefined {
  const key = keyed ? readKey(authorization) : undefined;
  return key === undefined ? undefined : createHash('sha256').update(key).digest('hex');
}

function toResponse({ status, body, retryAfter }: Reply): Response {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (retryAfter !== undefined) headers['Retry-After'] = String(retryAfter);
  return new Response(body, { status, headers });
}

/** An error of the protocol as a server answers it, for {@link InProcessServer.answersOnce}. */
export function errorBody(code: string): string {
  return JSON.stringify({ status: 'error', code, message: `Refused: ${code}.` });
}
