import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose, type PageFacts } from '../../src/api/diagnosis.ts';
import { AwayError, ConnectionError, ProtocolError, ServerError, ShapeError } from '../../src/api/failures.ts';

const SERVER = 'https://sala.example/';
const NO_ANSWER = new ConnectionError('Failed to fetch');

/** A page that came over https, with a network in which nothing answers. */
function facts(some: Partial<PageFacts> = {}): PageFacts {
  return { isOnline: true, page: 'https://page.example/', fetch: () => Promise.reject(new TypeError('Failed to fetch')), ...some };
}

test('where nothing answers, it is not reached', async () => {
  assert.equal(await diagnose(SERVER, NO_ANSWER, facts()), 'unreachable');
});

test('what answers, but not to a page from elsewhere, is asked without reading its answer', async () => {
  const asked: [string, RequestMode | undefined][] = [];
  const fetch = async (url: string, { mode }: RequestInit) => {
    asked.push([url, mode]);
    return new Response();
  };
  assert.equal(await diagnose(SERVER, NO_ANSWER, facts({ fetch })), 'no_cors');
  assert.deepEqual(asked, [['https://sala.example/health', 'no-cors']]);
});

test('without a network it is the device, unless the server is on it', async () => {
  assert.equal(await diagnose(SERVER, NO_ANSWER, facts({ isOnline: false })), 'offline');
  assert.equal(await diagnose('http://localhost:5501/', NO_ANSWER, facts({ isOnline: false })), 'unreachable');
});

test('plain http is not for a page over https, unless the server is on this machine', async () => {
  const page = 'http://page.example/';
  assert.equal(await diagnose('http://sala.example/', NO_ANSWER, facts()), 'insecure');
  assert.equal(await diagnose('http://sala.example/', NO_ANSWER, facts({ page })), 'unreachable');
  assert.equal(await diagnose('http://127.0.0.1:5501/', NO_ANSWER, facts()), 'unreachable');
});

test('what answers and is none is no chat server', async () => {
  assert.equal(await diagnose(SERVER, new ShapeError(200, 'a page'), facts()), 'no_server');
});

test('a server that is away behind its gateway is neither a wrong address nor asked once more', async () => {
  const fetch = () => Promise.reject(new Error('asked'));
  assert.equal(await diagnose(SERVER, new AwayError('502'), facts({ fetch })), 'away');
});

test('what breaks the protocol is told from what is no chat server', async () => {
  assert.equal(await diagnose(SERVER, new ProtocolError(200, 'JSON', {}), facts()), 'not_understood');
});

test('an answer whose body never ends is not taken in to see that there is one', async () => {
  let given: AbortSignal | null | undefined;
  const fetch = async (_url: string, { signal }: RequestInit) => {
    given = signal;
    return new Response(new ReadableStream());
  };
  assert.equal(await diagnose(SERVER, NO_ANSWER, facts({ fetch })), 'no_cors');
  assert.equal(given?.aborted, true);
});

test('a server that refuses speaks for itself', async () => {
  assert.equal(await diagnose(SERVER, new ServerError('Full.', undefined, 409, undefined), facts()), undefined);
});
