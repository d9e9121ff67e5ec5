import { expect } from '@open-wc/testing';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { button, eventsOf, part, parts, resize, textsOf, until } from './elements.ts';
import { PageServer } from './page-server.ts';

before(() => resize(1280, 800));
afterEach(closeSessions);

it('The page has rooms, talk, people and connection', async () => {
  const server = new PageServer();
  await server.says('Bruno', 'lobby', 'hi');
  const { page, log, rooms, people, sees, status } = await chatPage(await server.session('Ana', 'books', 'lobby'));
  await until(() => people().length === 2);
  expect(rooms()).to.deep.equal(['books', 'lobby']);
  expect(people()).to.deep.equal(['Bruno', 'Ana (you)']);
  expect(sees()).to.deep.equal(['hi']);
  expect(status()).to.equal('Connected');
  expect(part(page, 'main h1').textContent).to.equal('lobby');
  expect(part(log(), '[role=log]').getAttribute('aria-label')).to.equal('Messages');
  expect(part(page, '.me').textContent).to.equal('You are Ana');
  for (const name of ['Settings', 'Join another room', 'Save the talk', 'Leave room']) button(page, name);
  await expectAccessible(page);
});

it('What was shared is shown above the rooms that it may go to, until it is not wanted', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'books', 'lobby'));
  expect(parts(page, '.sharing')).to.be.empty;
  page.shared = 'Soup\nhttps://soup.example/';
  await page.updateComplete;
  expect(textsOf(parts(page, '.sharing'))).to.deep.equal(['Choose a room for this Soup https://soup.example/ Do not share']);
  await expectAccessible(page);
  const unshared = eventsOf(page, 'sala-unshare');
  button(page, 'Do not share').click();
  expect(unshared).to.have.lengthOf(1);
});

it('A message is there at once, is being sent, and is sent', async () => {
  const server = new PageServer();
  const { page, writes, sees, sending } = await chatPage(await server.session('Ana', 'lobby'));
  const held = server.delays('/send');
  writes('  hi\nthere');
  await until(() => sees().length === 1);
  expect(sees()).to.deep.equal(['  hi\nthere']);
  expect(sending()).to.have.lengthOf(1);
  await expectAccessible(page);
  held.release();
  await until(() => sending().length === 0);
  expect(sees()).to.deep.equal(['  hi\nthere']);
});

it('A message that was refused says why, and can be sent again', async () => {
  const server = new PageServer();
  const { page, log, writes, sees } = await chatPage(await server.session('Ana', 'lobby'));
  server.refusesOnce('/send', 'too_many_rooms');
  writes('hi');
  await until(() => parts(log(), '.undelivered').length === 1);
  expect(textsOf(parts(log(), '.undelivered'))).to.deep.equal([
    'Not sent. You are in as many rooms as this server allows. Leave one first. Retry Discard',
  ]);
  await expectAccessible(page);
  button(log(), 'Retry').click();
  await until(() => parts(log(), '.message.own:not(.sending, .failed)').length === 1);
  expect(sees()).to.deep.equal(['hi']);
});

it('A message that was refused can be discarded', async () => {
  const server = new PageServer();
  const { log, writes, sees } = await chatPage(await server.session('Ana', 'lobby'));
  server.refusesOnce('/send', 'too_many_rooms');
  writes('hi');
  await until(() => parts(log(), '.undelivered').length === 1);
  button(log(), 'Discard').click();
  await until(() => sees().length === 0);
});

it('Screen readers are told what others write from now on, and neither what is old nor what is one\'s own', async () => {
  const server = new PageServer();
  await server.says('Bruno', 'lobby', 'old');
  const { sees, writes, announced } = await chatPage(await server.session('Ana', 'lobby'));
  await until(() => sees().length === 1);
  writes('mine');
  await until(() => sees().length === 2);
  await server.says('Bruno', 'lobby', 'new');
  await until(() => announced().length > 0);
  await server.says('Carla', 'lobby', 'new');
  await until(() => announced().length > 1);
  expect(announced()).to.deep.equal(['Bruno: new', 'Carla: new']);
});

it('What is unread in another room is counted beside its name', async () => {
  const server = new PageServer();
  const session = await server.session('Ana', 'books', 'lobby');
  const { page, rooms } = await chatPage(session);
  await server.says('Bruno', 'books', 'one');
  await server.says('Bruno', 'books', 'two');
  // The list of rooms is asked for now, and not in five seconds.
  await session.join('lobby');
  await until(() => rooms()[0] !== 'books');
  expect(rooms()[0]).to.match(/^books 2 2 unread$/);
  await expectAccessible(page);
});

it('A draft stays in its room', async () => {
  const { opens, input } = await chatPage(await new PageServer().session('Ana', 'books', 'lobby'));
  input().value = 'half a sen';
  input().dispatchEvent(new InputEvent('input'));
  await opens('books');
  expect(input().value).to.equal('');
  await opens('lobby');
  await until(() => input().value === 'half a sen');
});

it('Who is alone in a room is told what to do, until somebody writes', async () => {
  const server = new PageServer();
  const { page, log, writes } = await chatPage(await server.session('Ana', 'lobby'));
  const hint = () => parts(page, '[slot=empty]').find((element) => element.checkVisibility())?.textContent;
  await until(hint);
  expect(hint()?.replaceAll(/\s+/g, ' ')).to.equal('Nobody else is here yet. Invite somebody');
  await expectAccessible(page);
  await server.post('join', { username: 'Bruno', room: 'lobby' });
  await until(() => hint()?.startsWith('Nothing'));
  expect(hint()).to.equal('Nothing has been written here yet. Say hello!');
  writes('hi');
  await until(() => parts(log(), '.text').length === 1);
  expect(hint()).to.equal(undefined);
});

it('A server with the base part alone does not tell who is here, and the page says so', async () => {
  const { page } = await chatPage(await new PageServer({ isBase: true }).session('Ana', 'lobby'));
  const list = part(page, '.people sala-people-list');
  await until(() => parts(list, 'p').length === 1);
  expect(textsOf(parts(list, 'p'))).to.deep.equal(['This server does not tell who is here.']);
  await expectAccessible(page);
});

it('What went wrong with the room is said above the talk', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  page.problem = { text: 'The server does not answer.' };
  await page.updateComplete;
  expect(part(page, '.notice[role=alert]').textContent).to.equal('The server does not answer.');
  await expectAccessible(page);
});

it('A connection that is lost is told about, with the talk and the composer still there', async () => {
  const server = new PageServer();
  const session = await server.session('Ana', 'lobby');
  const { page, status, writes, sending, input } = await chatPage(session);
  server.isPlugged = false;
  writes('later');
  await until(() => status().startsWith('Offline'));
  expect(sending()).to.have.lengthOf(1);
  expect(input().disabled).to.equal(false);
  await expectAccessible(page);
  const hurries = eventsOf<null>(page, 'sala-hurry');
  button(part(page, 'sala-connection-status'), 'Try now').click();
  expect(hurries).to.have.lengthOf(1);
  server.isPlugged = true;
  session.hurry();
  await until(() => status() === 'Connected' && sending().length === 0);
});

it('The composer ends where the log ends', async () => {
  const server = new PageServer();
  for (let count = 0; count < 20; count++) await server.says('Bruno', 'lobby', 'A line\nand another');
  const { log, composer, writes, sees } = await chatPage(await server.session('Ana', 'lobby'));
  writes('mine');
  await until(() => sees().length === 21);
  const end = (element: Element) => element.getBoundingClientRect().right;
  expect(end(composer())).to.be.closeTo(end(part(log(), '.own .text')), 1);
});
