import { once } from 'node:events';
import { WebSocket } from 'ws';
import { post, type Connection } from '../support/connection.ts';
import { openAll, stayAwake } from '../support/load.ts';
import { Measured } from '../support/measured.ts';
import { gather, Room, tallyOf, type Person, type Tally } from '../support/people.ts';
import { median, percent, printTable, quantile } from '../support/table.ts';
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

/** How often everybody is told at that pace, by each server in turn. */
const ROUNDS = 5;

/** Of those who wait, as many are on each of three servers: all on each would be more connections than a process may have. */
const IN_TURN = 0.5;

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

/** Says something to every room once, at an even pace, and waits until everybody has been told. */
async function deliver(
  server: Measured, rooms: readonly Room[], { say, latencies }: { say: Say; latencies: number[] },
): Promise<Delivered> {
  latencies.length = 0;
  const messages = rooms.length;
  const seconds = (messages * IN_EACH) / DELIVERIES_A_SECOND;
  const sleep = stayAwake();
  const [before, start] = [await server.usage(), performance.now()];
  for (let said = 0; said < messages;) {
    const due = ((performance.now() - start) / 1_000 / seconds) * messages;
    for (; said < Math.min(due, messages); said++) say(rooms[said] as Room);
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

/** A server with everybody who waits for its news. */
interface Waiting<End = void> {
  /** Tells them something once, {@link DELIVERIES_A_SECOND} of them a second. */
  deliver(): Promise<Delivered>;
  end(): Promise<End>;
}

interface Held extends Waiting<Tally> {
  /** Bytes for each of them. */
  readonly memory: { readonly rss: number; readonly heap: number };
  /** @returns the share of a processor that they take while nothing happens */
  idle(seconds: number): Promise<number>;
  /** Tells them something once, as fast as can be. @returns how long that took for each, in milliseconds */
  burst(): Promise<readonly number[]>;
}

async function polls(server: Measured, count: number): Promise<Held> {
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
  let said = 0;
  const say = (room: Room) => new Promise<void>((resolve) => {
    const writer = writers[said++ % writers.length] as Connection;
    writer.ask(post('/send', { room: room.name, username: `${room.name} 0`, message: room.nextText(LENGTH) }), () => resolve());
  });
  return {
    memory: { rss: (held.rss - before.rss) / count, heap: (held.heap - before.heap) / count },
    async idle(seconds) {
      await settle(server);
      const quiet = await server.usage();
      await wait(seconds * 1_000);
      return ((await server.usage()).cpu - quiet.cpu) / (seconds * 1_000_000);
    },
    burst: () => burst(rooms, { say, latencies }),
    deliver: () => deliver(server, rooms, { say: (room) => void say(room), latencies }),
    async end() {
      const ended = stop();
      await Promise.all(rooms.map(say));
      await ended;
      const tally = await tallyOf(people);
      for (const connection of [...gathering, ...writers, ...connections]) connection.close();
      await server.stop();
      return tally;
    },
  };
}

/** The same deliveries by WebSockets, which need no answer to be asked for again. */
async function sockets(count: number): Promise<Waiting> {
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
  return {
    deliver: () => deliver(server, rooms, { say, latencies }),
    async end() {
      for (const socket of all) socket.terminate();
      await server.stop();
    },
  };
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;

/** Half of the times, 99 of a hundred, and all of them were as short as this or shorter. @param sorted milliseconds */
const ms = (sorted: readonly number[]) => [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1));

/** How many deliveries there were in all rounds, how long they took, and the median of what one cost. */
function costOf(rounds: readonly Delivered[]): string[] {
  const latencies = rounds.flatMap((round) => round.latencies).toSorted((one, other) => one - other);
  return [latencies.length.toLocaleString('en'), ...ms(latencies), median(rounds.map(({ cpu }) => cpu)).toFixed(1)];
}

/** What those cost who wait for an answer, and how fast they are told. */
export async function measureHeld({ size, seconds }: Extent): Promise<Tally> {
  const count = scaled(10_000, size, 100);
  const all = await polls(await Measured.sala(), count);
  const load = await all.idle(Math.min(QUIET_MAX_SECONDS, seconds));
  const bursted = await all.burst();
  const steady = [await all.deliver(), await all.deliver(), await all.deliver()];
  const tallies = [await all.end()];
  const half = Math.ceil((count * IN_TURN) / IN_EACH) * IN_EACH;
  const sala = await polls(await Measured.sala(), half);
  const raw = await polls(await Measured.peer('raw', 'raw'), half);
  const bySockets = await sockets(half);
  const contestants = [
    { name: 'held polls', waiting: sala, delivered: [] as Delivered[] },
    { name: 'held polls of raw `node:http`', waiting: raw, delivered: [] as Delivered[] },
    { name: 'ws', waiting: bySockets, delivered: [] as Delivered[] },
  ];
  // Once before it counts, for what is compiled while it runs.
  for (const { waiting } of contestants) await waiting.deliver();
  for (let round = 0; round < ROUNDS; round++) {
    for (const { waiting, delivered } of contestants) delivered.push(await waiting.deliver());
  }
  tallies.push(await sala.end());
  await raw.end();
  await bySockets.end();
  const [lost, doubled] = [total(tallies.map((tally) => tally.lost)), total(tallies.map((tally) => tally.doubled))];
  const rows = contestants.map(({ name, delivered }) => {
    const ratios = contestants.slice(1).map((other) => median(delivered.map(({ cpu }, round) => cpu / (other.delivered[round]?.cpu ?? NaN))));
    return [`${name}, ${half.toLocaleString('en')} by turns`, ...costOf(delivered), ...ratios.map((ratio) => ratio.toFixed(2))];
  });
  console.log(`Held: ${count.toLocaleString('en')} polls that wait, in ${(count / IN_EACH).toLocaleString('en')} rooms of ${IN_EACH}, each on its connection. Lost ${lost}, doubled ${doubled}.`);
  console.log(`Each takes ${kilobytes(all.memory.rss)} of the machine's memory (${kilobytes(all.memory.heap)} of the heap, with its connection); all together ${percent(load)} of a processor while nothing happens.`);
  console.log(`At an even pace of ${DELIVERIES_A_SECOND.toLocaleString('en')} a second: all of them, then ${ROUNDS} rounds by turns with ${half.toLocaleString('en')} on each server.`);
  printTable(['deliveries', '', 'p50 ms', 'p99 ms', 'longest ms', 'CPU µs each', '× raw', '× ws'], [
    ['held polls, a message to every room at once', bursted.length.toLocaleString('en'), ...ms(bursted), '', '', ''],
    [`held polls, ${count.toLocaleString('en')} alone`, ...costOf(steady), '', ''],
    ...rows,
  ]);
  return { lost, doubled };
}
