import { test } from 'node:test';
import { expect } from 'chai';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { Room } from '../../server/rooms/room.ts';
import { SentIds } from '../../server/rooms/sent-ids.ts';

const newRoom = () => new Room('lobby', 'epoch', DEFAULT_LIMITS);

test('the memory of ids does not grow beyond that of a room', () => {
  const ids = new SentIds({ ...DEFAULT_LIMITS, idMemoryPerRoom: 10 });
  const room = newRoom();
  for (let i = 1; i <= 100; i++) {
    room.addMessage('ana', 'hi', `${i}`, i);
    ids.remember(room, 'ana', `${i}`, i, 0);
    expect(ids.size).to.be.at.most(10);
  }
});

test('the memory of ids does not grow beyond that of a server', () => {
  const ids = new SentIds({ ...DEFAULT_LIMITS, idMemory: 10 });
  const rooms = Array.from({ length: 5 }, newRoom);
  for (let i = 1; i <= 100; i++) {
    const room = rooms[i % rooms.length] ?? newRoom();
    ids.remember(room, 'ana', `${i}`, i, 0);
    expect(ids.size).to.be.at.most(10);
  }
});

test('ids of a room that was removed leave the memory', () => {
  const ids = new SentIds(DEFAULT_LIMITS);
  const [removed, staying] = [newRoom(), newRoom()];
  for (const room of [removed, staying]) ids.remember(room, 'ana', 'x', 1, 0);
  ids.forgetRoom(removed);
  expect(ids.size).to.equal(1);
  expect(ids.find(removed, 'ana', 'x', 0)).to.equal(undefined);
  expect(ids.find(staying, 'ana', 'x', 0)).to.include({ micros: 1 });
});

test('a name and an id do not run together with another name and id', () => {
  const ids = new SentIds(DEFAULT_LIMITS);
  const room = newRoom();
  ids.remember(room, 'ana', 'bc', 1, 0);
  expect(ids.find(room, 'anab', 'c', 0)).to.equal(undefined);
});
