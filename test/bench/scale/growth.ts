import { get } from '../support/connection.ts';
import { openAll, saturate, type Step } from '../support/load.ts';
import { Measured } from '../support/measured.ts';
import { forEach, gather, type Person } from '../support/people.ts';
import { median, printTable } from '../support/table.ts';
import { scaled, type Extent } from './extent.ts';

const CONNECTIONS = 64;
const ROUNDS = 5;
const LENGTH = 80;

/** What each endpoint is asked for; those that list people, whose answers grow, are left out. */
const ASKED: Readonly<Record<string, (person: Person) => string>> = {
  'GET /receive, nothing new': (person) => person.pollRequest(),
  'GET /receive, all there is': (person) => person.wholeRequest(),
  'GET /user_rooms': (person) => person.roomsRequest(),
  'POST /send': (person) => person.sendRequest(LENGTH),
  'POST /join, where one is': (person) => person.joinRequest(),
  'GET /health': () => get('/health'),
};

interface Setting {
  readonly rooms: number;
  readonly inEach: number;
  /** What was said in each room before; with what is said of those who joined a room keeps 50. */
  readonly said?: number;
}

async function fill(setting: Setting): Promise<{ server: Measured; people: Person[] }> {
  const server = await Measured.sala();
  const people = await gather(await openAll(server.port, CONNECTIONS), setting);
  const writers = people.filter((_person, index) => index % setting.inEach === 0);
  for (let said = 0; said < (setting.said ?? 0); said++) {
    await forEach(writers, (writer) => new Promise((resolve) => {
      writer.connection.ask(writer.sendRequest(LENGTH), () => resolve());
    }));
  }
  await forEach(people, async (person) => void (await person.poll()));
  return { server, people };
}

/** @returns a row for each endpoint: microseconds in the small setting, in the large one, and their ratio */
async function compare(small: Setting, large: Setting, seconds: number): Promise<string[][]> {
  const settings = [await fill(small), await fill(large)] as const;
  const rows: string[][] = [];
  for (const [name, request] of Object.entries(ASKED)) {
    const step: Step = (person, done) => person.connection.ask(request(person), () => done(name));
    const costs: [number[], number[]] = [[], []];
    for (let round = -1; round < ROUNDS; round++) {
      for (const [index, { server, people }] of settings.entries()) {
        const { cpu } = await saturate(server, people, seconds, step);
        // The first is for what is compiled while it runs.
        if (round >= 0) costs[index]?.push(cpu);
      }
    }
    const ratios = costs[1].map((cpu, round) => cpu / (costs[0][round] ?? NaN));
    rows.push([name, median(costs[0]).toFixed(1), median(costs[1]).toFixed(1), median(ratios).toFixed(2)]);
  }
  for (const { server, people } of settings) {
    for (const { connection } of people) connection.close();
    await server.stop();
  }
  return rows;
}

/** What a request costs with few rooms and with many, and with few people in a room and with many. */
export async function measureGrowth({ size, seconds }: Extent): Promise<void> {
  const each = seconds / 10;
  const many = scaled(10_000, size, 20);
  const rooms = await compare({ rooms: 10, inEach: 2 }, { rooms: many, inEach: 2 }, each);
  const crowded = scaled(1_000, size, 20);
  const people = await compare({ rooms: 10, inEach: 10, said: 50 }, { rooms: 10, inEach: crowded, said: 50 }, each);
  console.log(`Growth: processor time of a request in microseconds, ${ROUNDS} rounds of ${each} s by turns, ${CONNECTIONS} at a time.`);
  printTable(
    ['', '10 rooms', `${many.toLocaleString('en')} rooms`, '×', '10 in a room', `${crowded.toLocaleString('en')} in a room`, '×'],
    rooms.map((row, index) => [...row, ...(people[index] ?? []).slice(1)]),
  );
}
