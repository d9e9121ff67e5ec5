import { expect } from '@open-wc/testing';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, itWhere, part, parts, press, textsOf, until } from './elements.ts';
import { goTo, opened, useServers } from './opened-app.ts';

const servers = useServers();

it('Who opens Sala is asked for a name and a room, joins, and is there again after a reload', async () => {
  const { app, join, isIn } = await opened();
  await expectAccessible(app);
  join(' Ana ', 'lobby  one');
  await until(() => isIn('lobby one'));
  expect(location.hash).to.equal('#/lobby%20one');
  expect(document.title).to.equal('lobby one · Sala');
  await expectAccessible(app);
  app.remove();
  goTo('');
  const again = await opened();
  await until(() => again.isIn('lobby one'));
  expect(part(again.page(), '.me').textContent).to.equal('You are Ana');
});

const itWhereKept = itWhere('StorageManager' in globalThis, 'this browser has no StorageManager');

itWhereKept('Once somebody is in a room, and not before, the browser is asked to keep what the page stores', async () => {
  const { prototype } = StorageManager;
  const { persist, persisted } = prototype;
  let asked = 0;
  // Firefox asks whoever sits there, once: it is as if this were the first time.
  localStorage.clear();
  Object.assign(prototype, { persisted: async () => false, persist: async () => ++asked > 0 });
  try {
    const { join, isIn } = await opened();
    expect(asked).to.equal(0);
    join('Ana', 'lobby');
    await until(() => isIn('lobby') && asked === 1);
  } finally {
    Object.assign(prototype, { persist, persisted });
  }
});

it('A link to a room brings the room along', async () => {
  goTo('#/caf%C3%A9');
  const { app, form, join, isIn } = await opened();
  expect(part(part(app, 'sala-welcome-page'), 'h2').textContent).to.equal('Join café');
  expect(textsOf(parts(form(), 'label'))).to.deep.equal(['Your name']);
  await expectAccessible(app);
  join('Ana', '');
  await until(() => isIn('café'));
});

it('An address that changes opens its room, or offers to join it', async () => {
  const { page, join, isIn } = await opened();
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
  location.hash = '#/books';
  await until(() => parts(page(), 'main h2').length === 1);
  expect(textsOf(parts(page(), 'main h1, main h2'))).to.deep.equal(['books', 'You are not in this room yet']);
  location.hash = '#/lobby';
  await until(() => isIn('lobby'));
});

it('A name that is taken is said beside the name, with the focus there and nothing lost', async () => {
  const { form, app, join } = await opened();
  servers[0]?.refusesOnce('/join', 'name_taken');
  join('Ana', 'lobby');
  await until(() => parts(form(), '#username-problem').length === 1);
  expect(part(form(), '#username-problem').textContent).to.equal('Somebody else has this name, or one that looks the same. Choose another one.');
  expect(hasFocus(part(form(), '#username'))).to.equal(true);
  expect(part<HTMLInputElement>(form(), '#room').value).to.equal('lobby');
  await expectAccessible(app);
});

it('From a talk the way back leads to the rooms, as does the device\'s own', async () => {
  const { page, join, isIn } = await opened();
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
  history.back();
  await until(() => parts(page(), 'main .empty').length === 1);
  expect(location.hash).to.equal('#/');
  const length = history.length;
  part<HTMLAnchorElement>(part(page(), 'sala-room-list'), 'a').click();
  await until(() => isIn('lobby'));
  part<HTMLAnchorElement>(page(), 'a.back').click();
  await until(() => location.hash === '#/');
  expect(isIn('lobby')).to.equal(false);
  expect(history.length).to.equal(length);
});

it('Who leaves the last room is asked for one again', async () => {
  const { app, form, page, join, isIn } = await opened();
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
  button(page(), 'Leave room').click();
  await until(() => parts(app, 'sala-welcome-page').length === 1);
  await until(() => parts(form(), 'input').length === 2);
  expect(part<HTMLInputElement>(form(), '#username').value).to.equal('Ana');
  expect(part<HTMLInputElement>(form(), '#room').value).to.equal('');
  expect(document.title).to.equal('Sala');
});

it('A room that could not be left says why, and is still there', async () => {
  const { page, join, isIn } = await opened();
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
  servers[0]?.refusesOnce('/leave', 'internal');
  button(page(), 'Leave room').click();
  await until(() => parts(page(), '.notice').length === 1);
  expect(part(page(), '.notice').textContent).to.equal('The server has a fault. Try again later.');
  expect(isIn('lobby')).to.equal(true);
});

it('A join that takes its time is done once', async () => {
  const { form, join, isIn } = await opened();
  const held = servers[0]?.delays('/join');
  join('Ana', 'lobby');
  await until(() => button(form(), 'Join').getAttribute('aria-disabled') === 'true');
  button(form(), 'Join').click();
  await press('Enter');
  held?.release();
  await until(() => isIn('lobby'));
});
