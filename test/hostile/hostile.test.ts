// The server under attack, with honest people beside. `npm run test:hostile` takes longer for each attack and prints the same table.
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { Measured } from '../bench/support/measured.ts';
import { ATTACKS } from './attacks.ts';
import { HonestPeople } from './honest.ts';

/** How long each attack takes. */
const SECONDS = Number(process.env['SALA_SECONDS'] ?? 2);

/** Of the server, in MB: with less than this for its objects it ends in itself. */
const HEAP_MB = 512;

/** What the process takes beside its objects: code, buffers of connections, what the allocator keeps. */
const BESIDE_HEAP_MB = 200;

const ROOMS = 4;
const SAMPLE_MS = 100;
const MB = 1_000_000;

const ATTACKER = fileURLToPath(new URL('attacker.ts', import.meta.url));

/** Runs an attack in a process of its own, since those beside it are measured. @returns what it did */
async function attack(name: string, port: number): Promise<Record<string, number>> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', ATTACKER, name, String(port), String(SECONDS)]);
  return JSON.parse(stdout) as Record<string, number>;
}

/** The most memory that a server takes until the returned function is called, in MB. */
function watch(server: Measured): () => Promise<number> {
  const over = new AbortController();
  const watching = (async () => {
    let top = 0;
    while (!over.signal.aborted) {
      top = Math.max(top, (await server.usage()).rss);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
    return top / MB;
  })();
  return () => {
    over.abort();
    return watching;
  };
}

test('honest people are served while the server is attacked', async (suite) => {
  const server = await Measured.sala('Sala', [], [`--max-old-space-size=${HEAP_MB}`]);
  const people = await HonestPeople.gather(server.port, ROOMS);
  const memory = async () => (await server.usage('memory')).rss / MB;
  const rows = [['attack', 'did', 'honest p50, ms', 'p99, ms', 'before, MB', 'top', 'after']];

  try {
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
    const { p50, p99 } = people.tally();
    rows.push(['none', '', p50.toFixed(1), p99.toFixed(1), (await memory()).toFixed(0), '', '']);

    for (const name of Object.keys(ATTACKS)) {
      await suite.test(`${name}: honest people get every answer`, async () => {
        const before = await memory();
        people.tally();
        const unwatch = watch(server);
        const did = await attack(name, server.port);
        const top = await unwatch();
        const honest = people.tally();
        const after = await memory();
        const done = Object.entries(did).map(([what, times]) => `${times} ${what}`).join(', ');
        rows.push([name, done, honest.p50.toFixed(1), honest.p99.toFixed(1), before.toFixed(0), top.toFixed(0), after.toFixed(0)]);
        expect(Object.values(did).reduce((sum, times) => sum + times, 0), 'the attack did something').to.be.above(0);
        expect(honest.answers, 'honest answers').to.be.above(0);
        expect(honest.failures).to.deep.equal([]);
        expect(top, 'MB').to.be.below(HEAP_MB + BESIDE_HEAP_MB);
      });
    }

    await suite.test('every confirmed message of honest people arrived once', async () => {
      expect(await people.close()).to.deep.equal([]);
    });
  } finally {
    await people.close();
    await server.stop();
    console.log(rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
  }
});
