import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { runApp } from '../../server/run.ts';
import { startBaseServer } from '../support/base-server.ts';

interface Started {
  readonly url: string;
  close(): Promise<void>;
}

async function startSala(): Promise<Started> {
  const app = runApp({ limits: DEFAULT_LIMITS, urls: [], log: (line) => assert.fail(line), verbose: false });
  const server = createServer(app.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      app.stop();
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** The second one shows that the client asks for no more than such servers have. */
const SERVERS = [
  { on: 'Sala', start: startSala, entered: 'joined the room', left: 'left the room' },
  { on: 'a base server', start: startBaseServer, entered: 'entrou na sala', left: 'saiu da sala' },
];

type Json = Readonly<Record<string, unknown>>;

/**
 * A client of the base part alone, as those in use are: five calls, `status` before the HTTP status, a system message
 * told by its missing `username`, and no field but those of the base part sent or read.
 */
class BaseClient {
  readonly #newest = new Map<string, number>();
  readonly #url: string;
  readonly #name: string;

  constructor(url: string, name: string) {
    this.#url = url;
    this.#name = name;
  }

  async joins(room: string): Promise<void> {
    await this.#posts('/join', { room, username: this.#name });
  }

  async leaves(room: string): Promise<void> {
    await this.#posts('/leave', { room, username: this.#name });
    this.#newest.delete(room);
  }

  async says(room: string, message: string): Promise<void> {
    await this.#posts('/send', { room, username: this.#name, message });
  }

  /** One poll: what is new in a room, as the lines of a screen. */
  async reads(room: string): Promise<string[]> {
    const { messages } = await this.#gets('/receive', { room, last_timestamp: String(this.#newest.get(room) ?? 0) });
    return (messages as Json[]).map(({ username, message, timestamp }) => {
      assert.ok(Number(timestamp) > (this.#newest.get(room) ?? 0), 'a message is newer than the one before it');
      this.#newest.set(room, Number(timestamp));
      return typeof username === 'string' ? `${username}: ${String(message)}` : `* ${String(message)}`;
    });
  }

  async rooms(): Promise<unknown> {
    return (await this.#gets('/user_rooms', { username: this.#name }))['rooms'];
  }

  async #posts(path: string, fields: Json): Promise<void> {
    const response = await fetch(this.#url + path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields),
    });
    const { status, message } = await response.json() as Json;
    if (status !== 'success') throw new Error(`${String(status)}: ${String(message)}`);
  }

  async #gets(path: string, query: Record<string, string>): Promise<Json> {
    const response = await fetch(`${this.#url}${path}?${new URLSearchParams(query)}`);
    return await response.json() as Json;
  }
}

for (const { on, start, entered, left } of SERVERS) {
  async function withTwoPeople(story: (ana: BaseClient, bruno: BaseClient, url: string) => Promise<void>): Promise<void> {
    const server = await start();
    try {
      await story(new BaseClient(server.url, 'ana'), new BaseClient(server.url, 'bruno'), server.url);
    } finally {
      await server.close();
    }
  }

  test(`two base clients talk on ${on}, and each sees every line once and in order`, () =>
    withTwoPeople(async (ana, bruno) => {
      await ana.joins('kitchen');
      assert.deepEqual(await ana.reads('kitchen'), [`* ana ${entered}`]);
      await bruno.joins('kitchen');
      await bruno.says('kitchen', 'hi');
      assert.deepEqual(await ana.reads('kitchen'), [`* bruno ${entered}`, 'bruno: hi']);
      await ana.says('kitchen', 'olá, 你好 👋\n"soup" & bread');
      await ana.says('kitchen', 'hi');
      await bruno.says('kitchen', 'hi');
      assert.deepEqual(await ana.reads('kitchen'), ['ana: olá, 你好 👋\n"soup" & bread', 'ana: hi', 'bruno: hi']);
      assert.deepEqual(await ana.reads('kitchen'), []);
      assert.deepEqual(await bruno.reads('kitchen'), [
        `* ana ${entered}`, `* bruno ${entered}`, 'bruno: hi', 'ana: olá, 你好 👋\n"soup" & bread', 'ana: hi', 'bruno: hi',
      ]);
    }));

  test(`a base client on ${on} is in several rooms, listed as it joined them, and they do not mix`, () =>
    withTwoPeople(async (ana, bruno) => {
      for (const room of ['kitchen', 'a & b?', 'açaí 🍇']) await ana.joins(room);
      await bruno.joins('açaí 🍇');
      assert.deepEqual(await ana.rooms(), ['kitchen', 'a & b?', 'açaí 🍇']);
      assert.deepEqual(await bruno.rooms(), ['açaí 🍇']);
      await ana.says('a & b?', 'to myself');
      await bruno.says('açaí 🍇', 'to ana');
      assert.deepEqual(await ana.reads('kitchen'), [`* ana ${entered}`]);
      assert.deepEqual(await ana.reads('a & b?'), [`* ana ${entered}`, 'ana: to myself']);
      assert.deepEqual(await ana.reads('açaí 🍇'), [`* ana ${entered}`, `* bruno ${entered}`, 'bruno: to ana']);
      await ana.leaves('a & b?');
      assert.deepEqual(await ana.rooms(), ['kitchen', 'açaí 🍇']);
    }));

  test(`base clients on ${on} see who left, and a room that everybody left is gone with its messages`, () =>
    withTwoPeople(async (ana, bruno) => {
      await ana.joins('kitchen');
      await bruno.joins('kitchen');
      await bruno.reads('kitchen');
      await ana.says('kitchen', 'bye');
      await ana.leaves('kitchen');
      assert.deepEqual(await bruno.reads('kitchen'), ['ana: bye', `* ana ${left}`]);
      await bruno.leaves('kitchen');
      assert.deepEqual(await bruno.rooms(), []);
      assert.deepEqual(await bruno.reads('kitchen'), []);
      await bruno.joins('kitchen');
      assert.deepEqual(await bruno.reads('kitchen'), [`* bruno ${entered}`]);
    }));

  test(`a base client that comes late to a room on ${on} reads its last 50 messages`, () =>
    withTwoPeople(async (ana, bruno) => {
      await ana.joins('kitchen');
      for (let i = 1; i <= 60; i++) await ana.says('kitchen', `${i}`);
      await bruno.joins('kitchen');
      const written = Array.from({ length: 49 }, (_, i) => `ana: ${i + 12}`);
      assert.deepEqual((await bruno.reads('kitchen')).slice(-50), [...written, `* bruno ${entered}`]);
    }));

  test(`a base client may join twice and speak without joining on ${on}`, () =>
    withTwoPeople(async (ana, bruno) => {
      await ana.joins('kitchen');
      await ana.joins('kitchen');
      assert.deepEqual(await ana.rooms(), ['kitchen']);
      await ana.reads('kitchen');
      await bruno.says('kitchen', 'from the door');
      assert.equal((await ana.reads('kitchen')).at(-1), 'bruno: from the door');
    }));

  test(`a base client on ${on} is told in words what failed`, () =>
    withTwoPeople(async (ana) => {
      await assert.rejects(ana.says('nowhere', 'hi'), /^Error: error: .*\w/);
      await assert.rejects(ana.leaves('nowhere'), /^Error: error: .*\w/);
      await assert.rejects(ana.joins(''), /^Error: error: .*\w/);
      assert.deepEqual(await ana.reads('nowhere'), []);
      assert.deepEqual(await ana.rooms(), []);
    }));

  test(`a base client in a page of another origin may call ${on}`, () =>
    withTwoPeople(async (_ana, _bruno, url) => {
      const preflight = await fetch(`${url}/join`, {
        method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' },
      });
      assert.ok(preflight.ok);
      assert.equal(preflight.headers.get('Access-Control-Allow-Origin'), '*');
      assert.match(preflight.headers.get('Access-Control-Allow-Headers') ?? '', /\bContent-Type\b/i);
      const answer = await fetch(`${url}/receive?room=kitchen`);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), '*');
      assert.deepEqual(((await answer.json()) as Json)['messages'], []);
    }));
}

