// What an answer may have at most.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerClient } from '../../src/api/client.ts';
import { ProtocolError } from '../../src/api/failures.ts';

/** A client that gets the same answer each time. */
function clientOf(answer: () => Response): { client: ServerClient } {
  return { client: new ServerClient('http://sala.test/', async () => answer()) };
}

const MESSAGE = { type: 'message', username: 'ana', message: 'hi', timestamp: 1, id: 'x' };
const LINE = { type: 'system', message: 'ana joined', timestamp: 1, id: 'x', event: 'joined', user: 'ana' };
const DETAILS = { room: 'lobby', epoch: 'e', members: 1, last_timestamp: 1 };
const HEALTH = {
  status: 'ok', name: 'sala', version: '1', server: 'run', urls: [], features: [],
  limits: { room: 64, username: 32, message: 4_000, history: 50, wait: 25 },
};
const some = (count: number, one: unknown) => Array.from({ length: count }, () => one);
const text = (length: number) => 'x'.repeat(length);

const CALLS = {
  receive: (client: ServerClient) => client.receive({ room: 'lobby', after: 0 }),
  join: (client: ServerClient) => client.join({ room: 'lobby', username: 'ana' }),
  leave: (client: ServerClient) => client.leave({ room: 'lobby', username: 'ana' }),
  send: (client: ServerClient) => client.send({ room: 'lobby', username: 'ana', message: 'hi' }),
  userRooms: (client: ServerClient) => client.userRooms('ana'),
  people: (client: ServerClient) => client.people('lobby'),
  health: (client: ServerClient) => client.health(),
};

/** For each call: what is bounded, an answer with as much of it as given, the most that there may be, and one step more. */
const BOUNDS: [keyof typeof CALLS, string, (amount: number) => unknown, most: number, step?: number][] = [
  ['receive', 'messages', (count) => ({ messages: some(count, MESSAGE) }), 1_000],
  ['receive', 'a text', (length) => ({ messages: [{ ...MESSAGE, message: text(length) }] }), 65_536],
  ['receive', 'a writer', (length) => ({ messages: [{ ...MESSAGE, username: text(length) }] }), 256],
  ['receive', 'an id', (length) => ({ messages: [{ ...MESSAGE, id: text(length) }] }), 256],
  ['receive', 'a time', (timestamp) => ({ messages: [{ ...MESSAGE, timestamp }] }), 8.64e12, 1e-2],
  ['receive', 'the text of a line', (length) => ({ messages: [{ ...LINE, message: text(length) }] }), 65_536],
  ['receive', 'whom a line is about', (length) => ({ messages: [{ ...LINE, user: text(length) }] }), 256],
  ['receive', 'the id of a line', (length) => ({ messages: [{ ...LINE, id: text(length) }] }), 256],
  ['receive', 'the time of a line', (timestamp) => ({ messages: [{ ...LINE, timestamp }] }), 8.64e12, 1e-2],
  ['receive', 'the epoch', (length) => ({ messages: [], epoch: text(length) }), 256],
  ['join', 'words', (length) => ({ status: 'success', message: text(length) }), 65_536],
  ['join', 'the room', (length) => ({ status: 'success', room: text(length) }), 256],
  ['join', 'the name', (length) => ({ status: 'success', username: text(length) }), 256],
  ['join', 'the epoch', (length) => ({ status: 'success', epoch: text(length) }), 256],
  ['join', 'the time', (timestamp) => ({ status: 'success', timestamp }), 8.64e12, 1e-2],
  ['leave', 'words', (length) => ({ status: 'success', message: text(length) }), 65_536],
  ['send', 'the id', (length) => ({ status: 'success', id: text(length) }), 256],
  ['send', 'the time', (timestamp) => ({ status: 'success', timestamp }), 8.64e12, 1e-2],
  ['send', 'the epoch', (length) => ({ status: 'success', epoch: text(length) }), 256],
  ['userRooms', 'rooms', (count) => ({ rooms: some(count, 'lobby') }), 1_000],
  ['userRooms', 'a room', (length) => ({ rooms: [text(length)] }), 256],
  ['userRooms', 'details', (count) => ({ rooms: [], details: some(count, DETAILS) }), 1_000],
  ['userRooms', 'the room of details', (length) => ({ rooms: [], details: [{ ...DETAILS, room: text(length) }] }), 256],
  ['userRooms', 'the epoch of details', (length) => ({ rooms: [], details: [{ ...DETAILS, epoch: text(length) }] }), 256],
  ['userRooms', 'the time of details', (time) => ({ rooms: [], details: [{ ...DETAILS, last_timestamp: time }] }), 8.64e12, 1e-2],
  ['userRooms', 'members', (members) => ({ rooms: [], details: [{ ...DETAILS, members }] }), 10_000],
  ['userRooms', 'the run', (length) => ({ rooms: [], server: text(length) }), 256],
  ['people', 'people', (count) => ({ people: some(count, 'ana') }), 10_000],
  ['people', 'a name', (length) => ({ people: [text(length)] }), 256],
  ['health', 'the version', (length) => ({ ...HEALTH, version: text(length) }), 256],
  ['health', 'the run', (length) => ({ ...HEALTH, server: text(length) }), 256],
  ['health', 'addresses', (count) => ({ ...HEALTH, urls: some(count, 'http://a/') }), 100],
  ['health', 'an address', (length) => ({ ...HEALTH, urls: [text(length)] }), 2_048],
  ['health', 'features', (count) => ({ ...HEALTH, features: some(count, 'ids') }), 100],
  ['health', 'a feature', (length) => ({ ...HEALTH, features: [text(length)] }), 256],
  ['health', 'the limit of a room', (room) => ({ ...HEALTH, limits: { ...HEALTH.limits, room } }), 256],
  ['health', 'the limit of a name', (username) => ({ ...HEALTH, limits: { ...HEALTH.limits, username } }), 256],
  ['health', 'the limit of a text', (message) => ({ ...HEALTH, limits: { ...HEALTH.limits, message } }), 65_536],
  ['health', 'the history', (history) => ({ ...HEALTH, limits: { ...HEALTH.limits, history } }), 1_000],
  ['health', 'the wait', (wait) => ({ ...HEALTH, limits: { ...HEALTH.limits, wait } }), 3_600],
];

