// What every device keeps, wherever it does: rules that each kind of it is held to.
import { expect } from 'chai';
import type { Device, ServerStore } from '../../src/storage/device.ts';
import type { Change, KeptEntry, KeptPending, KeptRoom } from '../../src/storage/kept.ts';

const SERVER = 'https://sala.example/';
const FIRST = 'first';
const SECOND = 'second';

/** One browser: its windows are {@link Device.store}s of one device. */
interface Browser {
  readonly device: Device;
  window(): ServerStore;
}

export interface Rule {
  readonly name: string;
  hold(browser: Browser): Promise<void>;
}

function said(text: string, timestamp: number, epoch = FIRST): KeptEntry {
  return { kind: 'message', key: `${epoch} ana\n${text}`, epoch, timestamp, rank: 1, id: text, writer: 'ana', text };
}

function gapBefore(entry: KeptEntry): KeptEntry {
  const { epoch, timestamp, key } = entry;
  return { kind: 'gap', key: `gap before ${key}`, epoch, timestamp, rank: 0 };
}

function room(cursor: number, { epoch = FIRST, coveredFrom = 0, ...rest }: Partial<KeptRoom> & { coveredFrom?: number } = {}): KeptRoom {
  return { name: 'lobby', openedAt: 1, epochs: [{ epoch, cursor, coveredFrom }], formerEpochs: 0, epoch, ...rest };
}

function pending(id: string, state: KeptPending['state'] = 'waiting'): KeptPending {
  return { id, text: `text of ${id}`, writtenAt: 0, state };
}

async function texts(store: ServerStore, count = 10_000): Promise<string[]> {
  return (await store.entries('lobby', count)).map((entry) => (entry.kind === 'gap' ? '(gap)' : entry.text));
}

async function openLobby(browser: Browser): Promise<ServerStore> {
  const store = browser.window();
  await store.openRoom(room(0));
  return store;
}

/** The changes that a window hears of from now on. */
function changesOf(store: ServerStore): Change[] {
  const changes: Change[] = [];
  store.onChange((change) => changes.push(change));
  return changes;
}

