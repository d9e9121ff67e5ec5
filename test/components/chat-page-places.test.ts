import { expect } from '@open-wc/testing';
import type { JoinDetail, JoinForm } from '../../src/components/join-form.ts';
import { mayTakeFocus } from '../../src/pages/focus.ts';
import { preferences } from '../../src/pages/preferences.ts';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { button, eventsOf, hasFocus, part, parts, paste, press, resize, textsOf, until } from './elements.ts';
import { PageServer } from './page-server.ts';

before(() => resize(1280, 800));
afterEach(closeSessions);
afterEach(() => preferences.reset());

it('A room that one is not in can be joined where its talk would be', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'), 'books');
  page.session.activate(undefined);
  await page.updateComplete;
  expect(textsOf(parts(page, 'main h1, main h2'))).to.deep.equal(['books', 'You are not in this room yet']);
  const form = part<JoinForm>(page, 'main sala-join-form');
  await form.updateComplete;
  const joins = eventsOf<JoinDetail>(page, 'sala-join');
  button(form, 'Join').click();
  expect(joins).to.deep.equal([{ username: 'Ana', room: 'books', server: undefined }]);
  await expectAccessible(page);
});

it('Without a room in the address one is asked to choose', async () => {
  const { page, opens } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  await opens(undefined);
  expect(part(page, 'main h1').textContent).to.equal('Choose a room, or join another one');
  expect(parts(page, '.people').length).to.equal(0);
  await expectAccessible(page);
});

it('A muted room is marked in the list as soon as it is, but not where all of them are muted', async () => {
  const { page, rooms } = await chatPage(await new PageServer().session('Ana', 'lobby', 'books'));
  const { base } = page.session.client;
  preferences.setNotifyIn(base, 'books', 'none');
  await until(() => rooms().some((room) => room.includes('muted')));
  expect(rooms().map((room) => room.includes('muted'))).to.deep.equal([false, true]);
  preferences.set({ notify: 'none' });
  await until(() => !rooms().some((room) => room.includes('muted')));
});

it('The cursor goes where one writes, unless that would bring up a keyboard', async () => {
  const { page, input, opens } = await chatPage(await new PageServer().session('Ana', 'books', 'lobby'));
  expect(hasFocus(input())).to.equal(mayTakeFocus());
  await opens(undefined);
  expect(hasFocus(part(part(page, 'main sala-join-form'), 'input'))).to.equal(mayTakeFocus());
  await opens('books');
  expect(hasFocus(input())).to.equal(mayTakeFocus());
});

it('Another room is asked for in a dialog that Escape closes, with the focus where it was', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  const dialog = part<HTMLDialogElement>(page, '#join-dialog');
  button(page, 'Join another room').focus();
  await press('Enter');
  expect(dialog.matches(':modal')).to.equal(true);
  expect(part(page, `#${dialog.getAttribute('aria-labelledby')}`).textContent).to.equal('Join another room');
  expect(hasFocus(part(part(page, '#join-dialog sala-join-form'), '#room'))).to.equal(true);
  await expectAccessible(page);
  await press('Escape');
  expect(dialog.open).to.equal(false);
  expect(hasFocus(button(page, 'Join another room'))).to.equal(true);
});

it('The dialog joins with the name that one has, and closes when the room is open', async () => {
  const session = await new PageServer().session('Ana', 'lobby');
  const { page, input } = await chatPage(session);
  const joins = eventsOf<JoinDetail>(page, 'sala-join');
  button(page, 'Join another room').click();
  const form = part<JoinForm>(page, '#join-dialog sala-join-form');
  paste(part<HTMLInputElement>(form, '#room'), ' books ');
  await press('Enter');
  expect(joins).to.deep.equal([{ username: 'Ana', room: ' books ', server: undefined }]);
  await session.join(' books ');
  await until(() => !part<HTMLDialogElement>(page, '#join-dialog').open);
  await page.updateComplete;
  expect(part(page, 'main h1').textContent).to.equal('books');
  expect(hasFocus(input())).to.equal(mayTakeFocus());
});

it('What went wrong the last time is not in the dialog the next time', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  const form = part<JoinForm>(page, '#join-dialog sala-join-form');
  button(page, 'Join another room').click();
  paste(part<HTMLInputElement>(form, '#room'), 'books');
  button(form, 'Join').click();
  page.problem = { text: 'This room is full. Try again when somebody has left.' };
  await page.updateComplete;
  await form.updateComplete;
  expect(textsOf(parts(form, '[role=alert]'))).to.deep.equal(['This room is full. Try again when somebody has left.']);
  await expectAccessible(page);
  await press('Escape');
  button(page, 'Join another room').click();
  await form.updateComplete;
  expect(parts(form, '[role=alert]').length).to.equal(0);
  expect(part<HTMLInputElement>(form, '#room').value).to.equal('');
});

it('The page asks for the settings', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  const asked = eventsOf<null>(page, 'sala-settings');
  button(page, 'Settings').click();
  expect(asked).to.have.lengthOf(1);
});