for (const [call, what, answer, most, step = 1] of BOUNDS) {
  test(`/${call}: ${what} may be ${most} and no more`, async () => {
    const ask = (amount: number) => CALLS[call](clientOf(() => Response.json(answer(amount))).client);
    await ask(most);
    await assert.rejects(ask(most + step), ProtocolError);
  });
}

test('no number of an answer is negative, endless, or half a person', async () => {
  for (const number of ['-1', '1e400', '-1e-9', '"1"', 'null', 'true']) {
    const messages = JSON.stringify({ messages: [MESSAGE] }).replace('"timestamp":1', `"timestamp":${number}`);
    const details = JSON.stringify({ rooms: [], details: [DETAILS] }).replace('"members":1', `"members":${number}`);
    await assert.rejects(CALLS.receive(clientOf(() => new Response(messages)).client), ProtocolError);
    await assert.rejects(CALLS.userRooms(clientOf(() => new Response(details)).client), ProtocolError);
  }
  await assert.rejects(CALLS.userRooms(clientOf(() => Response.json({ rooms: [], details: [{ ...DETAILS, members: 0.5 }] })).client), ProtocolError);
});

test('the length of a list is looked at before what is in it', async () => {
  let looked = 0;
  const { client } = clientOf(() => Response.json({}));
  const people = new Proxy(some(10_001, 'ana'), { get: (list, key) => (/^\d+$/.test(String(key)) && looked++, Reflect.get(list, key) as unknown) });
  const answered = { people };
  const { parse } = JSON;
  JSON.parse = () => answered;
  try {
    await assert.rejects(client.people('lobby'), ProtocolError);
  } finally {
    JSON.parse = parse;
  }
  assert.equal(looked, 0);
});

test('of a list of a hundred thousand wrong things the first is enough', async () => {
  const wrong = { messages: some(1_000, { type: 'message' }) };
  let looked = 0;
  const messages = new Proxy(wrong.messages, { get: (list, key) => (/^\d+$/.test(String(key)) && looked++, Reflect.get(list, key) as unknown) });
  const { parse } = JSON;
  JSON.parse = () => ({ messages });
  try {
    await assert.rejects(clientOf(() => Response.json({})).client.receive({ room: 'lobby', after: 0 }), ProtocolError);
  } finally {
    JSON.parse = parse;
  }
  assert.equal(looked, 1);
});
