import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ServerClient } from '../../src/api/client.ts';
import { ConnectionError, ServerError, ShapeError } from '../../src/api/failures.ts';
import { settle } from '../support/fake-clock.ts';

const BASE = 'http://sala.test/chat/';
const KEY = 'a-key-of-twenty-chars';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client that gets the same answer each time, and what it asked for. */
function clientOf(answer: () => Response | Promise<Response>): { client: ServerClient; asked: Asked[] } {
  const asked: Asked[] = [];
  const client = new ServerClient(BASE, async (url, init) => {
    asked.push({ url, init });
    return answer();
  });
  return { client, asked };
}

/** Never answers, and gives up when it is told to, as `fetch` does. */
function silentClient(): { client: ServerClient; signals: AbortSignal[] } {
  const signals: AbortSignal[] = [];
  const client = new ServerClient(BASE, (_url, { signal }) => new Promise((_resolve, reject) => {
    if (!signal) return;
    signals.push(signal);
    const abort = () => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  }));
  return { client, signals };
}

/** The time limits that are set from now on, each with what ends its time. */
function catchTimeouts(t: TestContext): { ms: number; end: () => void }[] {
  const limits: { ms: number; end: () => void }[] = [];
  t.mock.method(globalThis, 'setTimeout', (end: () => void, ms: number) => limits.push({ ms, end }));
  return limits;
}

const success = () => Response.json({ status: 'success' });
const nothingNew = () => Response.json({ messages: [] });

test('an error of the protocol has its code, its words, its HTTP status and when to ask again', async () => {
  const { client } = clientOf(() => Response.json(
    { status: 'error', code: 'server_full', message: 'It is full.' }, { status: 503, headers: { 'Retry-After': '30' } },
  ));
  await assert.rejects(client.join({ room: 'lobby', username: 'ana' }), (error) => {
    assert.ok(error instanceof ServerError);
    const { code, message, httpStatus, retryAfter } = error;
    assert.deepEqual({ code, message, httpStatus, retryAfter }, {
      code: 'server_full', message: 'It is full.', httpStatus: 503, retryAfter: 30,
    });
    return true;
  });
});

test('an error with HTTP 200, as the base part has it, is an error without a code', async () => {
  const { client } = clientOf(() => Response.json({ status: 'error', message: 'Sala não encontrada' }));
  await assert.rejects(client.send({ room: 'lobby', username: 'ana', message: 'hi' }), (error) =>
    error instanceof ServerError && error.code === undefined && error.httpStatus === 200);
});

for (const [what, answer] of [
  ['a page', () => new Response('<!doctype html><title>Log in</title>')],
  ['nothing at all', () => new Response('')],
  ['JSON of another shape', () => Response.json({ messages: [{ text: 'hi' }] })],
  ['the right shape with a status that says no', () => Response.json({ messages: [] }, { status: 404 })],
] as const) {
  test(`an answer that is ${what} is none of a chat server`, async () => {
    const { client } = clientOf(answer);
    await assert.rejects(client.receive({ room: 'lobby', after: 0 }), ShapeError);
  });
}

test('where nothing answers, the connection is at fault', async () => {
  const { client } = clientOf(() => { throw new TypeError('Failed to fetch'); });
  await assert.rejects(client.health(), ConnectionError);
});

test('where the answer ends in its middle, the connection is at fault', async () => {
  const torn = new ReadableStream({ pull(controller) { controller.error(new TypeError('network error')); } });
  const { client } = clientOf(() => new Response(torn));
  await assert.rejects(client.health(), ConnectionError);
});

test('an answer that takes longer than 10 seconds is none', async (t) => {
  const limits = catchTimeouts(t);
  const call = assert.rejects(silentClient().client.health(), ConnectionError);
  assert.deepEqual(limits.map(({ ms }) => ms), [10_000]);
  limits[0]?.end();
  await call;
});

test('an answer that the server was asked to hold may take as much longer', async (t) => {
  const limits = catchTimeouts(t);
  const call = assert.rejects(silentClient().client.receive({ room: 'lobby', after: 0, wait: 25 }), ConnectionError);
  assert.deepEqual(limits.map(({ ms }) => ms), [35_000]);
  limits[0]?.end();
  await call;
});

test('a call that is given up is no failure of the server', async () => {
  const { client } = silentClient();
  const controller = new AbortController();
  const call = assert.rejects(client.people('lobby', controller.signal), { name: 'AbortError' });
  await settle();
  controller.abort();
  await call;
});

test('a call that was given up before it began ends at once', { timeout: 1_000 }, async () => {
  const { client } = silentClient();
  await assert.rejects(client.people('lobby', AbortSignal.abort()), { name: 'AbortError' });
});

test('a key goes along only where one is given', async () => {
  const { client, asked } = clientOf(success);
  const name = { room: 'lobby', username: 'ana' };
  await client.join(name, KEY);
  await client.send({ ...name, message: 'hi' }, KEY);
  await client.leave(name, KEY);
  await client.join(name);
  const carried = asked.map(({ init }) => new Headers(init.headers).get('Authorization'));
  assert.deepEqual(carried, [`Bearer ${KEY}`, `Bearer ${KEY}`, `Bearer ${KEY}`, null]);
});

test('a GET is a simple request, with no header that would need a preflight', async () => {
  const { client, asked } = clientOf(nothingNew);
  await client.receive({ room: 'lobby', after: 0 });
  assert.deepEqual([...new Headers(asked[0]?.init.headers).keys()], []);
});

test('no cookie goes along, and no cache answers', async () => {
  const { client, asked } = clientOf(success);
  await client.join({ room: 'lobby', username: 'ana' });
  assert.deepEqual(asked.map(({ init }) => [init.credentials, init.cache]), [['omit', 'no-store']]);
});

test('names are percent-encoded in a query, and what is not given is left out', async () => {
  const { client, asked } = clientOf(nothingNew);
  await client.receive({ room: 'a&b=c +é/🎉', after: 1_790_000_000.123456, username: undefined });
  const { pathname, search, searchParams } = new URL(asked[0]?.url ?? '');
  assert.equal(pathname, '/chat/receive');
  assert.equal(searchParams.get('room'), 'a&b=c +é/🎉');
  assert.equal(searchParams.get('last_timestamp'), '1790000000.123456');
  assert.ok(!search.includes('username') && !search.includes('wait'), search);
});
