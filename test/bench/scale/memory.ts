import { openAll } from '../support/load.ts';
import { Measured } from '../support/measured.ts';
import { forEach, gather } from '../support/people.ts';
import { printTable } from '../support/table.ts';
import { scaled, type Extent } from './extent.ts';

const CONNECTIONS = 64;
const LENGTH = 80;

/** What a room keeps, but for the one that says that somebody joined. */
const MESSAGES = 49;

/** @param id whether each message has one of its writer's, which the server remembers */
async function bytesOfMessage(rooms: number, id: boolean): Promise<number> {
  const server = await Measured.sala();
  const people = await gather(await openAll(server.port, CONNECTIONS), { rooms, inEach: 1 });
  const before = await server.usage('memory');
  for (let message = 0; message < MESSAGES; message++) {
    await forEach(people, (person) => new Promise((resolve) => {
      person.connection.ask(person.sendRequest(LENGTH, id), () => resolve());
    }));
  }
  const after = await server.usage('memory');
  for (const { connection } of people) connection.close();
  await server.stop();
  return (after.heap - before.heap) / (rooms * MESSAGES);
}

/** What a message costs that a room keeps. */
export async function measureMemory({ size }: Extent): Promise<void> {
  const rooms = scaled(4_000, size, 40);
  const kept = await bytesOfMessage(rooms, false);
  const withId = await bytesOfMessage(rooms, true);
  console.log(`Memory: the heap's growth by ${(rooms * MESSAGES).toLocaleString('en')} messages of ${LENGTH} characters in ${rooms.toLocaleString('en')} rooms, nothing unused counted.`);
  printTable(['', 'bytes'], [
    ['a message that is kept', kept.toFixed(0)],
    ['and the memory of its id, where its writer gave one', (withId - kept).toFixed(0)],
  ]);
}