test('the base server has the base part and nothing more', async () => {
  const server = await startBaseServer();
  try {
    const health = await fetch(`${server.url}/health`);
    assert.equal(health.status, 404);
    assert.match(health.headers.get('Content-Type') ?? '', /html/);
    assert.equal(health.headers.get('Access-Control-Allow-Origin'), null);

    const posts = (path: string, fields: Json) => fetch(server.url + path, { method: 'POST', body: JSON.stringify(fields) });
    const failed = await posts('/send', { room: 'nowhere', username: 'ana', message: 'hi' });
    assert.equal(failed.status, 200);
    assert.deepEqual(Object.keys((await failed.json()) as Json), ['status', 'message']);

    await posts('/join', { room: 'kitchen', username: 'ana' });
    await posts('/join', { room: 'kitchen', username: 'ana' });
    const fields = { room: 'kitchen', username: 'bruno', message: 'hi', id: 'b1', epoch: 'another' };
    const sent = await posts('/send', fields);
    assert.deepEqual(await sent.json(), { status: 'success' });
    const received = await fetch(`${server.url}/receive?room=kitchen&wait=25&username=ana&epoch=another`);
    const { messages, ...rest } = (await received.json()) as { messages: Json[] };
    assert.deepEqual(rest, {});
    const [first, second, third] = messages.map(({ timestamp }) => timestamp);
    assert.deepEqual(messages, [
      { type: 'system', message: 'ana entrou na sala', timestamp: first },
      { type: 'system', message: 'ana entrou na sala', timestamp: second },
      { type: 'message', username: 'bruno', message: 'hi', timestamp: third },
    ]);
    assert.ok(Number(first) < Number(second) && Number(second) < Number(third));
    assert.deepEqual(await (await fetch(`${server.url}/user_rooms?username=bruno`)).json(), { rooms: [] });

    const preflight = await fetch(`${server.url}/join`, { method: 'OPTIONS' });
    assert.equal(preflight.headers.get('Access-Control-Allow-Headers'), 'Content-Type');
  } finally {
    await server.close();
  }
});
