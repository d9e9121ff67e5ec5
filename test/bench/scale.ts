// What many rooms, many people and many who wait cost the server, as it is built.
//   npm run bench:scale [-- --part growth,held,crowd,memory --size 1 --seconds 10]
// With a size of 0.01 everything is a hundredth as large. It fails where a message was lost or doubled.
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { measureCrowd } from './scale/crowd.ts';
import { measureGrowth } from './scale/growth.ts';
import { measureHeld } from './scale/held.ts';
import { measureMemory } from './scale/memory.ts';
import { machine } from './support/table.ts';

const MEASURES = { growth: measureGrowth, held: measureHeld, crowd: measureCrowd, memory: measureMemory };

const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
const { values } = parseArgs({
  options: { part: text(Object.keys(MEASURES).join(',')), size: text('1'), seconds: text('10') },
});

console.log(`${machine()}\n`);
for (const part of values.part.split(',')) {
  const measure = Object.entries(MEASURES).find(([name]) => name === part)?.[1];
  assert.ok(measure, `There is no part "${part}". Choose from ${Object.keys(MEASURES).join(', ')}.`);
  const tally = await measure({ size: Number(values.size), seconds: Number(values.seconds) });
  if (tally && tally.lost + tally.doubled > 0) process.exitCode = 1;
}
