import { expect } from '@open-wc/testing';
import { ChatRoom } from '../../src/chat/room.ts';
import { Announcements } from '../../src/pages/announcements.ts';
import type { Message } from '../../src/protocol/messages.ts';

let time = 0;

const message = (username: string, text: string): Message =>
  ({ type: 'message', username, message: text, timestamp: ++time, id: `id-${time}` });

const joined = (user: string): Message =>
  ({ type: 'system', message: `${user} joined`, timestamp: ++time, id: `id-${time}`, event: 'joined', user });

function roomWith(...messages: Message[]): ChatRoom {
  const room = new ChatRoom('lobby');
  room.timeline.add(messages, 'e1', false);
  return room;
}

it('What is there when a room is opened is not announced', () => {
  const announcements = new Announcements();
  const room = roomWith(message('Bruno', 'old'));
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
});

it('What comes while a room is open is announced once, the newest last', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  announcements.next(room, 'Ana');
  room.timeline.add([message('Bruno', 'one'), message('Carla', 'two')], 'e1', false);
  expect(announcements.next(room, 'Ana')).to.equal('Bruno: one\nCarla: two');
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
});

it('What one writes oneself, and who comes and goes, is not announced', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  announcements.next(room, 'Ana');
  room.timeline.add([message('Ana', 'mine'), joined('Bruno')], 'e1', false);
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
});

it('Going to another room and back announces nothing', () => {
  const announcements = new Announcements();
  const [lobby, books] = [roomWith(joined('Ana')), roomWith(joined('Ana'))];
  announcements.next(lobby, 'Ana');
  expect(announcements.next(books, 'Ana')).to.equal(undefined);
  lobby.timeline.add([message('Bruno', 'meanwhile')], 'e1', false);
  expect(announcements.next(lobby, 'Ana')).to.equal(undefined);
  expect(announcements.next(undefined, 'Ana')).to.equal(undefined);
});
