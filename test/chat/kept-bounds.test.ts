// What a device keeps and loads of a server that nobody should have believed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { boundedEntry, boundedRoom } from '../../src/storage/bounds.ts';
import type { KeptEntry } from '../../src/storage/kept.ts';
import { surplusOf } from '../../src/storage/merge.ts';
import { HostileServer, URL_OF_HOSTILE } from '../support/hostile-server.ts';

const entry = (text: string, key = text): KeptEntry & { kind: 'message' } =>
  ({ kind: 'message', key, epoch: 'e', timestamp: 1, rank: 1, id: key, writer: 'eve', text });
const unitsOf = (entries: readonly KeptEntry[]) => entries.reduce((sum, one) => sum + ('text' in one ? one.text.length : 0), 0);

test('two thousand messages of a room are kept, and fewer where they are too long to have been typed', () => {
  const of = (count: number, length: number) => Array.from({ length: count }, (_, index) => entry('x'.repeat(length), String(index)));
  assert.equal(surplusOf(of(2_000, 4_000)), 0);
  assert.equal(surplusOf(of(2_001, 1)), 1);
  const long = of(2_000, 65_536);
  const kept = long.slice(surplusOf(long));
  assert.ok(kept.length > 100 && unitsOf(kept) <= 8_000_000, `${kept.length} are kept.`);
});

test('what an older version kept beyond all bounds is loaded within them', () => {
  assert.equal(boundedEntry({ ...entry('x'), timestamp: 1e300 }).timestamp, 8.64e12);
  const long = boundedEntry({ ...entry('x'.repeat(40_000_000)), writer: 'y'.repeat(3_000_000) });
  assert.ok(long.kind === 'message' && long.text.length === 65_536 && long.writer.length === 256);
  const line = boundedEntry({ kind: 'event', key: 'k', epoch: 'e', timestamp: 1, rank: 1, text: 'x'.repeat(1e6), event: 'left', user: 'y'.repeat(1e6) });
  assert.ok(line.kind === 'event' && line.text.length === 65_536 && line.user?.length === 256);
  assert.deepEqual(boundedEntry(entry('hi')), entry('hi'));
});

test('a room that was received up to the end of time is received again', () => {
  const good = { epoch: 'a', cursor: 5, coveredFrom: 0 };
  const room = boundedRoom({
    name: 'lobby', openedAt: 1, formerEpochs: 0, epochs: [good, { epoch: 'b', cursor: 1e300, coveredFrom: 1 }], readTo: { epoch: 'b', timestamp: 1e300 },
  });
  assert.deepEqual(room.epochs, [good, { epoch: 'b', cursor: 0, coveredFrom: 0 }]);
  assert.equal(room.readTo, undefined);
});

test('what a hostile server sends for hours fills neither the device nor the page, nor what others have', async (t) => {
  const device = forgetfulDevice();
  const other = device.store('http://other.test/');
  await other.openRoom({ name: 'lobby', openedAt: 1, epochs: [], formerEpochs: 0 });
  await other.keepRoom({ name: 'lobby', openedAt: 1, epochs: [], formerEpochs: 0 }, [entry('of another server')]);
  const server = new HostileServer();
  const session = await server.session(t, ['lobby'], device);
  let turn = 0;
  server.answers({ '/receive': () => ({ messages: Array.from({ length: 25 }, () => {
    turn++;
    return { type: 'message', username: 'eve', message: 'x'.repeat(65_536), timestamp: turn, id: String(turn) };
  }), epoch: 'lobby.1' }) });
  await server.clock.pass(120);
  assert.ok(turn > 1_000);
  const [room] = session.rooms;
  assert.ok(unitsOf(room?.timeline.entries ?? []) < 25_000_000);
  assert.ok(unitsOf(await device.store(URL_OF_HOSTILE).entries('lobby', 10_000)) <= 8_000_000);
  assert.deepEqual((await other.entries('lobby', 10)).map(({ key }) => key), ['of another server']);
});
