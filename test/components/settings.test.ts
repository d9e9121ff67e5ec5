import { expect } from '@open-wc/testing';
import type { ConfirmDialog } from '../../src/components/confirm-dialog.ts';
import { showAsChosen } from '../../src/pages/appearance.ts';
import { preferences } from '../../src/pages/preferences.ts';
import { openDevice } from '../../src/storage/database.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, part, parts, paste, until } from './elements.ts';
import { opened, OWN, useServers } from './opened-app.ts';
import { PageServer } from './page-server.ts';

const OTHER = 'https://other.example/';
const servers = useServers();

afterEach(() => preferences.reset());

/** Ana in the lobby, with the settings open. */
async function inSettings() {
  const one = await opened();
  one.join('Ana', 'lobby');
  await until(() => one.isIn('lobby'));
  button(one.page(), 'Settings').click();
  await until(() => parts(one.dialogs(), 'sala-settings').length === 1 && parts(one.settings(), 'dialog[open]').length === 1);
  return { ...one, name: () => part(one.settings(), 'sala-name-form') };
}

/** Says yes to what an element asks. */
async function confirms(host: Element, action: string): Promise<void> {
  const confirm = part<ConfirmDialog>(host, 'sala-confirm-dialog');
  await until(() => part<HTMLDialogElement>(confirm, 'dialog').open);
  button(confirm, action).click();
}

it('Who renames themselves is in their rooms under the new name, and writes under it', async () => {
  const { name, page, settings } = await inSettings();
  await expectAccessible(settings());
  paste(part<HTMLInputElement>(name(), 'input'), 'Bea');
  button(name(), 'Rename').click();
  await until(() => part(name(), '[role=status]').textContent === 'You are now Bea.');
  await until(() => part(page(), '.me').textContent === 'You are Bea');
});

it('A name that somebody has is said beside the field, and nothing is changed', async () => {
  await servers[0]?.post('join', { username: 'Bruno', room: 'lobby' });
  const { name, page } = await inSettings();
  servers[0]?.refusesOnce('/join', 'name_taken');
  paste(part<HTMLInputElement>(name(), 'input'), 'Bruno');
  button(name(), 'Rename').click();
  await until(() => parts(name(), '[role=alert]').length === 1);
  expect(part(name(), '[role=alert]').textContent).to.equal('Somebody else has this name, or one that looks the same. Choose another one.');
  expect(part(page(), '.me').textContent).to.equal('You are Ana');
});

it('A language that is chosen is spoken at once, in the open settings as well', async () => {
  const end = await showAsChosen();
  const { settings } = await inSettings();
  const select = part<HTMLSelectElement>(part(settings(), 'sala-preference-fields'), 'select');
  select.value = 'pt-BR';
  select.dispatchEvent(new Event('change'));
  await until(() => part(settings(), 'h2').textContent === 'Configurações');
  await expectAccessible(settings());
  select.value = 'en';
  select.dispatchEvent(new Event('change'));
  await until(() => part(settings(), 'h2').textContent === 'Settings');
  end();
});

it('A server that is forgotten is no longer there to choose from', async () => {
  servers.push(new PageServer({ base: OTHER }));
  const device = await openDevice();
  await device.store(OTHER).keepAccount({ username: 'Bea', key: 'k' });
  const { settings } = await inSettings();
  const list = part(settings(), 'sala-server-list');
  button(list, 'Forget other.example').click();
  await confirms(list, 'Forget');
  await until(() => parts(list, 'button.icon').length === 0);
  expect((await device.servers()).map(({ base }) => base)).to.deep.equal([OWN]);
});

it('When everything was deleted nothing is left, and the app begins anew', async () => {
  preferences.set({ theme: 'dark' });
  const { app, settings } = await inSettings();
  let isForgotten = false;
  app.addEventListener('sala-forgotten', (fired) => {
    isForgotten = true;
    // The app would load the page anew.
    fired.stopImmediatePropagation();
  }, true);
  const summary = part(settings(), 'sala-kept-summary');
  button(summary, 'Delete everything').click();
  await confirms(summary, 'Delete everything');
  await until(() => isForgotten);
  expect(preferences.values.theme).to.equal('system');
  const device = await openDevice();
  expect(await device.servers()).to.deep.equal([]);
  expect(await device.amount()).to.deep.equal({ rooms: 0, entries: 0 });
});
