// How often a server is asked that has nothing new, whatever it answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChat } from '../support/chatter.ts';
import { HostileServer, type Answers } from '../support/hostile-server.ts';

/** One request a second, and what was in store for what has to be asked at once. */
const MOST_A_MINUTE = 60 + 12;

let turn = 0;
const message = (id: string, timestamp: number) => ({ type: 'message', username: 'eve', message: 'hi', id, timestamp });
const details = (room: string, more: object = {}) => ({ room, epoch: `${room}.1`, members: 1, last_timestamp: 5, ...more });
const listed = (...rooms: string[]) => ({ rooms, details: rooms.map((room) => details(room)), server: 'run' });

/** Rooms that Ana has joined, and what the server does then. */
const TRICKS: [what: string, rooms: string[], answers: Answers][] = [
  ['nothing, at once', ['lobby'], { '/receive': () => ({ messages: [], epoch: 'lobby.1' }) }],
  ['what it has answered before', ['lobby'], { '/receive': () => ({ messages: [message('a', 5)], epoch: 'lobby.1' }) }],
  ['a known message with a new time', ['lobby'], { '/receive': () => ({ messages: [message('a', ++turn)], epoch: 'lobby.1' }) }],
  ['new messages of an old time', ['lobby'], { '/receive': () => ({ messages: [message('z', 1e6), message(String(++turn), 5)], epoch: 'lobby.1' }) }],
  ['for another epoch each time', ['lobby'], { '/receive': () => ({ messages: [message('a', 5)], epoch: `e${++turn}` }) }],
  ['for two epochs by turns', ['lobby'], { '/receive': () => ({ messages: [message('a', 5)], epoch: `e${++turn % 2}` }) }],
  ['without an epoch', ['lobby'], { '/receive': () => ({ messages: [] }) }],
  ['a gap each time', ['lobby'], { '/receive': () => ({ messages: [message('a', 5)], epoch: 'lobby.1', gap: true }) }],
  ['a gap and another epoch each time', ['lobby'], { '/receive': () => ({ messages: [message('a', 5)], epoch: `e${++turn}`, gap: true }) }],
  ['that there is more, and nothing of it', ['lobby'], { '/receive': () => ({ messages: [], epoch: 'lobby.1', more: true }) }],
  ['that there is no such room', ['lobby'], { '/receive': () => Response.json({ status: 'error', code: 'room_not_found', message: 'No.' }, { status: 404 }) }],
  ['comings and goings without end', ['lobby'], {
    '/receive': () => ({ messages: [{ type: 'system', message: '', event: 'joined', user: 'eve', id: 'a', timestamp: ++turn }], epoch: 'lobby.1' }),
  }],
  ['that there is news in closed rooms', ['a', 'b', 'c', 'lobby'], {
    '/user_rooms': () => ({ ...listed(), rooms: ['a', 'b', 'c', 'lobby'], details: ['a', 'b', 'c', 'lobby'].map((room) => details(room, { last_timestamp: 1e9 + ++turn })) }),
  }],
  ['another run each time', ['a', 'b', 'c', 'lobby'], { '/user_rooms': () => ({ ...listed('a', 'b', 'c', 'lobby'), server: `run ${++turn}` }) }],
  ['another epoch of each room each time', ['a', 'b', 'lobby'], {
    '/user_rooms': () => ({ rooms: ['a', 'b', 'lobby'], details: ['a', 'b', 'lobby'].map((room) => details(room, { epoch: `e${++turn}` })), server: 'run' }),
    '/receive': () => ({ messages: [message('a', 5)], epoch: `e${++turn}` }),
  }],
  ['that one is in none of the rooms', ['a', 'b', 'lobby'], { '/user_rooms': () => ({ rooms: [], details: [], server: `run ${++turn}` }) }],
  ['that one is in no room, and does not let one in', ['a', 'b', 'lobby'], {
    '/user_rooms': () => ({ rooms: [], details: [], server: `run ${++turn}` }),
    '/join': () => Response.json({ status: 'error', code: 'room_not_found', message: 'No.' }, { status: 404 }),
  }],
  ['a fault of the list beside news in the room', ['lobby'], {
    '/user_rooms': () => Response.json({ status: 'error', code: 'internal', message: 'A fault.' }, { status: 500 }),
    '/receive': () => ({ messages: [message('a', 5)], epoch: `e${++turn}` }),
  }],
  ['what breaks the protocol, and then what does not', ['lobby'], {
    '/receive': () => (++turn % 2 ? { messages: 1 } : { messages: [], epoch: 'lobby.1' }),
    '/user_rooms': () => (++turn % 2 ? { rooms: 1 } : listed('lobby')),
  }],
  ['people that break the protocol', ['lobby'], {
    '/receive': () => ({ messages: [{ type: 'system', message: '', event: 'joined', user: 'eve', id: String(++turn), timestamp: turn }], epoch: 'lobby.1' }),
    '/people': () => ({ people: 1 }),
  }],
  ['as the base part does', ['lobby'], {
    '/health': () => new Response('Not found', { status: 404 }),
    '/user_rooms': () => ({ rooms: ['lobby'] }),
    '/receive': () => ({ messages: [message('a', ++turn)] }),
  }],
];

