import { openAll } from '../support/load.ts';
import { Measured } from '../support/measured.ts';
import { gather, tallyOf, type Person, type Tally } from '../support/people.ts';
import { percent, printTable, quantile } from '../support/table.ts';
import { scaled, type Extent } from './extent.ts';

const POLL_MS = 1_000;
const ROOMS_MS = 5_000;

/** How often somebody writes, as in the mix of `server.ts`. */
const SEND_MS = 55_000;

const IN_EACH = 8;
const LENGTH = 80;

/** What somebody does again and again, and when next. */
interface Habit {
  readonly everyMs: number;
  readonly act: () => void;
  due: number;
}

/** Polls and is heard of as a page that sees only the base part of the protocol: each second, and its rooms each 5 s. */
function habitsOf(person: Person, latencies: number[]): Habit[] {
  const { connection } = person;
  const now = performance.now();
  const habit = (everyMs: number, act: () => void): Habit => ({ everyMs, act, due: now + Math.random() * everyMs });
  return [
    habit(POLL_MS, () => {
      const asked = performance.now();
      connection.ask(person.pollRequest(), (body) => {
        latencies.push(performance.now() - asked);
        person.take(body);
      });
    }),
    habit(ROOMS_MS, () => connection.ask(person.roomsRequest(), () => {})),
    habit(SEND_MS, () => connection.ask(person.sendRequest(LENGTH), () => {})),
  ];
}

/** Lets everybody do what is due, each millisecond. */
async function live(habits: readonly Habit[], seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  // By the millisecond, so that a turn does not look at all of them.
  const byTick = new Map<number, Habit[]>();
  const plan = (habit: Habit): void => {
    const tick = Math.ceil(habit.due);
    const others = byTick.get(tick);
    if (others) others.push(habit);
    else byTick.set(tick, [habit]);
  };
  habits.forEach(plan);
  let tick = Math.floor(performance.now());
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      for (; tick <= now; tick++) {
        for (const habit of byTick.get(tick) ?? []) {
          habit.act();
          habit.due += habit.everyMs;
          plan(habit);
        }
        byTick.delete(tick);
      }
      if (now < end) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
}

/** A crowd that polls each second, and whether each of them got everything once. */
export async function measureCrowd({ size, seconds }: Extent): Promise<Tally> {
  const rooms = scaled(5_000, size, 40) / IN_EACH;
  const server = await Measured.sala();
  const people = await gather(await openAll(server.port, Math.floor(rooms) * IN_EACH), { rooms: Math.floor(rooms), inEach: IN_EACH });
  const latencies: number[] = [];
  const habits = people.flatMap((person) => habitsOf(person, latencies));
  const [before, ownBefore, start] = [await server.usage(), process.cpuUsage(), performance.now()];
  await live(habits, seconds);
  const took = (performance.now() - start) * 1_000;
  const own = process.cpuUsage(ownBefore);
  const load = ((await server.usage()).cpu - before.cpu) / took;
  const { lost, doubled } = await tallyOf(people);
  const said = Array.from(new Set(people.map(({ room }) => room)), (room) => room.sentAt.length).reduce((sum, count) => sum + count, 0);
  const sorted = latencies.toSorted((one, other) => one - other);
  for (const { connection } of people) connection.close();
  await server.stop();
  console.log(`A crowd: ${people.length.toLocaleString('en')} people in rooms of ${IN_EACH}, each on a connection, for ${seconds} s; polls every second, rooms every 5 s, ${said} messages.`);
  printTable(['polls', 'p50 ms', 'p99 ms', 'longest ms', "the server's load", "the loader's load", 'lost / doubled'], [[
    latencies.length.toLocaleString('en'),
    ...[0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1)),
    percent(load), percent((own.user + own.system) / took), `${lost} / ${doubled}`,
  ]]);
  return { lost, doubled };
}
