import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerClient } from '../../src/api/client.ts';
import { AwayError, ConnectionError, ProtocolError, ServerError, ShapeError } from '../../src/api/failures.ts';
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
const json = (answer: unknown, status = 200) => () => Response.json(answer, { status });

/** What a failure is, apart from what it derives from. */
const isA = (name: string) => (error: unknown) => (error as Error).name === name;

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
  await assert.rejects(findServer(clientOf({ '/health': html(502), '/user_rooms': rooms })), AwayError);
});

for (const status of [502, 503, 504, 520, 522, 429]) {
  test(`a gateway's ${status} says that a server is away, whether one was found there or not`, async () => {
    for (const answer of [html(status), json({ error: 'no upstream' }, status), () => new Response(null, { status })]) {
      await assert.rejects(findServer(clientOf({ '/health': answer, '/user_rooms': answer })), AwayError);
      await assert.rejects(findServer(clientOf({ '/user_rooms': answer })), AwayError);
    }
  });
}

for (const [what, answer] of [
  ['a page', html(200)], ['nothing', () => new Response('')], ['a wish for a password', html(511)],
  ['JSON that wants a password', json({ error: 'log in' }, 511)],
] as const) {
  test(`${what} is a portal's where a server was found before, and no server elsewhere`, async () => {
    const client = clientOf({ '/health': answer, '/user_rooms': answer });
    await assert.rejects(findServer(client), isA('ShapeError'));
    client.isKnown = true;
    await assert.rejects(findServer(client), AwayError);
  });
}

test('what was found is known from then on', async () => {
  const client = clientOf({ '/health': json(HEALTH) });
  assert.equal(client.isKnown, false);
  await findServer(client);
  assert.equal(client.isKnown, true);
});

for (const [what, health] of [
  ['of a name of 3 MB', { ...HEALTH, version: 'x'.repeat(3_000_000) }],
  ['with a limit that nothing has', { ...HEALTH, limits: { ...HEALTH.limits, wait: 1e300 } }],
  ['with a thousand addresses', { ...HEALTH, urls: Array.from({ length: 1_000 }, () => 'http://sala.example/') }],
] as const) {
  test(`a Sala ${what} breaks the protocol, and is asked for nothing more`, async () => {
    let asked = 0;
    const count = () => { asked++; return Response.json({ rooms: [] }); };
    await assert.rejects(findServer(clientOf({ '/health': json(health), '/user_rooms': count })), ProtocolError);
    assert.equal(asked, 0);
  });
}

test('a chat server whose rooms break the protocol does so, and other JSON is no chat server', async () => {
  const tooMany = json({ rooms: Array.from({ length: 1_001 }, String) });
  await assert.rejects(findServer(clientOf({ '/health': html(404), '/user_rooms': tooMany })), isA('ProtocolError'));
  for (const other of [{ hello: 1 }, [], null, 'hi', 7]) {
    await assert.rejects(findServer(clientOf({ '/health': json(other), '/user_rooms': json(other) })), isA('ShapeError'));
  }
});