for (const [what, rooms, answers] of TRICKS) {
  test(`a server is asked about once a second if it answers ${what}`, async (t) => {
    const server = new HostileServer();
    await server.session(t, rooms);
    server.answers(answers);
    const asked = await server.minute();
    for (const [path, count] of Object.entries(asked)) assert.ok(count <= MOST_A_MINUTE, `${path} was asked ${count} times.`);
    assert.ok((asked['/user_rooms'] ?? 0) + (asked['/receive'] ?? 0) > 2, 'Hardly anything was asked.');
  });
}

test('a waiting poll that is answered at once with nothing is asked again after a second, not sooner', async (t) => {
  const server = new HostileServer();
  await server.session(t);
  await server.clock.pass(1);
  const from = server.count('/receive');
  await server.clock.pass(60);
  const times = server.asked.get('/receive')?.slice(from - 1) ?? [];
  assert.ok(times.length > 55);
  for (const [index, time] of times.entries()) assert.ok(index === 0 || time - (times[index - 1] ?? 0) >= 1_000);
});

test('of rooms without number that a server names a hundred open, and they are asked for one by one', async (t) => {
  const server = new HostileServer();
  const session = await server.session(t);
  const names = ['lobby', ...Array.from({ length: 999 }, (_, index) => `room ${index}`)];
  server.answers({ '/user_rooms': () => ({ rooms: names, server: 'run' }) });
  const asked = await server.minute();
  assert.equal(session.rooms.length, 100);
  assert.ok((asked['/receive'] ?? 0) <= 2 * MOST_A_MINUTE, `/receive was asked ${asked['/receive']} times.`);
  await session.join('one more', 'ana');
  assert.equal(session.rooms.length, 101);
});

test('with sixty rooms that a server forgets each time, it is asked to let one in once a second', async (t) => {
  const server = new HostileServer();
  const names = Array.from({ length: 60 }, (_, index) => `room ${index}`);
  await server.session(t, names);
  server.answers({ '/user_rooms': () => ({ ...listed(...names), server: `run ${++turn}` }) });
  await server.minute();
  const asked = await server.minute();
  assert.ok((asked['/join'] ?? 0) <= MOST_A_MINUTE, `/join was asked ${asked['/join']} times.`);
});

test('a room whose name the server writes in another form opens once', async (t) => {
  const server = new HostileServer();
  const session = await server.session(t);
  server.answers({ '/user_rooms': () => ({ rooms: ['lobby', 'two  spaces', ' ends ', 'e\u0301'], server: 'run' }) });
  await server.clock.pass(60);
  assert.deepEqual(session.rooms.map(({ name }) => name), ['lobby', 'two  spaces', ' ends ', 'e\u0301']);
});

test('news without end is taken in as fast as one can read, and no faster', async (t) => {
  const server = new HostileServer();
  const session = await server.session(t);
  server.answers({ '/receive': () => ({ messages: Array.from({ length: 100 }, () => message(String(++turn), turn)), epoch: 'lobby.1' }) });
  const asked = await server.minute();
  assert.ok((asked['/receive'] ?? 0) < 600, `/receive was asked ${asked['/receive']} times.`);
  assert.ok((session.rooms[0]?.timeline.entries.length ?? 0) > 1_000);
});

test('in a room of 20 messages a second each arrives at once', async (t) => {
  const { ana, bruno, clock } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  for (let count = 0; count < 600; count++) {
    await bruno.writes(`no ${count}`);
    assert.equal(ana.reads().at(-1), `no ${count}`);
    await clock.pass(0.05);
  }
});

test('who comes and goes in a crowd does not hold up what is said', async (t) => {
  const { ana, bruno, clock, newcomer, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await clock.pass(30);
  const before = server.seen.length;
  for (let count = 0; count < 40; count++) {
    const guest = await newcomer(`guest ${count}`);
    await guest.joins('lobby');
    await bruno.writes(`welcome ${count}`);
    assert.equal(ana.reads().at(-1), `welcome ${count}`);
    guest.session.close();
    await clock.pass(0.1);
  }
  await clock.pass(5);
  assert.equal(ana.room('lobby').people?.length, 42);
  const asked = server.seen.slice(before).filter(({ call, fields }) => call === 'GET /people' && fields['room'] === 'lobby');
  assert.ok(asked.length > 40, 'Every guest asks once.');
});

test('after a refusal with Retry-After the polls pause for so long, and five minutes at most', async (t) => {
  for (const [retryAfter, least] of [['20', 20], ['1e12', 300]] as const) {
    const server = new HostileServer();
    await server.session(t);
    const refusal = () => new Response('<h1>Busy</h1>', { status: 503, headers: { 'Retry-After': retryAfter } });
    server.answers({ '/user_rooms': refusal, '/receive': refusal });
    await server.clock.pass(6);
    const before = server.count('/user_rooms');
    await server.clock.pass(least - 7);
    assert.equal(server.count('/user_rooms'), before);
    await server.clock.pass(9);
    assert.equal(server.count('/user_rooms'), before + 1);
  }
});

test('what breaks the protocol stays told while something else answers', async (t) => {
  const server = new HostileServer();
  const session = await server.session(t);
  server.answers({ '/receive': () => ({ messages: 'none' }), '/user_rooms': () => listed('lobby') });
  await server.clock.pass(60);
  assert.deepEqual(session.connection.state === 'offline' && session.connection.failure, { kind: 'not_understood' });
  server.answers({ '/receive': () => ({ messages: [], epoch: 'lobby.1' }) });
  await server.clock.pass(31);
  assert.equal(session.connection.state, 'connected');
});
