import { test } from 'node:test';
import { expect } from 'chai';
import { answer, type Reply } from '../../server/answering.ts';
import { ENDPOINTS } from '../../server/endpoints.ts';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { Rooms } from '../../server/rooms/rooms.ts';

function newServer() {
  let ids = 0;
  let now = 0;
  const rooms = new Rooms(DEFAULT_LIMITS, {
    wallClock: () => ++now * 1_000_000, monotonicClock: () => now, nextId: () => `a.${ids++}`, onChange: () => {},
  });
  const faults: unknown[] = [];
  const context = {
    rooms, identity: { version: '1', server: 's', urls: [], history: 50 }, keyDigest: undefined,
    reportFault: (fault: unknown) => faults.push(fault),
  };
  const ask = (path: string, query: string): Reply => {
    const endpoint = ENDPOINTS.find((each) => each.path === path);
    if (!endpoint) throw new Error(`There is no endpoint ${path}.`);
    return answer(endpoint, { query }, context) as Reply;
  };
  return { rooms, ask, faults };
}

test('the same query is answered anew each time', () => {
  const { rooms, ask } = newServer();
  rooms.join({ room: 'lobby', username: 'ana' }, undefined);
  const before = ask('/receive', 'room=lobby&last_timestamp=1');
  rooms.send({ room: 'lobby', username: 'ana', message: 'hi' }, undefined);
  const after = ask('/receive', 'room=lobby&last_timestamp=1');
  expect(before.body).to.contain('"messages":[]');
  expect(after.body).to.contain('"message":"hi"');
});

test('the same query means another thing at another endpoint', () => {
  const { rooms, ask } = newServer();
  rooms.join({ room: 'lobby', username: 'lobby' }, undefined);
  const query = 'room=lobby&username=lobby';
  expect(JSON.parse(ask('/people', query).body)).to.deep.equal({ people: ['lobby'] });
  expect(JSON.parse(ask('/user_rooms', query).body)).to.have.property('rooms').that.deep.equals(['lobby']);
});

test('a query that is refused is refused each time', () => {
  const { ask, faults } = newServer();
  for (let time = 0; time < 2; time++) {
    expect(ask('/people', 'room=').status).to.equal(400);
    expect(ask('/people', 'room=%FF').status).to.equal(400);
  }
  expect(faults).to.deep.equal([]);
});

test('more queries than are remembered are all read', () => {
  const { rooms, ask } = newServer();
  for (let room = 0; room < 10_100; room++) ask('/people', `room=${room}`);
  rooms.join({ room: '3', username: 'ana' }, undefined);
  expect(JSON.parse(ask('/people', 'room=3').body)).to.deep.equal({ people: ['ana'] });
  expect(JSON.parse(ask('/people', 'room=10099').body)).to.deep.equal({ people: [] });
});
