import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerClient } from '../../src/api/client.ts';
import { ConnectionError, ServerError, ShapeError } from '../../src/api/failures.ts';
import { findServer } from '../../src/api/servers.ts';

const HEALTH = {
  status: 'ok', name: 'sala', version: '1.2.3', server: 'run', urls: [], features: ['ids', 'wait'],
  limits: { room: 64, username: 32, message: 4_000, history: 50, wait: 25 },
};

const PORTAL = '<!doctype html><title>Welcome to the hotel</title>';

/** What answers at each path; what is not named cannot be reached. */
function clientOf(answers: Record<string, () => Response>): ServerClient {
  return new ServerClient('http://sala.test/', async (url) => {
    const answer = answers[new URL(url).pathname];
    if (answer) return answer();
    throw new TypeError('Failed to fetch');
  });
}

const html = (status: number) => () => new Response(PORTAL, { status });

test('a server that answers /health as Sala does can do what it says', async () => {
  const server = await findServer(clientOf({ '/health': () => Response.json(HEALTH) }));
  assert.deepEqual([...server.features], ['ids', 'wait']);
  assert.equal(server.health?.version, '1.2.3');
});

test('a later Sala may say more', async () => {
  const health = { ...HEALTH, features: ['ids', 'pictures'], motto: 'hello' };
  const server = await findServer(clientOf({ '/health': () => Response.json(health) }));
  assert.ok(server.features.has('pictures'));
});

for (const [what, answer] of [
  ['with 404', html(404)],
  ['with an error of 200', () => Response.json({ status: 'error', message: 'not found' })],
  ['with something else’s health', () => Response.json({ status: 'ok' })],
] as const) {
  test(`a server that answers /health ${what} and knows rooms has the base part alone`, async () => {
    const server = await findServer(clientOf({ '/health': answer, '/user_rooms': () => Response.json({ rooms: [] }) }));
    assert.equal(server.health, undefined);
    assert.equal(server.features.size, 0);
  });
}

test('a server whose /health cannot be read from here, for want of CORS, may have the base part alone', async () => {
  const server = await findServer(clientOf({ '/user_rooms': () => Response.json({ rooms: [] }) }));
  assert.equal(server.health, undefined);
});

test('a page of a portal is no server', async () => {
  await assert.rejects(findServer(clientOf({ '/health': html(200), '/user_rooms': html(200) })), ShapeError);
});

test('an address at which nothing answers is none', async () => {
  await assert.rejects(findServer(clientOf({})), ConnectionError);
});

test('a Sala whose /health did not get through decides nothing', async () => {
  const rooms = () => Response.json({ rooms: [], details: [], server: 'run' });
  await assert.rejects(findServer(clientOf({ '/user_rooms': rooms })), ConnectionError);
});

test('a Sala whose /health met a fault decides nothing', async () => {
  const rooms = () => Response.json({ rooms: [], details: [], server: 'run' });
  const fault = () => Response.json({ status: 'error', code: 'internal', message: 'A fault.' }, { status: 500 });
  await assert.rejects(findServer(clientOf({ '/health': fault, '/user_rooms': rooms })), ServerError);
});

test('a proxy whose server is away decides nothing, whatever it still has of /user_rooms', async () => {
  const rooms = () => Response.json({ rooms: [] });
  await assert.rejects(findServer(clientOf({ '/health': html(502), '/user_rooms': rooms })), ShapeError);
});
