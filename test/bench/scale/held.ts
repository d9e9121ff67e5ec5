import { once } from 'node:events';
import { WebSocket } from 'ws';
import { post, type Connection } from '../support/connection.ts';
import { openAll, stayAwake } from '../support/load.ts';
import { Measured } from '../support/measured.ts';
import { gather, Room, tallyOf, type Person, type Tally } from '../support/people.ts';
import { percent, printTable, quantile } from '../support/table.ts';
import { scaled, type Extent } from './extent.ts';

const IN_EACH = 10;
const LENGTH = 80;

/** For how long an answer is held, in seconds: as long as may be. */
const WAIT = 25;

/** How long those who wait are left alone at most, in seconds: shorter than the first of them waits. */
const QUIET_MAX_SECONDS = 10;

/** A server that took no more than this share of a processor for so long has nothing to do. */
const SETTLED_MS = 500;
const NEXT_TO_NOTHING = 0.05;

const DELIVERIES_A_SECOND = 2_000;

/** Says a text to a room; what it costs to be told of it is measured. */
type Say = (room: Room) => void;

interface Delivered {
  readonly latencies: readonly number[];
  /** Of the server's processor for each delivery, in microseconds. */
  readonly cpu: number;
}

const wait = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Waits until a server has nothing to do: until it has used next to nothing for a while. */
async function settle(server: Measured): Promise<void> {
  for (let before = await server.usage(); ;) {
    await wait(SETTLED_MS);
    const now = await server.usage();
    if (now.cpu - before.cpu < SETTLED_MS * 1_000 * NEXT_TO_NOTHING) return;
    before = now;
  }
}

/**
 * Has everybody wait for news, again after each answer, and notes when it comes.
 *
 * @returns what resolves when nobody waits any more; each needs one more answer for that
 */
function holdAll(people: readonly Person[], arrived: (ms: number) => void): () => Promise<unknown> {
  let holding = true;
  const ended = people.map((person) => new Promise<void>((resolve) => {
    const hold = (): void => person.connection.ask(person.pollRequest(WAIT), (body) => {
      person.take(body, arrived);
      if (holding) hold();
      else resolve();
    });
    hold();
  }));
  return () => {
    holding = false;
    return Promise.all(ended);
  };
}

/** Says something to every room at an even pace, and waits until everybody has been told. */
async function deliver(
  server: Measured, rooms: readonly Room[], { say, seconds, latencies }: { say: Say; seconds: number; latencies: number[] },
): Promise<Delivered> {
  latencies.length = 0;
  const messages = Math.max(rooms.length, Math.round((DELIVERIES_A_SECOND * seconds) / IN_EACH));
  const sleep = stayAwake();
  const [before, start] = [await server.usage(), performance.now()];
  for (let said = 0; said < messages;) {
    const due = ((performance.now() - start) / 1_000 / seconds) * messages;
    for (; said < Math.min(due, messages); said++) say(rooms[said % rooms.length] as Room);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  while (latencies.length < messages * IN_EACH) await new Promise((resolve) => { setImmediate(resolve); });
  const after = await server.usage();
  sleep();
  return { latencies: latencies.toSorted((one, other) => one - other), cpu: (after.cpu - before.cpu) / latencies.length };
}

/** Says something to every room as fast as one can, a few at a time. */
async function burst(rooms: readonly Room[], { say, latencies }: { say: (room: Room) => Promise<void>; latencies: number[] }): Promise<number[]> {
  latencies.length = 0;
  const AT_A_TIME = 4;
  const left = [...rooms];
  const sleep = stayAwake();
  await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
    for (let room = left.pop(); room; room = left.pop()) await say(room);
  }));
  while (latencies.length < rooms.length * IN_EACH) await new Promise((resolve) => { setImmediate(resolve); });
  sleep();
  return latencies.toSorted((one, other) => one - other);
}

interface Held {
  readonly idle: { readonly rss: number; readonly heap: number; readonly load: number };
  readonly burst: readonly number[];
  readonly steady: Delivered;
  readonly lost: number;
  readonly doubled: number;
}

