import { expect } from '@open-wc/testing';
import type { ServerList } from '../../src/components/server-list.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, part, parts, paste, textsOf, until } from './elements.ts';
import { goTo, opened, OWN, useServers } from './opened-app.ts';
import { PageServer } from './page-server.ts';

const OTHER = 'https://other.example/';

const servers = useServers();

type Opened = Awaited<ReturnType<typeof opened>>;

/** Opens the settings from whatever page there is. */
async function openSettings({ app, dialogs, settings }: Opened) {
  button(part(app, 'sala-chat-page, sala-welcome-page'), 'Settings').click();
  await until(() => parts(dialogs(), 'sala-settings').length === 1 && parts(settings(), 'dialog[open]').length === 1);
  const dialog = part<HTMLDialogElement>(settings(), 'dialog');
  const list = part<ServerList>(settings(), 'sala-server-list');
  await list.updateComplete;
  const rows = () => parts(list, 'button.server');
  return {
    dialog,
    input: part<HTMLInputElement>(settings(), '#server'),
    use(address: string) {
      paste(part<HTMLInputElement>(settings(), '#server'), address);
      button(settings(), 'Use this server').click();
    },
    problem: async () => {
      await until(() => parts(settings(), '[role=alert]').length === 1);
      return part(settings(), '[role=alert]');
    },
    rows: () => textsOf(rows()),
    current: () => textsOf(parts(list, 'button[aria-current] bdi')),
    choose: (name: string) => rows().find((row) => row.querySelector('bdi')?.textContent === name)?.click(),
  };
}

/** Ana, in the room "lobby" of the page's own server. */
async function inLobby(): Promise<Opened> {
  const one = await opened();
  one.join('Ana', 'lobby');
  await until(() => one.isIn('lobby'));
  return one;
}

/** Ana has chosen the other server, joined the room "cellar" there and closed the page. */
async function choseOther(): Promise<void> {
  const one = await opened();
  (await openSettings(one)).use(OTHER);
  await until(() => parts(one.app, 'sala-welcome-page').length === 1 && parts(part(one.app, 'sala-welcome-page'), '.server').length === 1);
  one.join('Ana', 'cellar');
  await until(() => one.isIn('cellar'));
  one.app.remove();
}

async function isAsked({ app, form }: Opened): Promise<void> {
  await until(() => parts(app, 'sala-welcome-page').length === 1);
  await until(() => parts(form(), 'input').length > 0);
}

const host = (base: string) => new URL(base).host;

it('What is no address of a server is said in the settings, with the focus there', async () => {
  const one = await opened();
  const settings = await openSettings(one);
  settings.use('ftp://sala.example');
  expect((await settings.problem()).textContent).to.equal('This is no address. It looks like sala.example or 192.168.0.10:5501.');
  expect(hasFocus(settings.input)).to.equal(true);
  await expectAccessible(one.settings());
});

it('A server that does not answer is not used, its address stays to be mended, and can be opened in a tab', async () => {
  const one = await inLobby();
  const settings = await openSettings(one);
  settings.use('https://nowhere.example');
  const problem = await settings.problem();
  expect(problem.textContent).to.contain('cannot be reached');
  expect(problem.querySelector('a')?.href).to.equal('https://nowhere.example/');
  expect(settings.input.value).to.equal('https://nowhere.example');
  expect(one.isIn('lobby')).to.equal(true);
  await expectAccessible(one.settings());
});

it('Of a name alone the scheme at which something answers is taken, and what answers and is none is said', async () => {
  const plain = new PageServer({ base: 'http://plain.example/' });
  servers.push(plain);
  const one = await opened();
  const settings = await openSettings(one);
  settings.use('plain.example');
  await until(() => !settings.dialog.open);
  expect((await openSettings(one)).current()).to.deep.equal(['plain.example']);
  globalThis.fetch = async (input) => {
    if (input instanceof Request || !String(input).startsWith('http://page.example/')) throw new TypeError('Failed to fetch');
    return new Response('<p>A page</p>');
  };
  (await openSettings(one)).use('page.example');
  expect((await settings.problem()).textContent).to.contain('is no Sala server');
});

