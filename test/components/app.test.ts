import { expect, fixture, html } from '@open-wc/testing';
import { openDB } from 'idb';
import type { JoinForm } from '../../src/components/join-form.ts';
import type { SettingsDialog } from '../../src/components/settings-dialog.ts';
import type { SalaApp } from '../../src/pages/app.ts';
import '../../src/pages/app.ts';
import { openDevice } from '../../src/storage/database.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, part, parts, paste, press, resize, textsOf, until } from './elements.ts';
import { PageServer } from './page-server.ts';

const OWN = new URL('./', location.href).href;
const { fetch: realFetch } = globalThis;

/** The servers that the page can reach. */
let servers: PageServer[];

before(() => resize(1280, 800));

beforeEach(async () => {
  await forgetEverything();
  servers = [new PageServer({ base: OWN })];
  globalThis.fetch = async (input, init = {}) => {
    const address = input instanceof Request ? input.url : String(input);
    const server = servers.find(({ base }) => address.startsWith(base));
    if (server) return server.fetch(address, init);
    throw new TypeError('Failed to fetch');
  };
});

afterEach(() => {
  globalThis.fetch = realFetch;
  goTo('');
});

/** What earlier tests have kept on the device. */
async function forgetEverything(): Promise<void> {
  await openDevice();
  const database = await openDB('sala');
  for (const store of database.objectStoreNames) await database.clear(store);
  database.close();
}

function goTo(fragment: string): void {
  history.replaceState(null, '', location.pathname + location.search + fragment);
}

async function opened() {
  const app = await fixture<SalaApp>(html`<sala-app></sala-app>`);
  await until(() => parts(app, 'sala-welcome-page, sala-chat-page').length === 1);
  const form = () => part<JoinForm>(part(app, 'sala-welcome-page'), 'sala-join-form');
  const page = () => part(app, 'sala-chat-page');
  const isIn = (name: string) => parts(app, 'sala-chat-page').length === 1
    && parts(page(), 'sala-message-log').length === 1 && part(page(), 'main h1').textContent === name;
  await until(() => parts(app, 'sala-chat-page').length === 1 || parts(form(), 'input').length > 0);
  return {
    app,
    form,
    page,
    isIn,
    join: (username: string, room: string) => {
      paste(part<HTMLInputElement>(form(), '#username'), username);
      paste(part<HTMLInputElement>(form(), '#room'), room);
      button(form(), 'Join').click();
    },
    settings: () => part<SettingsDialog>(app, 'sala-settings-dialog'),
  };
}

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

/** WebKitGTK has no such storage. */
const itWhereKept = 'StorageManager' in globalThis ? it : it.skip;

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
  const { form } = await opened();
  expect(part<HTMLInputElement>(form(), '#room').value).to.equal('café');
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
  expect(part(form(), '#username-problem').textContent).to.equal('Somebody else has this name. Choose another one.');
  expect(hasFocus(part(form(), '#username'))).to.equal(true);
  expect(part<HTMLInputElement>(form(), '#room').value).to.equal('lobby');
  await expectAccessible(app);
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

it('What is no address of a server is said in the settings, with the focus there', async () => {
  const { app, settings } = await opened();
  button(part(app, 'sala-welcome-page'), 'Settings').click();
  const input = part<HTMLInputElement>(settings(), 'input');
  expect(input.value).to.equal(OWN);
  paste(input, 'ftp://sala.example');
  button(settings(), 'Use this server').click();
  await until(() => parts(settings(), '[role=alert]').length === 1);
  expect(textsOf(parts(settings(), '[role=alert]'))).to.deep.equal([
    'This is no address. It looks like sala.example or 192.168.0.10:5501.',
  ]);
  expect(hasFocus(input)).to.equal(true);
  await expectAccessible(settings());
});

it('A server that does not answer is not used, and its address stays to be mended', async () => {
  const { app, settings, isIn, join } = await opened();
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
  button(part(app, 'sala-chat-page'), 'Settings').click();
  paste(part<HTMLInputElement>(settings(), 'input'), 'https://nowhere.example');
  button(settings(), 'Use this server').click();
  await until(() => parts(settings(), '[role=alert]').length === 1);
  expect(part(settings(), '[role=alert]').textContent).to.contain('does not answer');
  expect(part<HTMLInputElement>(settings(), 'input').value).to.equal('https://nowhere.example');
  expect(isIn('lobby')).to.equal(true);
});

it('Another server is another name and other rooms, and the first ones are there on the way back', async () => {
  servers.push(new PageServer({ base: 'https://other.example/' }));
  const { app, form, settings, isIn, join } = await opened();
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
  button(part(app, 'sala-chat-page'), 'Settings').click();
  paste(part<HTMLInputElement>(settings(), 'input'), 'https://other.example');
  button(settings(), 'Use this server').click();
  await until(() => parts(app, 'sala-welcome-page').length === 1);
  await until(() => parts(form(), 'input').length === 2);
  expect(part<HTMLDialogElement>(settings(), 'dialog').open).to.equal(false);
  expect(part<HTMLInputElement>(form(), '#username').value).to.equal('');
  button(part(app, 'sala-welcome-page'), 'Settings').click();
  paste(part<HTMLInputElement>(settings(), 'input'), OWN);
  button(settings(), 'Use this server').click();
  await until(() => isIn('lobby'));
});

it('Where the page\'s own address is no server, the form asks for one', async () => {
  servers = [new PageServer({ base: 'https://other.example/' })];
  const { form, isIn, join } = await opened();
  await until(() => parts(form(), '#server').length === 1);
  paste(part<HTMLInputElement>(form(), '#server'), 'https://other.example');
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
});
