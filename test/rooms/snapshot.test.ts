import { test } from 'node:test';
import { expect } from 'chai';
import type { Message } from '../../src/protocol/messages.ts';
import { DEFAULT_LIMITS, type Limits } from '../../server/rooms/limits.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import type { RoomsSnapshot } from '../../server/rooms/snapshot.ts';

/** As a demo has kept it that counted comings and goings among its 50 messages. */
const FORMER: RoomsSnapshot = {
  lastMicros: 60,
  rooms: [{
    name: 'lobby', epoch: 'demo.1', members: ['ana'], count: 60, lastMicros: 60, lostMicros: 10,
    kept: Array.from({ length: 50 }, (_, index) => {
      const [micros, timestamp] = [index + 11, (index + 11) / 1_000_000];
      const event = index % 2 === 0 ? 'joined' : 'left';
      return {
        micros,
        json: JSON.stringify(index < 45
          ? { type: 'system', message: `bruno ${event} the room`, timestamp, id: `demo.${micros}`, event, user: 'bruno' }
          : { type: 'message', username: 'ana', message: `text ${index}`, timestamp, id: `a${micros}` }),
      };
    }),
  }],
  people: [{ name: 'ana', rooms: ['lobby'], keyDigest: undefined, heardAt: 0 }],
  keptNames: [],
  sentIds: [{ room: 'lobby', key: 'ana\na60', micros: 60, count: 60, at: 0 }],
};

function restore(limits: Partial<Limits> = {}): Rooms {
  let id = 0;
  return new Rooms({ ...DEFAULT_LIMITS, ...limits }, {
    wallClock: () => 100, monotonicClock: () => 0, nextId: () => `demo.new${id++}`, onChange: () => {},
  }, structuredClone(FORMER));
}

const textsIn = (rooms: Rooms) => rooms.receive('lobby', 0).messages.map((json) => (JSON.parse(json) as Message).message);
const SAID = ['text 45', 'text 46', 'text 47', 'text 48', 'text 49'];

test('rooms from a snapshot of a former version have what was said and the last 20 comings and goings', () => {
  const texts = textsIn(restore());
  expect(texts).to.have.length(20 + SAID.length);
  expect(texts.slice(-SAID.length)).to.deep.equal(SAID);
});

test('rooms from a snapshot of a former version go on: members, ids and gaps', () => {
  const rooms = restore();
  expect(rooms.receive('lobby', 0).gap).to.equal(true);
  expect(rooms.send({ room: 'lobby', username: 'ana', message: 'text 49', id: 'a60' }, undefined).timestamp).to.equal(60 / 1_000_000);
  rooms.send({ room: 'lobby', username: 'ana', message: 'new', epoch: 'demo.1' }, undefined);
  expect(textsIn(rooms).at(-1)).to.equal('new');
});

test('rooms from a snapshot count their bytes', () => {
  const rooms = restore({ maxHistoryBytes: 350 });
  expect(textsIn(rooms)).to.deep.equal(SAID.slice(-2));
  expect(rooms.receive('lobby', 0).gap).to.equal(true);
});
