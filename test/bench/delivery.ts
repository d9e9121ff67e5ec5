// How long a message takes from the press on "Send" to the screen of somebody else: with polls that the server holds,
// and with a poll every second. Both in one run, in rounds by turns, with the page's own client and a real server.
//   npm run bench:delivery [-- --pairs 10 --messages 20]
import { parseArgs } from 'node:util';
import { ServerClient, type Fetcher } from '../../src/api/client.ts';
import { systemClock } from '../../src/chat/clock.ts';
import { Session } from '../../src/chat/session.ts';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { SalaServer } from '../support/sala-server.ts';
import { machine, median, quantile } from './support/table.ts';

/** Messages set out at any moment of a poll's second, in milliseconds. */
const LONGEST_PAUSE_MS = 1_000;

const ROUNDS = 4;

type Way = 'held' | 'every second';

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '10' }, messages: { type: 'string', default: '20' } } });
const pairs = Number(values.pairs);
const messagesInRound = Math.ceil(Number(values.messages) / ROUNDS);

/** The server without the feature that holds polls. */
const withoutWait: Fetcher = async (url, init) => {
  const response = await fetch(url, init);
  if (!url.endsWith('/health')) return response;
  const health = (await response.json()) as { features: string[] };
  return Response.json({ ...health, features: health.features.filter((feature) => feature !== 'wait') });
};

async function somebody(url: string, name: string, room: string, way: Way): Promise<Session> {
  const client = way === 'held' ? new ServerClient(url) : new ServerClient(url, withoutWait);
  const session = new Session({ client, device: forgetfulDevice(), clock: systemClock });
  await session.open();
  await session.join(room, name);
  return session;
}

function count(session: Session, text: string): number {
  return session.active?.timeline.entries.filter((entry) => entry.kind === 'message' && entry.text === text).length ?? 0;
}

/** @returns milliseconds */
async function deliver(writer: Session, reader: Session, text: string): Promise<number> {
  const start = performance.now();
  const seen = new Promise<number>((resolve) => {
    const unsubscribe = reader.subscribe(() => {
      if (count(reader, text) === 0) return;
      unsubscribe();
      resolve(performance.now() - start);
    });
  });
  if (writer.active) writer.send(writer.active, text);
  return seen;
}

async function talk(writer: Session, reader: Session, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS); });
    times.push(await deliver(writer, reader, text));
  }
  return times;
}

async function round(url: string, way: Way, number: number): Promise<{ times: number[]; doubled: number }> {
  const results = await Promise.all(Array.from({ length: pairs }, async (_one, pair) => {
    const room = `${way} ${number} ${pair}`;
    const writer = await somebody(url, `writer ${room}`.slice(0, 32), room, way);
    const reader = await somebody(url, `reader ${room}`.slice(0, 32), room, way);
    const texts = Array.from({ length: messagesInRound }, (_each, message) => `message ${message}`);
    const times = await talk(writer, reader, texts);
    const doubled = texts.filter((text) => count(reader, text) !== 1).length;
    for (const session of [writer, reader]) session.close();
    return { times, doubled };
  }));
  return { times: results.flatMap(({ times }) => times), doubled: results.reduce((sum, { doubled }) => sum + doubled, 0) };
}

const before = machine();
const server = new SalaServer();
await server.start();
const times: Record<Way, number[]> = { held: [], 'every second': [] };
let doubled = 0;
try {
  for (let number = 0; number < ROUNDS; number++) {
    for (const way of ['held', 'every second'] as const) {
      const result = await round(server.url, way, number);
      times[way].push(...result.times);
      doubled += result.doubled;
    }
  }
} finally {
  await server.stop();
}

const row = (way: Way): string => {
  const sorted = times[way].toSorted((one, other) => one - other);
  const cells = [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1));
  return `| ${way} | ${sorted.length} | ${cells.join(' | ')} |`;
};
console.log(`${before} ${pairs} rooms at a time, ${ROUNDS} rounds by turns.\n`);
console.log('| polls | messages | p50 (ms) | p99 (ms) | longest (ms) |\n|---|---|---|---|---|');
console.log(`${row('held')}\n${row('every second')}\n`);
console.log(`Held p50 is 1/${Math.round(median(times['every second']) / median(times.held))} of the other. Doubled: ${doubled}.`);
process.exitCode = doubled > 0 ? 1 : 0;
