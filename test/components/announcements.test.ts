import { expect } from '@open-wc/testing';
import { ChatRoom } from '../../src/chat/room.ts';
import { Announcements } from '../../src/pages/announcements.ts';
import { noticeOf } from '../../src/pages/telling.ts';
import type { Message } from '../../src/protocol/messages.ts';

let time = 0;

const message = (username: string, text: string): Message =>
  ({ type: 'message', username, message: text, timestamp: ++time, id: `id-${time}` });

const joined = (user: string): Message =>
  ({ type: 'system', message: `${user} joined`, timestamp: ++time, id: `id-${time}`, event: 'joined', user });

function roomWith(...messages: Message[]): ChatRoom {
  const room = new ChatRoom('lobby', 0);
  arrive(room, ...messages);
  return room;
}

function arrive(room: ChatRoom, ...messages: Message[]): void {
  room.timeline.add({ messages, epoch: 'e1', gap: false });
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
  arrive(room, message('Bruno', 'one'), message('Carla', 'two'));
  expect(announcements.next(room, 'Ana')).to.equal('Bruno: one\nCarla: two');
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
});

it('A message is announced as it reads, without marks', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  announcements.next(room, 'Ana');
  arrive(room, message('Bruno', '> Ana: where?\n*here*, by `cd`'), message('Carla', '```\nls *\n```'));
  expect(announcements.next(room, 'Ana')).to.equal('Bruno: here, by cd\nCarla: ls *');
});

it('A writer whose name says something is announced in quotes', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  announcements.next(room, 'Ana');
  arrive(room, message('Ana: no', 'one'), message('5 new messages', 'two'));
  expect(announcements.next(room, 'Ana')).to.equal('“Ana: no”: one\n“5 new messages”: two');
});

it('A notice has names that say something in quotes', () => {
  const room = roomWith(message('5 new messages', 'hi'), message('ana: no', 'hello'));
  const written = room.timeline.entries.filter((entry) => entry.kind === 'message');
  expect(noticeOf('lobby', written.slice(0, 1))).to.deep.equal({ title: '“5 new messages” in lobby', body: 'hi' });
  expect(noticeOf('my lobby', written)).to.deep.equal({ title: '2 new messages in “my lobby”', body: '“ana: no”: hello' });
});

it('What one writes oneself, and who comes and goes, is not announced', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  announcements.next(room, 'Ana');
  arrive(room, message('Ana', 'mine'), joined('Bruno'));
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
});

it('Going to another room and back announces nothing', () => {
  const announcements = new Announcements();
  const [lobby, books] = [roomWith(joined('Ana')), roomWith(joined('Ana'))];
  announcements.next(lobby, 'Ana');
  expect(announcements.next(books, 'Ana')).to.equal(undefined);
  arrive(lobby, message('Bruno', 'meanwhile'));
  expect(announcements.next(lobby, 'Ana')).to.equal(undefined);
  expect(announcements.next(undefined, 'Ana')).to.equal(undefined);
});

it('What is loaded above from the past is not announced, and what is new at the same time is', () => {
  const announcements = new Announcements();
  const [oldest, older, old] = [message('Bruno', 'oldest'), message('Carla', 'older'), message('Bruno', 'old')];
  const room = roomWith(old);
  announcements.next(room, 'Ana');
  arrive(room, older);
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
  arrive(room, oldest, message('Carla', 'new'));
  expect(announcements.next(room, 'Ana')).to.equal('Carla: new');
});

it('Many messages that come at once are counted, and not read out', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  announcements.next(room, 'Ana');
  arrive(room, ...Array.from({ length: 5 }, () => message('Bruno', 'hi')));
  expect(announcements.next(room, 'Ana')?.split('\n')).to.have.lengthOf(5);
  arrive(room, ...Array.from({ length: 6 }, () => message('Bruno', 'hi')));
  expect(announcements.next(room, 'Ana')).to.equal('6 new messages');
});

it('A message of one\'s own that is not delivered is announced once, also where several fail for one reason', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  for (const id of ['one', 'two', 'three']) room.append({ id, text: id, writtenAt: 0, state: 'waiting' });
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
  for (const id of ['one', 'two']) room.update(id, { state: 'failed', failure: { kind: 'refused', code: 'room_full', message: '' } });
  const full = 'Not sent. This room is full. Try again when somebody has left.';
  expect(announcements.next(room, 'Ana')).to.equal(full);
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
  room.update('one', { state: 'waiting' });
  room.update('three', { state: 'unsure' });
  expect(announcements.next(room, 'Ana')).to.equal('Perhaps not delivered.');
  room.update('one', { state: 'failed' });
  expect(announcements.next(room, 'Ana')).to.equal(full);
});

it('What had failed before its room was opened is not announced', () => {
  const announcements = new Announcements();
  const room = roomWith(joined('Ana'));
  room.append({ id: 'one', text: 'one', writtenAt: 0, state: 'failed' });
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
  expect(announcements.next(room, 'Ana')).to.equal(undefined);
});
