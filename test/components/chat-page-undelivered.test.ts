import { expect } from '@open-wc/testing';
import type { ChatRoom } from '../../src/chat/room.ts';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { button, eventsOf, hasFocus, painted, part, parts, press, resize, textsOf, until } from './elements.ts';
import { PageServer } from './page-server.ts';

before(() => resize(1280, 800));
afterEach(closeSessions);

const told = (log: Element) => textsOf(parts(log, '.undelivered'));

/** Somebody in two rooms, in the last of which a message was refused. */
async function refused() {
  const server = new PageServer();
  const session = await server.session('Ana', 'books', 'lobby');
  const shown = await chatPage(session);
  server.refusesOnce('/send', 'too_many_rooms');
  shown.writes('hi');
  await until(() => told(shown.log()).length === 1);
  const dialog = () => part<HTMLDialogElement>(part(shown.page, 'sala-confirm-dialog'), 'dialog');
  return { ...shown, session, dialog, left: eventsOf<ChatRoom>(shown.page, 'sala-leave') };
}

/** What opens the menu of the room. */
const more = (page: Element) => button(part(page, 'sala-room-tools'), 'More');

it('A room in which nothing waits is left at once', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  const left = eventsOf<ChatRoom>(page, 'sala-leave');
  button(page, 'Leave room').click();
  expect(left.map(({ name }) => name)).to.deep.equal(['lobby']);
});

it('A message that is confirmed and whose echo has not come keeps nobody in a room', async () => {
  const session = await new PageServer().session('Ana', 'lobby');
  const { page } = await chatPage(session);
  session.active?.append({ id: 'one', text: 'hi', writtenAt: Date.now(), state: 'sent' });
  const left = eventsOf<ChatRoom>(page, 'sala-leave');
  button(page, 'Leave room').click();
  expect(left).to.have.lengthOf(1);
});

it('Before a room is left in which something was not sent, one is asked, and stays by Escape', async () => {
  const { page, dialog, left } = await refused();
  more(page).focus();
  await press('Enter');
  button(page, 'Leave room').focus();
  await press('Enter');
  await until(() => dialog().matches(':modal'));
  expect(textsOf([part(part(page, 'sala-confirm-dialog'), '#title'), part(part(page, 'sala-confirm-dialog'), '#words')])).to.deep.equal([
    'Leave lobby?', '1 message has not been sent and will be lost.',
  ]);
  await expectAccessible(page);
  await press('Escape');
  expect([dialog().open, left.length]).to.deep.equal([false, 0]);
  expect(hasFocus(more(page))).to.equal(true);
});

it('Who leaves all the same says which room', async () => {
  const { page, dialog, left } = await refused();
  button(page, 'Leave room').click();
  await until(() => dialog().open);
  button(part(page, 'sala-confirm-dialog'), 'Leave').click();
  await until(() => left.length > 0);
  expect(dialog().open).to.equal(false);
  expect(left.map(({ name }) => name)).to.deep.equal(['lobby']);
});

it('In another room no question is left over', async () => {
  const { page, dialog, opens } = await refused();
  button(page, 'Leave room').click();
  await opens('books');
  expect(dialog().open).to.equal(false);
});

it('What was not sent is seen in the list also where its room is not open', async () => {
  const { page, opens, rooms } = await refused();
  await opens('books');
  expect(rooms()).to.deep.equal(['books', 'lobby 1 not sent']);
  await expectAccessible(page);
});

it('Screen readers are told that a message was not sent', async () => {
  const { announced } = await refused();
  expect(announced()).to.deep.equal(['Not sent. You are in as many rooms as this server allows. Leave one first.']);
});

it('What may have arrived, and what has waited for long, is sent or discarded at its writer\'s word', async () => {
  const session = await new PageServer().session('Ana', 'lobby');
  const { page, log, sees } = await chatPage(session);
  const room = session.active;
  if (!room) throw new Error('Failed to open the room.');
  room.append({ id: 'one', text: 'one', writtenAt: Date.now(), state: 'unsure' });
  room.append({ id: 'two', text: 'two', writtenAt: Date.now() - 7_200_000, state: 'late' });
  session.changed();
  await until(() => told(log()).length === 2);
  expect(told(log())).to.deep.equal(['Perhaps not delivered. Retry Discard', 'Send now? Written 2 hours ago. Send now Discard']);
  await expectAccessible(page);
  button(log(), 'Send now').click();
  await until(() => told(log()).length === 1);
  button(log(), 'Discard').click();
  await until(() => told(log()).length === 0 && sees().length === 1);
  expect(sees()).to.deep.equal(['two']);
});

it('What waits is counted beside the connection', async () => {
  const server = new PageServer();
  const session = await server.session('Ana', 'lobby');
  const { page, writes, status } = await chatPage(session);
  server.isPlugged = false;
  writes('one');
  writes('two');
  await until(() => status().endsWith('2 messages waiting'));
  await expectAccessible(page);
  server.isPlugged = true;
  session.hurry();
  await until(() => status() === 'Connected');
});

it('An echo takes the element of its pending copy', async () => {
  const server = new PageServer();
  const { log, writes, sending } = await chatPage(await server.session('Ana', 'lobby'));
  const held = server.delays('/send');
  writes('hi');
  await until(() => sending().length === 1);
  const [text] = parts(log(), '.text');
  const place = () => JSON.stringify(text?.getBoundingClientRect());
  await painted();
  const before = place();
  held.release();
  await until(() => sending().length === 0);
  await painted();
  expect(parts(log(), '.text')[0] === text).to.equal(true);
  expect(place()).to.equal(before);
});

it('What is earlier is asked for where the talk begins', async () => {
  const session = await new PageServer().session('Ana', 'lobby');
  const { page, log } = await chatPage(session);
  await until(() => parts(log(), '.event').length === 1);
  const asked: ChatRoom[] = [];
  session.loadEarlier = async (room) => { asked.push(room); };
  if (session.active) session.active.hasEarlier = true;
  session.changed();
  await page.updateComplete;
  await painted();
  expect(asked.map(({ name }) => name)).to.deep.equal(['lobby']);
});
