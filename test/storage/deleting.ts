// What every device does when something of what it keeps is to be deleted: rules as those in rules.ts.
import { expect } from 'chai';
import type { Device, ServerStore } from '../../src/storage/device.ts';
import type { Change, KeptRoom } from '../../src/storage/kept.ts';
import type { Rule } from './rules.ts';

const SERVER = 'https://sala.example/';
const OTHER = 'https://other.example/';

const LOBBY: KeptRoom = { name: 'lobby', openedAt: 1, epochs: [{ epoch: 'first', cursor: 1, coveredFrom: 0 }], formerEpochs: 0, epoch: 'first' };

/** Everything that can be kept for a server. */
async function fill(store: ServerStore): Promise<void> {
  await store.keepAccount({ username: 'ana', key: 'k' });
  await store.openRoom(LOBBY);
  await store.keepRoom(LOBBY, [{ kind: 'message', key: 'first ana\na', epoch: 'first', timestamp: 1, rank: 1, id: 'a', writer: 'ana', text: 'a' }]);
  await store.addPending('lobby', { id: 'b', text: 'b', writtenAt: 0, state: 'waiting' });
  await store.keepDraft('lobby', 'c');
}

async function fillBoth(device: Device): Promise<void> {
  for (const server of [OTHER, SERVER]) {
    await device.keepServer(server);
    const store = device.store(server);
    await fill(store);
    store.close();
  }
}

async function isEmpty(device: Device, server: string): Promise<boolean> {
  const store = device.store(server);
  const [account, rooms, entries, pending, draft] = await Promise.all([
    store.account(), store.rooms(), store.entries('lobby', 10), store.pending('lobby'), store.draft('lobby'),
  ]);
  store.close();
  return account === undefined && rooms.length + entries.length + (pending?.length ?? 0) + draft.length === 0;
}

const rules: Record<string, (browser: { readonly device: Device; window(): ServerStore }) => Promise<void>> = {
  async 'how much is kept is told for all servers'({ device }) {
    expect(await device.amount()).to.deep.equal({ rooms: 0, entries: 0 });
    await fillBoth(device);
    expect(await device.amount()).to.deep.equal({ rooms: 2, entries: 2 });
  },

  async 'a room that is closed stays for messages that nobody gave up, as one that was left'({ window }) {
    const store = window();
    await fill(store);
    const heard: Change[] = [];
    const other = window();
    other.onChange((change) => heard.push(change));
    await store.addPending('lobby', { id: 'later', text: 'later', writtenAt: 1, state: 'waiting' });
    await store.addPending('lobby', { id: 'echo', text: 'echo', writtenAt: 2, state: 'sent' });
    expect(await store.closeRoom('lobby', ['b'], 7)).to.equal(false);
    expect(await store.pending('lobby')).to.deep.equal([
      { id: 'later', text: 'later', writtenAt: 1, state: 'failed', failure: { kind: 'left' } },
    ]);
    expect((await store.room('lobby'))?.wasLeft).to.equal(true);
    expect((await store.entries('lobby', 10)).length).to.equal(1);
    while (!heard.some(({ what }) => what === 'closed')) await new Promise((resolve) => { setTimeout(resolve, 1); });
    expect(heard.at(-1)).to.deep.include({ what: 'closed', room: 'lobby', leftAt: 7 });
    expect(await store.closeRoom('lobby', ['later'], 8)).to.equal(true);
    expect(await store.rooms()).to.deep.equal([]);
  },

  async 'a server that is forgotten is as if one had never been there, and others stay'({ device }) {
    await fillBoth(device);
    expect(await device.forget(OTHER)).to.equal(true);
    expect(await isEmpty(device, OTHER)).to.equal(true);
    expect(await isEmpty(device, SERVER)).to.equal(false);
    expect((await device.servers()).map(({ base }) => base)).to.deep.equal([SERVER]);
    expect(await device.server()).to.equal(SERVER);
    expect(await device.formerServer()).to.equal(undefined);
  },

  async 'when all is forgotten nothing is left, not even which server was chosen'({ device }) {
    await fillBoth(device);
    expect(await device.forgetAll()).to.equal(true);
    for (const server of [OTHER, SERVER]) expect(await isEmpty(device, server)).to.equal(true);
    expect(await device.servers()).to.deep.equal([]);
    expect(await device.server()).to.equal(undefined);
    expect(await device.formerServer()).to.equal(undefined);
    expect(await device.amount()).to.deep.equal({ rooms: 0, entries: 0 });
  },

  async 'other windows hear that one goes by another name'({ window }) {
    const changes: Change[] = [];
    const heard = new Promise<void>((resolve) => {
      window().onChange((change) => { changes.push(change); resolve(); });
    });
    await window().renameAccount({ username: 'bea', key: 'k' });
    await heard;
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include({ what: 'renamed' });
    expect((await window().account())?.username).to.equal('bea');
  },
};

export const DELETING_RULES: readonly Rule[] = Object.entries(rules).map(([name, hold]) => ({ name, hold }));
