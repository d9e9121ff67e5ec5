import { expect } from '@open-wc/testing';
import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { openDevice } from '../../src/storage/database.ts';
import { DELETING_RULES } from '../storage/deleting.ts';
import { DRAFT_RULES } from '../storage/drafts.ts';
import { browserWith, DEVICE_RULES } from '../storage/rules.ts';

let count = 0;

/** A database that no other test has. */
function newName(): string {
  return `device test ${Date.now()} ${count++}`;
}

/** The database as the first version had it. */
function openFormer(name: string): Promise<IDBPDatabase> {
  return openDB(name, 1, {
    upgrade(database) {
      database.createObjectStore('accounts');
      database.createObjectStore('settings');
    },
  });
}

describe('the device, in IndexedDB', () => {
  for (const { name, hold } of [...DEVICE_RULES, ...DELETING_RULES, ...DRAFT_RULES]) {
    it(name, async () => {
      const { browser, close } = browserWith(await openDevice(newName()));
      await hold(browser);
      close();
    });
  }
});

describe('the device, in IndexedDB where the browser denies locks', () => {
  const { locks } = navigator;
  const denied = { request: () => Promise.reject(new DOMException('Denied.', 'SecurityError')) };
  before(() => Object.defineProperty(navigator, 'locks', { value: denied, configurable: true }));
  after(() => Object.defineProperty(navigator, 'locks', { value: locks, configurable: true }));

  for (const { name, hold } of DEVICE_RULES.filter((rule) => rule.name.includes('exclusively') || rule.name.includes('at a time'))) {
    it(name, async () => {
      const { browser, close } = browserWith(await openDevice(newName()));
      await hold(browser);
      close();
    });
  }
});

it('what is joined after the browser’s data was deleted is kept', async () => {
  const name = newName();
  const device = await openDevice(name);
  const store = device.store('https://sala.example/');
  await store.keepAccount({ username: 'Ana', key: 'k' });
  await deleteDB(name);
  expect(await store.account()).to.equal(undefined);
  await store.keepAccount({ username: 'Ana', key: 'k' });
  expect(await (await openDevice(name)).store('https://sala.example/').account()).to.deep.equal({ username: 'Ana', key: 'k' });
  store.close();
});

describe('the device, in IndexedDB without Web Locks, as on a page over plain http', () => {
  const { locks } = navigator;
  before(() => Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true }));
  after(() => Object.defineProperty(navigator, 'locks', { value: locks, configurable: true }));

  for (const { name, hold } of DEVICE_RULES.filter((rule) => rule.name.includes('exclusively') || rule.name.includes('at a time'))) {
    it(name, async () => {
      const { browser, close } = browserWith(await openDevice(newName()));
      await hold(browser);
      close();
    });
  }

  it('a window that was closed in the middle keeps others out only as long as its lease lasts', async () => {
    const name = newName();
    const device = await openDevice(name);
    const database = await openDB(name);
    const lease = 'https://sala.example/ x';
    await database.put('leases', { holder: 'a window that is gone', until: Date.now() - 1 }, lease);
    let isDone = false;
    await device.store('https://sala.example/').exclusively('x', async () => {
      isDone = true;
      expect(await database.get('leases', lease)).to.include.keys('holder', 'until');
    });
    expect(isDone).to.equal(true);
    expect(await database.get('leases', lease)).to.equal(undefined);
    database.close();
  });
});

it('what the first version kept is taken over', async () => {
  const name = newName();
  const former = await openFormer(name);
  const server = 'https://sala.example/';
  await former.put('accounts', { username: 'ana', key: 'k', run: 'r', activeRoom: 'b', rooms: [{ name: 'b', readTo: 1 }, { name: 'a', readTo: 2 }] }, server);
  await former.put('settings', server, 'server');
  former.close();
  const device = await openDevice(name);
  expect(await device.server()).to.equal(server);
  expect(await device.store(server).account()).to.include({ username: 'ana', key: 'k', run: 'r', activeRoom: 'b' });
  expect((await device.store(server).rooms()).map((room) => room.name)).to.deep.equal(['b', 'a']);
});

it('an older version that is open in another window leaves this one without a memory, and not without an app', async () => {
  const name = newName();
  const former = await openFormer(name);
  const device = await openDevice(name);
  await device.keepServer('https://sala.example/');
  expect(await device.server()).to.equal('https://sala.example/');
  former.close();
});

it('a database that is deleted meanwhile breaks nothing', async () => {
  const name = newName();
  const device = await openDevice(name);
  const store = device.store('https://sala.example/');
  await store.keepDraft('lobby', 'x');
  await deleteDB(name);
  expect(await store.draft('lobby')).to.equal('');
  expect(await store.rooms()).to.deep.equal([]);
  expect(await store.pending('lobby')).to.equal(undefined);
});
