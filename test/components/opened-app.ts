import { fixture, html } from '@open-wc/testing';
import { openDB } from 'idb';
import type { JoinForm } from '../../src/components/join-form.ts';
import type { SettingsDialog } from '../../src/components/settings-dialog.ts';
import type { Dialogs } from '../../src/pages/dialogs.ts';
import type { SalaApp } from '../../src/pages/app.ts';
import '../../src/pages/app.ts';
import { openDevice } from '../../src/storage/database.ts';
import { part, parts, paste, resize, until } from './elements.ts';
import { PageServer } from './page-server.ts';

/** The page's own address. */
export const OWN = new URL('./', location.href).href;
const { fetch: realFetch } = globalThis;

/** Gives each test of a file the servers that the page can reach, with its own as the first, and a device that keeps nothing yet. */
export function useServers(): PageServer[] {
  const servers: PageServer[] = [];

  before(() => resize(1280, 800));
  beforeEach(async () => {
    await forgetEverything();
    servers.splice(0, servers.length, new PageServer({ base: OWN }));
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
  return servers;
}

/** What earlier tests have kept on the device. */
async function forgetEverything(): Promise<void> {
  await openDevice();
  const database = await openDB('sala');
  for (const store of database.objectStoreNames) await database.clear(store);
  database.close();
}

/** Makes this the address' fragment, as a page that is about to be opened has it. */
export function goTo(fragment: string): void {
  history.replaceState(null, '', location.pathname + location.search + fragment);
}

/** The app in a page that has just been opened. */
export async function opened() {
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
      // By a link one is asked for a name alone.
      for (const field of parts<HTMLInputElement>(form(), '#room')) paste(field, room);
      part(form(), 'button.primary').click();
    },
    dialogs: () => part<Dialogs>(app, 'sala-dialogs'),
    settings: () => part<SettingsDialog>(part(part(app, 'sala-dialogs'), 'sala-settings'), 'sala-settings-dialog'),
  };
}
