// What the device keeps: what waits, what was said, what is being typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account, KeptRoom } from '../../src/storage/kept.ts';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { Chatter, newChat } from '../support/chatter.ts';

test('what is written offline waits through a reload, and arrives once, in order', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('garden', 'lobby');
  await bruno.joins('lobby', 'garden');
  server.unplug();
  await clock.pass(10);
  await ana.writes('one');
  await ana.writes('in the garden', 'garden');
  await ana.writes('two');
  await ana.reloads();
  assert.deepEqual(ana.waits('lobby'), ['one (waiting)', 'two (waiting)']);
  assert.deepEqual(ana.waits('garden'), ['in the garden (waiting)']);
  server.plugIn();
  await clock.pass(40);
  assert.deepEqual(bruno.reads('lobby'), ['one', 'two']);
  assert.deepEqual(bruno.reads('garden'), ['in the garden']);
  assert.deepEqual(ana.waits('lobby'), []);
});

test('what was said is there without a server, and more of it when one scrolls back', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const texts = Array.from({ length: 130 }, (_one, index) => `no ${index}`);
  for (const text of texts) await bruno.writes(text);
  server.unplug();
  await ana.reloads();
  assert.equal(ana.connection, 'offline');
  assert.deepEqual(ana.reads(), texts.slice(-100));
  assert.equal(ana.room('lobby').hasEarlier, true);
  await ana.session.loadEarlier(ana.room('lobby'));
  assert.deepEqual(ana.reads(), texts);
  assert.equal(ana.room('lobby').hasEarlier, false);
  server.plugIn();
  await clock.pass(40);
  assert.deepEqual(ana.reads(), texts);
});

test('after a reload only what is new is asked for', async (t) => {
  const { ana, bruno, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await bruno.writes('known');
  const { cursor, epoch } = ana.room('lobby');
  const before = server.seen.length;
  await ana.reloads();
  const first = server.seen.slice(before).find(({ call, fields }) => call === 'GET /receive' && fields['username'] === 'ana');
  assert.equal(first?.fields['last_timestamp'], String(cursor));
  assert.equal(first.fields['epoch'], epoch);
});

test('an attempt that was cut off by a reload is not said twice', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const answer = server.holdsBack('/send');
  await ana.writes('hi');
  await ana.reloads();
  answer.release();
  await clock.pass(10);
  assert.deepEqual(bruno.reads(), ['hi']);
  assert.deepEqual(ana.reads(), ['hi']);
  assert.deepEqual(ana.waits(), []);
});

test('a failed message is still there after a reload, with its reason, and can be sent then', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, { limits: { maxMembers: 2 } });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  server.answersOnce('/send', 409, JSON.stringify({ status: 'error', code: 'room_full', message: 'Full.' }));
  await ana.writes('hi');
  await ana.reloads();
  assert.deepEqual(ana.waits(), ['hi (failed)']);
  const [pending] = ana.room('lobby').pending;
  assert.deepEqual(pending?.failure, { kind: 'refused', code: 'room_full', message: 'Full.' });
  await ana.session.retry(ana.room('lobby'), pending.id);
  await clock.pass(0);
  bruno.sees('hi');
});

test('what is being typed survives a reload, in each room, also where the room was left and joined again', async (t) => {
  const { ana } = await newChat(t);
  await ana.joins('lobby', 'garden');
  ana.session.saveDraft(ana.room('lobby'), 'half a tho');
  ana.session.saveDraft(ana.room('garden'), 'roses');
  await ana.reloads();
  assert.equal(ana.room('lobby').draft, 'half a tho');
  assert.equal(ana.room('garden').draft, 'roses');
  await ana.leaves('lobby');
  await ana.joins('lobby');
  assert.equal(ana.room('lobby').draft, 'half a tho');
});

test('a room that was left keeps nothing of what was said', async (t) => {
  const { ana, bruno, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await bruno.writes('before');
  await ana.leaves('lobby');
  server.unplug();
  await ana.reloads();
  assert.deepEqual(ana.isIn, ['garden']);
});

test('what was said before a restart stands above what was said after it, also where the clock was set back', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await bruno.writes('before');
  server.restart();
  server.setWallClock(-3_600);
  await clock.pass(10);
  await bruno.writes('after');
  await clock.pass(5);
  assert.deepEqual(ana.reads(), ['before', 'after']);
  await ana.reloads();
  assert.deepEqual(ana.reads(), ['before', 'after']);
});

test('a message that was delivered and not noted as such when the page was closed is not sent again', async (t) => {
  const { ana, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await ana.writes('hi');
  const [entry] = ana.room('lobby').timeline.entries.slice(-1);
  const id = entry?.kind === 'message' ? entry.id ?? '' : '';
  await ana.device.store(server.url).addPending('lobby', { id, text: 'hi', writtenAt: clock.now(), state: 'waiting' });
  await ana.reloads();
  assert.deepEqual(ana.waits(), []);
  assert.equal(server.count('POST /send'), 1);
  assert.deepEqual(await ana.device.store(server.url).pending('lobby'), []);
});

test('all that is unread is counted after a reload, however much it is', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  for (let turn = 0; turn < 130; turn++) {
    await bruno.writes(`no ${turn}`);
    if (turn % 40 === 0) await clock.pass(5);
  }
  await clock.pass(5);
  assert.equal(ana.unread('lobby'), 130);
  server.unplug();
  await ana.reloads();
  assert.equal(ana.unread('lobby'), 130);
});

test('what a device cannot keep is delivered all the same', async (t) => {
  const { server } = await newChat(t);
  const device = forgetfulDevice();
  const store = device.store(server.url);
  store.addPending = async () => false;
  const carla = new Chatter(server, 'carla', { ...device, store: () => store });
  t.after(() => carla.session.close());
  await carla.opensSala();
  await carla.joins('lobby');
  await carla.writes('one');
  await carla.writes('two');
  assert.deepEqual(carla.reads(), ['one', 'two']);
});

test('the name is kept before the first room is, so that no room is one of nobody', async (t) => {
  const { ana, server } = await newChat(t);
  const { store } = ana.device;
  const kept: string[] = [];
  ana.device.store = (base) => {
    const inner = store(base);
    const { keepAccount, openRoom } = inner;
    return Object.assign(inner, {
      keepAccount: (account: Account) => { kept.push(`name ${account.username}`); return keepAccount.call(inner, account); },
      openRoom: (room: KeptRoom) => { kept.push(`room ${room.name}`); return openRoom.call(inner, room); },
    });
  };
  const again = new Chatter(server, 'ana', ana.device);
  await again.opensSala();
  await again.joins('lobby');
  assert.deepEqual(kept.slice(0, 2), ['name ana', 'room lobby']);
});
