// That a server filled to its bounds with the worst that may be sent takes no more memory than README says.
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import { expect } from 'chai';
import { Measured } from '../bench/support/measured.ts';
import { call, post } from '../support/http.ts';
import { Person } from '../support/person.ts';

const MB = 1024 * 1024;

/** Of a small server. */
const BOUNDS = { maxHistoryBytes: 12 * MB, maxRooms: 200, maxNames: 2_000, maxRoomsPerUser: 10, idMemory: 2_000 };

/** As README tells, in bytes: of a room, a name, a name in a room, an id. */
const EACH = { room: 2_500, name: 500, membership: 50, id: 500 };

/** Of code and buffers that come with use, in bytes. */
const USE = 2 * MB;

const CEILING = USE + BOUNDS.maxHistoryBytes + BOUNDS.maxRooms * EACH.room + BOUNDS.maxNames * EACH.name
  + BOUNDS.maxNames * BOUNDS.maxRoomsPerUser * EACH.membership + BOUNDS.idMemory * EACH.id;

/** The heap of the whole process: one that grew without bound would end it. */
const HEAP_MB = 64;

/** How often more than there is room for. */
const OVERFILL = 2;
const ID_OVERFILL = 10;

const CONNECTIONS = 16;
const WARM_UP = 1_000;

/** Of the length that a name, an id or a text may have, in characters that take the most. */
const longest = (length: number, index: number, filling = '€') => String(index).padStart(length, filling);
const nameOf = (index: number) => longest(32, index);
const roomOf = (index: number) => longest(64, index % BOUNDS.maxRooms);

const TEXTS = { 'three bytes a character': '€'.repeat(4_000), 'ASCII with one emoji': `${'a'.repeat(3_998)}😀` };

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
let server: Measured;
let url: string;
let empty: number;

const heap = async () => (await server.usage('memory')).heap;

/** @returns the HTTP status */
function posts(path: string, body: object, key = longest(32, 0, 'k')): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` };
    request(url + path, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    }).on('error', reject).end(JSON.stringify(body));
  });
}

/** Does something so many times, on all connections. @returns how often it was answered with which status */
async function repeat(times: number, doing: (index: number) => Promise<number | undefined>): Promise<Record<string, number>> {
  const answered: Record<string, number> = {};
  let next = 0;
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (next < times) {
      const status = String(await doing(next++));
      answered[status] = (answered[status] ?? 0) + 1;
    }
  }));
  return answered;
}

before(async () => {
  const flags = Object.entries(BOUNDS).map(([name, value]) =>
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}=${value}`);
  server = await Measured.sala('Sala', flags, [`--max-old-space-size=${HEAP_MB}`]);
  url = `http://127.0.0.1:${server.port}`;
  const ana = new Person(url, 'ana');
  await ana.joins('kitchen');
  await ana.sends('one');
  await ana.sends('two');
  // Once before it counts, for what is compiled while it runs.
  const warm = { room: 'warm', username: 'warm' };
  await repeat(WARM_UP, async (index) => {
    await posts('/join', warm);
    return posts('/send', { ...warm, message: TEXTS['ASCII with one emoji'], id: String(index) });
  });
  await posts('/leave', warm);
  empty = await heap();
});

after(async () => {
  agent.destroy();
  await server.stop();
});

test('rooms and names take no more memory than they may', async () => {
  const { maxRooms, maxNames, maxRoomsPerUser } = BOUNDS;
  const joined = await repeat(OVERFILL * maxNames, (index) => posts('/join', { room: roomOf(index), username: nameOf(index) }));
  expect(joined).to.have.all.keys('200', '503');
  expect(joined['200']).to.be.at.least(maxNames - maxRooms).and.at.most(maxNames);
  await repeat(maxNames * maxRoomsPerUser, (index) =>
    posts('/join', { room: roomOf(index + Math.floor(index / maxNames)), username: nameOf(index % maxNames) }));
  expect(await heap() - empty).to.be.at.most(CEILING);
});

test('ids take no more memory than they may', async () => {
  const sent = await repeat(ID_OVERFILL * BOUNDS.idMemory, (index) => posts('/send', {
    room: roomOf(index), username: nameOf(index % BOUNDS.maxRooms), message: 'x', id: longest(64, index, 'i'),
  }));
  expect(sent['200']).to.be.at.least(5 * BOUNDS.idMemory);
  expect(await heap() - empty).to.be.at.most(CEILING);
});

for (const [what, text] of Object.entries(TEXTS)) {
  test(`messages, beside all the rest, take no more memory than they may: ${what}`, async () => {
    const perRoom = Math.ceil((OVERFILL * BOUNDS.maxHistoryBytes) / (8_000 * BOUNDS.maxRooms));
    const sent = await repeat(perRoom * BOUNDS.maxRooms, (index) =>
      posts('/send', { room: roomOf(index), username: nameOf(index % BOUNDS.maxRooms), message: text }));
    expect(sent['200']).to.be.at.least(perRoom * (BOUNDS.maxRooms - 2));
    const taken = await heap() - empty;
    expect(taken).to.be.at.most(CEILING);
    // It is full: what follows would be no test of a server that kept little.
    expect(taken).to.be.at.least(0.6 * BOUNDS.maxHistoryBytes);
  });
}

test('a full server goes on: who is in it talks, and the most silent room says gap', async () => {
  const ana = new Person(url, 'ana');
  expect(await ana.receives({ from: 'kitchen' })).to.include({ gap: true });
  expect(await ana.readsAgain('kitchen')).to.deep.equal(['two']);
  await ana.sends('three', { to: 'kitchen' });
  expect(await ana.readsAgain('kitchen')).to.deep.equal(['two', 'three']);
  expect((await call(`${url}/health`)).httpStatus).to.equal(200);
  expect((await post(`${url}/join`, { room: 'attic', username: 'ana' })).body.code).to.equal('server_full');
});