async function polls(count: number, seconds: number): Promise<Held> {
  const server = await Measured.sala();
  const gathering = await openAll(server.port, 16);
  const people = await gather(gathering, { rooms: count / IN_EACH, inEach: IN_EACH });
  const rooms = [...new Set(people.map(({ room }) => room))];
  const writers = await openAll(server.port, 4);
  const before = await server.usage('memory');
  const connections = await openAll(server.port, people.length);
  people.forEach((person, index) => { person.connection = connections[index] as Connection; });
  const latencies: number[] = [];
  const stop = holdAll(people, (ms) => latencies.push(ms));
  await settle(server);
  const held = await server.usage('memory');
  await settle(server);
  const quiet = await server.usage();
  const quietSeconds = Math.min(QUIET_MAX_SECONDS, seconds);
  await wait(quietSeconds * 1_000);
  const later = await server.usage();
  const say = (room: Room) => new Promise<void>((resolve) => {
    const writer = writers[room.sentAt.length % writers.length] as Connection;
    writer.ask(post('/send', { room: room.name, username: `${room.name} 0`, message: room.nextText(LENGTH) }), () => resolve());
  });
  const bursted = await burst(rooms, { say, latencies });
  const steady = await deliver(server, rooms, { say: (room) => void say(room), seconds, latencies });
  const ended = stop();
  await Promise.all(rooms.map(say));
  await ended;
  const { lost, doubled } = await tallyOf(people);
  for (const connection of [...gathering, ...writers, ...connections]) connection.close();
  await server.stop();
  const idle = {
    rss: (held.rss - before.rss) / count, heap: (held.heap - before.heap) / count,
    load: (later.cpu - quiet.cpu) / (quietSeconds * 1_000_000),
  };
  return { idle, burst: bursted, steady, lost, doubled };
}

/** The same deliveries by WebSockets, which need no answer to be asked for again. */
async function sockets(count: number, seconds: number): Promise<Delivered> {
  const server = await Measured.peer('ws', 'ws');
  const rooms = Array.from({ length: count / IN_EACH }, (_room, index) => new Room(`room-${index}`));
  const latencies: number[] = [];
  const all: WebSocket[] = [];
  const first = new Map<Room, WebSocket>();
  for (const room of rooms) {
    const members = Array.from({ length: IN_EACH }, () => new WebSocket(`ws://127.0.0.1:${server.port}/${room.name}`, { perMessageDeflate: false }));
    await Promise.all(members.map((member) => once(member, 'open')));
    for (const member of members) {
      member.on('message', (data: Buffer) => {
        const { message } = JSON.parse(data.toString()) as { message: string };
        latencies.push(performance.now() - (room.sentAt[Number(/^#(\d+)/.exec(message)?.[1])] ?? NaN));
      });
    }
    first.set(room, members[0] as WebSocket);
    all.push(...members);
  }
  const say: Say = (room) => first.get(room)?.send(JSON.stringify({ username: `${room.name} 0`, message: room.nextText(LENGTH) }));
  const delivered = await deliver(server, rooms, { say, seconds, latencies });
  for (const socket of all) socket.terminate();
  await server.stop();
  return delivered;
}

/** What those cost who wait for an answer, and how fast they are told. */
export async function measureHeld({ size, seconds }: Extent): Promise<Tally> {
  const count = scaled(10_000, size, 100);
  const held = await polls(count, seconds);
  const bySockets = await sockets(count, seconds);
  const { idle, burst: bursted, steady, lost, doubled } = held;
  const ms = (sorted: readonly number[]) => [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1));
  console.log(`Held: ${count.toLocaleString('en')} polls that wait, in ${(count / IN_EACH).toLocaleString('en')} rooms of ${IN_EACH}, each on its connection. Lost ${lost}, doubled ${doubled}.`);
  console.log(`Each takes ${(idle.rss / 1_000).toFixed(1)} kB of the machine's memory (${(idle.heap / 1_000).toFixed(1)} kB of the heap, with its connection); all together ${percent(idle.load)} of a processor while nothing happens.`);
  printTable(['deliveries', '', 'p50 ms', 'p99 ms', 'longest ms', 'CPU µs each', '× ws'], [
    ['held polls, a message to every room at once', bursted.length.toLocaleString('en'), ...ms(bursted), '', ''],
    [`held polls, ${DELIVERIES_A_SECOND.toLocaleString('en')} a second`, steady.latencies.length.toLocaleString('en'), ...ms(steady.latencies), steady.cpu.toFixed(1), (steady.cpu / bySockets.cpu).toFixed(2)],
    [`ws, ${DELIVERIES_A_SECOND.toLocaleString('en')} a second`, bySockets.latencies.length.toLocaleString('en'), ...ms(bySockets.latencies), bySockets.cpu.toFixed(1), '1.00'],
  ]);
  return { lost, doubled };
}