it('Another server is another name and other rooms, and all of them are there to choose from', async () => {
  servers.push(new PageServer({ base: OTHER }));
  const one = await inLobby();
  const first = await openSettings(one);
  expect(first.rows()).to.include(`${host(OWN)} You are Ana · 1 room`);
  expect(first.current()).to.deep.equal([host(OWN)]);
  await expectAccessible(one.settings());
  first.use('other.example');
  await isAsked(one);
  expect(first.dialog.open).to.equal(false);
  expect(part<HTMLInputElement>(one.form(), '#username').value).to.equal('');
  expect(part(part(one.app, 'sala-welcome-page'), '.server').textContent).to.equal('Server: other.example');
  one.join('Bea', 'cellar');
  await until(() => one.isIn('cellar'));
  expect(location.hash).to.equal('#/cellar?server=https://other.example/');

  const second = await openSettings(one);
  expect(second.rows().filter((row) => !row.startsWith('Demo'))).to.have.members([`${host(OWN)} You are Ana · 1 room`, 'other.example You are Bea · 1 room']);
  expect(second.current()).to.deep.equal(['other.example']);
  second.choose(host(OWN));
  await until(() => one.isIn('lobby'));
  expect(location.hash).to.equal('#/lobby');
  (await openSettings(one)).choose('other.example');
  await until(() => one.isIn('cellar'));
});

it('Choosing the server in use closes the settings, and changes nothing', async () => {
  const one = await inLobby();
  const settings = await openSettings(one);
  settings.choose(host(OWN));
  await until(() => !settings.dialog.open);
  expect(one.isIn('lobby')).to.equal(true);
});

it('Where the page\'s own address is no server, the form asks for one', async () => {
  servers.splice(0, 1, new PageServer({ base: OTHER }));
  const { form, isIn, join } = await opened();
  await until(() => parts(form(), '#server').length === 1);
  paste(part<HTMLInputElement>(form(), '#server'), 'https://other.example');
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
});

it('A link with a server leads there, and asks only for a name and the room that it brings', async () => {
  servers.push(new PageServer({ base: OTHER }));
  goTo('#/cellar?server=https://other.example/');
  const one = await opened();
  expect(part(part(one.app, 'sala-welcome-page'), 'h2').textContent).to.equal('Join cellar');
  expect(part(part(one.app, 'sala-welcome-page'), '.server').textContent).to.equal('Server: other.example');
  one.join('Ana', 'cellar');
  await until(() => one.isIn('cellar'));
  one.app.remove();
  goTo('');
  const again = await opened();
  await until(() => again.isIn('cellar'));
});

it('A server of a link on which nobody has joined is not kept', async () => {
  goTo('#/cellar?server=https://other.example/');
  const one = await opened();
  one.app.remove();
  goTo('');
  expect((await openSettings(await opened())).current()).to.deep.equal([host(OWN)]);
});

it('A link without a server leads to the one that the page comes from, whichever was chosen', async () => {
  servers.push(new PageServer({ base: OTHER }));
  await choseOther();
  goTo('#/lobby');
  const invited = await opened();
  await isAsked(invited);
  invited.join('Ana', 'lobby');
  await until(() => invited.isIn('lobby'));
  expect(location.hash).to.equal('#/lobby');
});

it('A link without a server stays with the chosen one where the page comes from none', async () => {
  servers.splice(0, 1, new PageServer({ base: OTHER }));
  await choseOther();
  goTo('#/attic');
  const again = await opened();
  await until(() => parts(again.page(), 'main h2').length === 1);
  expect(textsOf(parts(again.page(), 'main h1'))).to.deep.equal(['attic']);
});

it('An address that changes to a room of another server goes there, and back', async () => {
  const other = new PageServer({ base: OTHER });
  servers.push(other);
  const one = await inLobby();
  location.hash = '#/cellar?server=https://other.example/';
  await isAsked(one);
  one.join('Bea', 'cellar');
  await until(() => one.isIn('cellar'));
  location.hash = '#/lobby';
  await until(() => one.isIn('lobby'));
});