/** Until what is kept and told has come to be. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => { setTimeout(resolve, 1); });
}

const rules: Record<string, (browser: Browser) => Promise<void>> = {
  async 'an account comes back as it was kept, each server its own'({ device, window }) {
    const account = { username: 'ana', key: 'k', activeRoom: 'lobby', run: 'r' };
    await window().keepAccount(account);
    expect(await window().account()).to.deep.equal(account);
    expect(await device.store('https://other.example/').account()).to.equal(undefined);
  },

  async 'rooms come back in the order in which they were opened'({ window }) {
    const store = window();
    await store.openRoom({ ...room(0), name: 'second', openedAt: 2 });
    await store.openRoom({ ...room(0), name: 'first', openedAt: 1 });
    expect((await window().rooms()).map(({ name }) => name)).to.deep.equal(['first', 'second']);
  },

  async 'what was received comes back in its order, once'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(3), [said('three', 3), said('one', 1)]);
    await store.keepRoom(room(3), [said('two', 2), said('three', 3)]);
    expect(await texts(browser.window())).to.deep.equal(['one', 'two', 'three']);
    expect((await browser.window().room('lobby'))?.epochs[0]?.cursor).to.equal(3);
  },

  async 'an entry comes back with all that it has'(browser) {
    const store = await openLobby(browser);
    const entries: KeptEntry[] = [
      { kind: 'event', key: 'e', epoch: FIRST, timestamp: 1, rank: 1, text: 'ana joined the room', event: 'joined', user: 'ana' },
      said('hi', 2),
    ];
    await store.keepRoom(room(2), entries);
    expect(await store.entries('lobby', 10)).to.deep.equal(entries);
  },

  async 'a message that is met again keeps its place'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(2), [said('one', 1), said('two', 2)]);
    await store.keepRoom(room(9), [{ ...said('one', 9) }]);
    expect(await texts(store)).to.deep.equal(['one', 'two']);
  },

  async 'a later incarnation stands below an earlier one, also where its times are earlier'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(100), [said('before', 100)]);
    await store.keepRoom(room(5, { epoch: SECOND }), [said('after', 5, SECOND)]);
    expect(await texts(store)).to.deep.equal(['before', 'after']);
  },

  async 'entries of one time stand in their rank'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(1, { coveredFrom: 1 }), [{ ...said('b', 1), rank: 1 }, { ...said('a', 1), rank: 2 }, gapBefore(said('b', 1))]);
    expect(await texts(store)).to.deep.equal(['(gap)', 'b', 'a']);
  },

  async 'one reads back as far as there is something'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(5), [1, 2, 3, 4, 5].map((at) => said(`no ${at}`, at)));
    const last = await store.entries('lobby', 2);
    const earlier = await store.entries('lobby', 2, last[0]);
    const first = await store.entries('lobby', 2, earlier[0]);
    expect([first, earlier, last].map((part) => part.map(({ timestamp }) => timestamp))).to.deep.equal([[1], [2, 3], [4, 5]]);
    expect(await store.entries('lobby', 2, first[0])).to.deep.equal([]);
  },

  async '2,000 messages of a room are kept, the newest'(browser) {
    const store = await openLobby(browser);
    const many = Array.from({ length: 2_300 }, (_one, index) => said(`no ${index}`, index + 1));
    for (let from = 0; from < many.length; from += 50) await store.keepRoom(room(from + 50), many.slice(from, from + 50));
    const kept = await texts(store);
    expect(kept.length).to.be.within(2_000, 2_100);
    expect(kept.at(-1)).to.equal('no 2299');
  },

  async 'no window takes back what another has received or read'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(9, { readTo: { epoch: FIRST, timestamp: 9 } }), [said('nine', 9)]);
    await browser.window().keepRoom(room(5, { readTo: { epoch: FIRST, timestamp: 5 } }), [said('five', 5)]);
    const kept = await store.room('lobby');
    expect(kept?.epochs[0]?.cursor).to.equal(9);
    expect(kept?.readTo).to.deep.equal({ epoch: FIRST, timestamp: 9 });
  },

  async 'a gap that another window has filled is none'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(60), [said('one', 1), said('sixty', 60)]);
    const lacking = room(61, { coveredFrom: 60 });
    await browser.window().keepRoom(lacking, [gapBefore(said('sixty', 60)), said('sixty', 60), said('more', 61)]);
    expect(await texts(store)).to.deep.equal(['one', 'sixty', 'more']);
    expect((await store.room('lobby'))?.epochs[0]).to.deep.equal({ epoch: FIRST, cursor: 61, coveredFrom: 0 });
  },

  async 'a gap that another window fills later is none any more'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(61, { coveredFrom: 60 }), [said('one', 1), gapBefore(said('sixty', 60)), said('sixty', 60)]);
    expect(await texts(store)).to.deep.equal(['one', '(gap)', 'sixty']);
    await browser.window().keepRoom(room(60), [said('thirty', 30)]);
    expect(await texts(store)).to.deep.equal(['one', 'thirty', 'sixty']);
  },

  async 'a gap that no window has filled stays'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(10), [said('one', 1), said('ten', 10)]);
    await browser.window().keepRoom(room(61, { coveredFrom: 60 }), [gapBefore(said('sixty', 60)), said('sixty', 60)]);
    expect(await texts(store)).to.deep.equal(['one', 'ten', '(gap)', 'sixty']);
    expect((await store.room('lobby'))?.epochs[0]?.coveredFrom).to.equal(60);
  },

  async 'incarnations that are long gone are forgotten, and their messages stay above'(browser) {
    const store = await openLobby(browser);
    for (let run = 0; run < 60; run++) await store.keepRoom(room(1, { epoch: `run ${run}` }), [said(`in ${run}`, 1, `run ${run}`)]);
    const kept = await store.room('lobby');
    expect(kept?.epochs.length).to.equal(50);
    expect(await texts(store)).to.deep.equal(Array.from({ length: 60 }, (_one, run) => `in ${run}`));
  },

  async 'a room that is closed is gone with what was said and what waits in it, and its draft stays'(browser) {
    const store = await openLobby(browser);
    await store.keepRoom(room(1), [said('one', 1)]);
    await store.addPending('lobby', pending('a'));
    await store.keepDraft('lobby', 'half a');
    expect(await store.closeRoom('lobby', ['a'], 0)).to.equal(true);
    expect([await store.rooms(), await store.pending('lobby')]).to.deep.equal([[], []]);
    await store.keepRoom(room(2), [said('late', 2)]);
    expect(await store.room('lobby')).to.equal(undefined);
    await store.openRoom(room(0));
    expect(await texts(store)).to.deep.equal([]);
    expect(await store.draft('lobby')).to.equal('half a');
  },

  async 'what waits comes back in the order of writing, also from two windows'({ window }) {
    const [one, other] = [window(), window()];
    expect(await one.addPending('lobby', pending('c'))).to.equal(true);
    await other.addPending('lobby', pending('a'));
    await one.addPending('lobby', pending('b'));
    await one.addPending('garden', pending('d'));
    await one.changePending('lobby', 'a', { state: 'failed', failure: { kind: 'left' } });
    expect((await window().pending('lobby'))?.map(({ id }) => id)).to.deep.equal(['c', 'a', 'b']);
    expect((await window().pending('lobby'))?.[1]).to.deep.equal({ ...pending('a', 'failed'), failure: { kind: 'left' } });
    await other.removePending('lobby', ['c', 'b']);
    expect((await one.pending('lobby'))?.map(({ id }) => id)).to.deep.equal(['a']);
  },

  async 'a message that is no longer pending is not made so by a change'({ window }) {
    const store = window();
    await store.addPending('lobby', pending('a'));
    await store.removePending('lobby', ['a']);
    await store.changePending('lobby', 'a', { state: 'failed' });
    expect(await store.pending('lobby')).to.deep.equal([]);
  },

  async 'a draft comes back, until it is empty'({ window }) {
    const store = window();
    await store.keepDraft('lobby', 'half a tho');
    expect(await window().draft('lobby')).to.equal('half a tho');
    await store.keepDraft('lobby', '');
    expect(await window().draft('lobby')).to.equal('');
  },

  async 'windows hear of what others change, and not of what they change themselves'({ device, window }) {
    const store = window();
    const [own, others] = [changesOf(store), changesOf(window())];
    const elsewhere = changesOf(device.store('https://other.example/'));
    await store.openRoom(room(0));
    await store.keepRoom(room(1), [said('one', 1)]);
    await store.addPending('lobby', pending('a'));
    await store.keepDraft('lobby', 'x');
    await store.closeRoom('lobby', ['a'], 0);
    await until(() => others.length === 5);
    expect(others.map(({ what }) => what)).to.deep.equal(['opened', 'received', 'pending', 'draft', 'closed']);
    expect(others[1]).to.deep.include({ room: 'lobby', added: [said('one', 1)] });
    expect(own).to.deep.equal([]);
    expect(elsewhere).to.deep.equal([]);
  },

  async 'of two windows one does something at a time'({ window }) {
    const [one, other] = [window(), window()];
    const done: string[] = [];
    let release = () => {};
    const first = one.exclusively('x', async () => {
      done.push('first begins');
      await new Promise<void>((resolve) => { release = resolve; });
      done.push('first ends');
    });
    await until(() => done.length === 1);
    const second = other.exclusively('x', async () => { done.push('second'); });
    await one.exclusively('y', async () => { done.push('another'); });
    release();
    await Promise.all([first, second]);
    expect(done).to.deep.equal(['first begins', 'another', 'first ends', 'second']);
  },

  async 'what fails while it is done exclusively lets the next one begin'({ window }) {
    const [one, other] = [window(), window()];
    const failing = one.exclusively('x', () => Promise.reject(new Error('failed')));
    expect(await failing.then(() => 'done', (error: unknown) => String(error))).to.equal('Error: failed');
    let isDone = false;
    await other.exclusively('x', async () => { isDone = true; });
    expect(isDone).to.equal(true);
  },

  async 'the server that was chosen comes back'({ device }) {
    expect(await device.server()).to.equal(undefined);
    await device.keepServer(SERVER);
    expect(await device.server()).to.equal(SERVER);
  },

  async 'the server that was chosen before comes back, also where the present one was chosen twice'({ device }) {
    expect(await device.formerServer()).to.equal(undefined);
    for (const base of ['https://a.example/', SERVER, SERVER]) await device.keepServer(base);
    expect(await device.server()).to.equal(SERVER);
    expect(await device.formerServer()).to.equal('https://a.example/');
  },

  async 'the servers on which one has a name are known, with how many rooms one is in'({ device, window }) {
    expect(await device.servers()).to.deep.equal([]);
    const here = window();
    await here.keepAccount({ username: 'ana', key: 'k' });
    await here.openRoom(room(0));
    await here.openRoom({ ...room(0), name: 'kitchen' });
    const [there, elsewhere] = [device.store('https://a.example/'), device.store('https://b.example/')];
    await there.keepAccount({ username: 'bea', key: 'k' });
    await elsewhere.keepDraft('lobby', 'no name there');
    for (const store of [there, elsewhere]) store.close();
    expect(await device.servers()).to.deep.equal([
      { base: 'https://a.example/', username: 'bea', rooms: 0 }, { base: SERVER, username: 'ana', rooms: 2 },
    ]);
  },
};

export const DEVICE_RULES: readonly Rule[] = Object.entries(rules).map(([name, hold]) => ({ name, hold }));

/** A browser in which nothing is kept yet. Its windows are closed by the returned function. */
export function browserWith(device: Device): { browser: Browser; close(): void } {
  const windows: ServerStore[] = [];
  const window = (): ServerStore => {
    const store = device.store(SERVER);
    windows.push(store);
    return store;
  };
  return { browser: { device, window }, close: () => { for (const one of windows) one.close(); } };
}
