// How an answer is read, whatever comes.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ServerClient } from '../../src/api/client.ts';
import { AwayError, ConnectionError, ProtocolError, ServerError, ShapeError } from '../../src/api/failures.ts';
import { settle } from '../support/fake-clock.ts';

/** A client that gets the same answer each time. */
function clientOf(answer: () => Response): { client: ServerClient } {
  return { client: new ServerClient('http://sala.test/', async () => answer()) };
}

/** The time limits that are set from now on, each with what ends its time. */
function catchTimeouts(t: TestContext): { end: () => void }[] {
  const limits: { end: () => void }[] = [];
  t.mock.method(globalThis, 'setTimeout', (end: () => void) => limits.push({ end }));
  return limits;
}

/** A body of pieces of this size that never ends, and how much of it was taken. */
function endless(bytes: number): { body: ReadableStream<Uint8Array>; taken: () => number; isCancelled: () => boolean } {
  let taken = 0;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += bytes;
      controller.enqueue(new Uint8Array(bytes).fill(0x20));
    },
    cancel() { isCancelled = true; },
  });
  return { body, taken: () => taken, isCancelled: () => isCancelled };
}

for (const [what, status] of [['an answer', 200], ['an error', 400]] as const) {
  test(`${what} without end is cut off at 2 MB`, async () => {
    const { body, taken, isCancelled } = endless(64 * 1024);
    const { client } = clientOf(() => new Response(body, { status }));
    await assert.rejects(client.health(), (error) => error instanceof ProtocolError && error.answer === undefined);
    assert.equal(isCancelled(), true);
    assert.ok(taken() <= 2_000_000 + 3 * 64 * 1024, `${taken()} bytes were taken`);
  });
}

test('an answer counts as it is uncompressed, and one of 2 MB is read', async () => {
  const answerOf = (bytes: number) => {
    const start = '{"messages":[]';
    const plain = new Blob([`${start}${' '.repeat(bytes - start.length - 1)}}`]).stream();
    return new Response(plain.pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip')));
  };
  const receive = (bytes: number) => clientOf(() => answerOf(bytes)).client.receive({ room: 'lobby', after: 0 });
  assert.deepEqual(await receive(2_000_000), { messages: [] });
  await assert.rejects(receive(2_000_001), ProtocolError);
});

test('what is too long is not parsed', async (t) => {
  const parse = t.mock.method(JSON, 'parse');
  const { client } = clientOf(() => new Response(`[${'1,'.repeat(1_000_001)}1]`));
  await assert.rejects(client.people('lobby'), ProtocolError);
  assert.equal(parse.mock.callCount(), 0);
});

for (const [what, pull] of [
  ['comes byte by byte', (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array([0x20]))],
  ['stops in its middle', () => new Promise<void>(() => {})],
] as const) {
  test(`an answer whose body ${what} may take 10 seconds as well`, async (t) => {
    const limits = catchTimeouts(t);
    const body = new ReadableStream({
      async pull(controller) {
        await settle();
        await pull(controller);
      },
    });
    const call = assert.rejects(clientOf(() => new Response(body)).client.health(), ConnectionError);
    await settle();
    limits[0]?.end();
    await call;
  });
}

test('a call that is given up while its body comes is no failure of the server', async () => {
  const controller = new AbortController();
  const { client } = clientOf(() => new Response(new ReadableStream({ pull: () => new Promise<void>(() => {}) })));
  const call = assert.rejects(client.people('lobby', controller.signal), { name: 'AbortError' });
  await settle();
  controller.abort();
  await call;
});

test('a character that comes in two pieces stays one', async () => {
  const bytes = new TextEncoder().encode('{"people":["João 🎉"]}');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  assert.deepEqual(await clientOf(() => new Response(body)).client.people('lobby'), { people: ['João 🎉'] });
});

for (const [what, body] of [
  ['nested a million times', '['.repeat(999_999) + ']'.repeat(999_999)],
  ['nested and never closed', '['.repeat(1_999_999)],
  ['with people nested within people', `{"people":[${'{"people":['.repeat(100_000)}${']}'.repeat(100_000)}]}`],
] as const) {
  test(`JSON ${what} is no answer, and does no harm`, async () => {
    await assert.rejects(clientOf(() => new Response(body)).client.people('lobby'), ShapeError);
  });
}

test('keys of objects of JavaScript are keys like others, and of two equal ones the last counts', async () => {
  const body = '{"people":["x"],"__proto__":{"isOwner":true},"constructor":{"prototype":{"isOwner":true}},"people":["ana"]}';
  const answer = await clientOf(() => new Response(body)).client.people('lobby');
  assert.deepEqual(answer, { people: ['ana'] });
  assert.equal(Object.getPrototypeOf(answer), Object.prototype);
  assert.equal(({} as { isOwner?: boolean }).isOwner, undefined);
});

test('what a server says in words is cut where it would fill the page', async () => {
  const { client } = clientOf(() => Response.json({ status: 'error', message: 'x'.repeat(60_000) }));
  await assert.rejects(client.join({ room: 'lobby', username: 'ana' }), (error) => error instanceof ServerError && error.message.length === 300);
});

for (const [given, seconds] of [['1e12', 300], ['Infinity', 300], ['30', 30], ['0', 0], ['-5', undefined], ['soon', undefined], ['Wed, 21 Oct 2037 07:28:00 GMT', undefined]] as const) {
  test(`a wish to be left alone for ${given} seconds counts as ${seconds ?? 'none'}`, async () => {
    const headers = { 'Retry-After': given };
    const asking = (answer: () => Response) => clientOf(answer).client.health();
    const hasIt = (error: unknown) => (error as { retryAfter?: number }).retryAfter === seconds;
    await assert.rejects(asking(() => Response.json({ status: 'error', code: 'server_full', message: 'Full.' }, { status: 503, headers })), hasIt);
    await assert.rejects(asking(() => new Response('<h1>503</h1>', { status: 503, headers })), (error) => error instanceof AwayError && hasIt(error));
  });
}
