// What a request costs the server's processor: Sala, as it is built, beside its peers, in one run by turns.
//   npm run bench:server [-- --rounds 5 --seconds 3]
// It fails where Sala lost or doubled a message.
import { parseArgs } from 'node:util';
import { openAll, saturate, type Cost, type Step } from './support/load.ts';
import { Measured } from './support/measured.ts';
import { gather, tallyOf, type Person } from './support/people.ts';
import { machine, median, percent, printTable, quantile } from './support/table.ts';

/** How many ask at the same time. */
const CONNECTIONS = 64;

/** Rooms of eight: with the mix below, one poll in eight or nine has news. */
const CROWD = { rooms: 100, inEach: 8 };

/** Shares of what people ask for who poll every second, and for their rooms every 5 s; the rest are polls. */
const MIX = { rooms: 0.16, send: 0.015, whole: 0.005 };

/** Characters of a message: one line of a talk, and as long as can be. */
const LENGTHS = { line: 80, longest: 4_000 };

const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
const { values } = parseArgs({ options: { rounds: text('5'), seconds: text('3') } });
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];

interface Contestant {
  readonly server: Measured;
  readonly people: readonly Person[];
  readonly costs: Cost[];
}

const mix = (length: number): Step => (person, done) => {
  const { connection } = person;
  const dice = Math.random();
  if (dice < MIX.rooms) connection.ask(person.roomsRequest(), () => done('rooms'));
  else if (dice < MIX.rooms + MIX.send) connection.ask(person.sendRequest(length), () => done('send'));
  else if (dice < MIX.rooms + MIX.send + MIX.whole) connection.ask(person.wholeRequest(), () => done('whole history'));
  else connection.ask(person.pollRequest(), (body) => done(person.take(body) ? 'poll with news' : 'idle poll'));
};

async function enter(server: Measured): Promise<Contestant> {
  const connections = await openAll(server.port, CONNECTIONS);
  return { server, people: await gather(connections, CROWD), costs: [] };
}

async function compare(title: string, length: number): Promise<void> {
  const contestants = [
    await enter(await Measured.sala()),
    await enter(await Measured.peer('raw `node:http`', 'raw')),
    await enter(await Measured.peer('naive Express', 'naive-express')),
  ];
  const step = mix(length);
  // Once before it counts, for what is compiled while it runs.
  for (const { server, people } of contestants) await saturate(server, people, seconds, step);
  for (let round = 0; round < rounds; round++) {
    for (const { server, people, costs } of contestants) costs.push(await saturate(server, people, seconds, step));
  }
  const rows: string[][] = [];
  for (const { server, people, costs } of contestants) {
    const { lost, doubled } = await tallyOf(people);
    // Of the others it is told: the naive one loses messages that share a millisecond.
    if (server === contestants[0]?.server && lost + doubled > 0) process.exitCode = 1;
    const ratios = contestants.map((other) => median(costs.map(({ cpu }, round) => cpu / (other.costs[round]?.cpu ?? NaN))));
    const times = costs.flatMap(({ latencies }) => latencies).toSorted((one, other) => one - other);
    rows.push([
      server.name,
      median(costs.map(({ cpu }) => cpu)).toFixed(1),
      (ratios[1] ?? NaN).toFixed(2), (ratios[2] ?? NaN).toFixed(2),
      Math.round(median(costs.map((cost) => cost.requests / cost.seconds))).toLocaleString('en'),
      quantile(times, 0.5).toFixed(1), quantile(times, 0.99).toFixed(1),
      percent(median(costs.map(({ serverLoad }) => serverLoad))), percent(median(costs.map(({ ownLoad }) => ownLoad))),
      `${lost} / ${doubled}`,
    ]);
    for (const { connection } of people) connection.close();
    await server.stop();
  }
  console.log(`${title}. ${rounds} rounds of ${seconds} s by turns, ${CONNECTIONS} at a time, ${CROWD.rooms} rooms of ${CROWD.inEach}.`);
  const shares = contestants[0]?.costs.at(-1)?.shares ?? {};
  console.log(`The mix: ${Object.entries(shares).map(([kind, share]) => `${kind} ${percent(share)}`).join(', ')}.`);
  printTable(['server', 'CPU µs a request', '× raw', '× naive', 'requests a second', 'p50 ms', 'p99 ms', 'its load', "the loader's load", 'lost / doubled'], rows);
}

console.log(`${machine()}\n`);
await compare('Lines of 80 characters', LENGTHS.line);
await compare('Messages of 4,000 characters', LENGTHS.longest);
