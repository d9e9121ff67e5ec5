import { answer, readKey, type HeldReply, type Reply } from '../../server/answering.ts';
import { ENDPOINTS } from '../../server/endpoints.ts';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import { ServerClient, type Fetcher } from '../../src/api/client.ts';
import { systemClock } from '../../src/chat/clock.ts';
import { Session } from '../../src/chat/session.ts';
import { forgetfulDevice } from '../../src/storage/memory.ts';

const BASE_PART = ['/join', '/leave', '/send', '/receive', '/user_rooms'];

/** What an answer has only beyond the base part. */
const EXTENSIONS = ['server', 'details', 'epoch', 'gap', 'id'];

/** A server within the page that tests it: the real rules, without a network in between. */
export class PageServer {
  readonly base: string;
  /** With the base part of the protocol alone. */
  readonly isBase: boolean;
  isPlugged = true;
  readonly #rooms: Rooms;
  readonly #waiting = new Set<{ readonly held: HeldReply; wake(): void }>();
  readonly #mishaps: { readonly path: string; readonly befalls: () => Promise<Response | undefined> }[] = [];
  #ids = 0;

  constructor({ base = 'https://sala.example/', isBase = false } = {}) {
    this.base = base;
    this.isBase = isBase;
    this.#rooms = new Rooms(DEFAULT_LIMITS, {
      wallClock: () => Date.now() * 1_000,
      monotonicClock: () => performance.now(),
      nextId: () => `test.${this.#ids++}`,
      onChange: (room, newest) => {
        for (const { held, wake } of this.#waiting) if (held.hold.room === room && held.hold.last_timestamp < newest) wake();
      },
    });
  }

  readonly fetch: Fetcher = async (address, init) => {
    const url = new URL(address);
    const path = `/${address.slice(this.base.length).split('?')[0]}`;
    if (!this.isPlugged) throw new TypeError('Failed to fetch');
    const place = this.#mishaps.findIndex((mishap) => mishap.path === path);
    const [mishap] = place < 0 ? [] : this.#mishaps.splice(place, 1);
    const instead = await mishap?.befalls();
    if (instead) return instead;
    const endpoint = ENDPOINTS.find((one) => one.path === path && one.method === init.method);
    if (!endpoint || (this.isBase && !BASE_PART.includes(path))) return new Response('Not found', { status: 404 });
    const body = typeof init.body === 'string' ? init.body : '';
    const reply = await answer(endpoint, init.method === 'GET' ? { query: url.search.slice(1) } : { json: body }, {
      rooms: this.#rooms,
      identity: { version: '1.2.3', server: 'run-1', urls: [], history: DEFAULT_LIMITS.history },
      // Its digest is for a server that could be broken into.
      keyDigest: endpoint.keyed ? readKey(new Headers(init.headers).get('Authorization')) : undefined,
      reportFault: (fault) => { throw fault; },
    });
    return this.#toResponse('status' in reply ? reply : await this.#hold(reply, init.signal));
  };

  /** Posts to the server as somebody else. */
  async post(path: string, body: object): Promise<void> {
    const response = await this.fetch(this.base + path, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`Failed to post to ${path}: ${await response.text()}`);
  }

  async says(username: string, room: string, message: string): Promise<void> {
    await this.post('join', { username, room });
    await this.post('send', { username, room, message });
  }

  /** The next request to a path is refused. */
  refusesOnce(path: string, code: string): void {
    const body = JSON.stringify({ status: 'error', code, message: `Refused: ${code}.` });
    this.#mishaps.push({ path, befalls: async () => new Response(body, { status: 409 }) });
  }

  /** The next request to a path reaches the server only once it is released. */
  delays(path: string): { release(): void } {
    let release = () => {};
    const released = new Promise<undefined>((resolve) => { release = () => resolve(undefined); });
    this.#mishaps.push({ path, befalls: () => released });
    return { release };
  }

  /** Somebody who is on this server, and in these rooms, the last of which is open. */
  async session(username = '', ...rooms: string[]): Promise<Session> {
    const session = new Session({
      client: new ServerClient(this.base, this.fetch), device: forgetfulDevice(), clock: systemClock,
    });
    await session.open();
    for (const room of rooms) await session.join(room, username);
    return session;
  }

  async #hold(held: HeldReply, signal: AbortSignal | null | undefined): Promise<Reply> {
    await new Promise<void>((resolve) => {
      const one = { held, wake: () => { this.#waiting.delete(one); resolve(); } };
      this.#waiting.add(one);
      signal?.addEventListener('abort', one.wake);
    });
    return held.again();
  }

  #toResponse({ status, body }: Reply): Response {
    if (!this.isBase) return new Response(body, { status });
    const isExtension = (key: string) => EXTENSIONS.includes(key);
    return new Response(JSON.stringify(JSON.parse(body, (key, value: unknown) => (isExtension(key) ? undefined : value))));
  }
}
