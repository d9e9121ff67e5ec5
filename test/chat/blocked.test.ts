// What a firewall between page and server refuses: it is told, and holds up nothing else.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newChat, type Chat } from '../support/chatter.ts';

const BLOCK_PAGE = '<!doctype html><title>403 Forbidden</title><h1>Request rejected</h1>';

/** Two people in the lobby, behind a firewall that answers every request that names this file. */
async function behindFirewall(t: TestContext, refuse: () => Response, options?: Parameters<typeof newChat>[1]): Promise<Chat> {
  const chat = await newChat(t, options);
  chat.server.isBehind({ text: 'etc/passwd', refuse });
  await chat.ana.joins('lobby');
  await chat.bruno.joins('lobby');
  await chat.clock.pass(2);
  return chat;
}

const page = (status: number, body = BLOCK_PAGE) => () => new Response(body, { status });

for (const [what, answer] of [
  ['403 with a page', page(403)],
  ['406 with a page', page(406)],
  ['413 with a page', page(413)],
  ['400 with a page', page(400)],
  ['414 with a page', page(414)],
  ['500 with a page', page(500)],
  ['501 with a page', page(501)],
  ['200 with a page', page(200)],
  ['JSON of another shape', page(403, '{"blocked": true, "incident": 17}')],
  ['an empty body', page(403, '')],
  ['a connection that breaks', () => { throw new TypeError('Failed to fetch'); }],
] as const) {
  test(`a message that a firewall refuses by ${what} says so, and the next one goes out`, async (t) => {
    const { ana, bruno, clock } = await behindFirewall(t, answer);
    await ana.writes('one');
    await ana.writes('cat etc/passwd');
    await ana.writes('two');
    await clock.pass(10);
    assert.deepEqual(ana.waits(), ['cat etc/passwd (failed)']);
    assert.deepEqual(ana.room('lobby').pending[0]?.failure, { kind: 'blocked' });
    assert.deepEqual(bruno.reads(), ['one', 'two']);
    assert.equal(ana.connection, 'connected');
  });
}

for (const status of [407, 429, 502, 503, 504]) {
  test(`a message waits as long as a proxy answers ${status}`, async (t) => {
    const { ana, bruno, clock, server } = await behindFirewall(t, page(status));
    await ana.writes('cat etc/passwd');
    await clock.pass(300);
    assert.deepEqual(ana.waits(), ['cat etc/passwd (waiting)']);
    server.isBehind(undefined);
    await clock.pass(40);
    bruno.sees('cat etc/passwd');
  });
}

test('a message waits where a portal answers for everything', async (t) => {
  const { ana, bruno, clock, server } = await behindFirewall(t, page(200));
  server.isBehind({ text: '', refuse: page(200, '<!doctype html><form>Accept the terms.</form>') });
  await ana.writes('cat etc/passwd');
  await clock.pass(120);
  assert.deepEqual(ana.waits(), ['cat etc/passwd (waiting)']);
  server.isBehind(undefined);
  await clock.pass(60);
  bruno.sees('cat etc/passwd');
});

test('that a message was refused is kept through a reload, and Retry sends it with its id', async (t) => {
  const { ana, bruno, clock, server } = await behindFirewall(t, page(403));
  await ana.writes('cat etc/passwd');
  await clock.pass(10);
  const [pending] = ana.room('lobby').pending;
  assert.ok(pending?.unanswered);
  await ana.reloads();
  assert.deepEqual(ana.room('lobby').pending[0]?.failure, { kind: 'blocked' });
  server.isBehind(undefined);
  await ana.session.retry(ana.room('lobby'), pending.id);
  await clock.pass(5);
  assert.deepEqual(bruno.reads(), ['cat etc/passwd']);
  assert.equal(server.seen.filter(({ call, fields }) => call === 'POST /send' && fields['id'] === pending.id).length, 3);
});

test('a page that was loaded while a refused message waited tells it too', async (t) => {
  const { ana, bruno, clock } = await behindFirewall(t, page(403));
  await ana.writes('cat etc/passwd');
  await ana.reloads();
  await ana.writes('next');
  await clock.pass(10);
  assert.deepEqual(ana.waits(), ['cat etc/passwd (failed)']);
  assert.deepEqual(bruno.reads(), ['next']);
});

test('a refused message that had arrived is settled by its echo', async (t) => {
  const { ana, bruno, clock, server } = await behindFirewall(t, page(403));
  server.isBehind({ text: 'etc/passwd', refuse: page(403), isBack: true });
  const rooms = server.holdsBack('/user_rooms');
  await ana.writes('cat etc/passwd');
  rooms.release();
  await clock.pass(10);
  assert.deepEqual(bruno.reads(), ['cat etc/passwd']);
  assert.deepEqual(ana.reads(), ['cat etc/passwd']);
  assert.deepEqual(ana.waits(), []);
});

test('a refused message that may have arrived more than ten minutes ago is not sent twice by Retry', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t, { limits: { history: 5 } });
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const { epoch, cursor } = ana.room('lobby');
  ana.session.close();
  await ana.device.store(server.url).addPending('lobby', {
    id: 'old', text: 'cat etc/passwd', writtenAt: clock.now(), state: 'failed', failure: { kind: 'blocked' },
    unanswered: { epoch, cursor, at: clock.now() },
  });
  await clock.pass(1_200);
  for (let turn = 0; turn < 8; turn++) await bruno.writes(`no ${turn}`);
  await ana.reloads();
  const sends = server.count('POST /send');
  await ana.session.retry(ana.room('lobby'), 'old');
  await clock.pass(60);
  assert.deepEqual(ana.waits('lobby'), ['cat etc/passwd (late)']);
  assert.equal(server.count('POST /send'), sends);
});

test('base: a message that a firewall refuses is perhaps not delivered, with the reason, and the next one goes out', async (t) => {
  const { ana, bruno, clock } = await behindFirewall(t, page(403), { kind: 'base' });
  await ana.writes('cat etc/passwd');
  await ana.writes('next');
  await clock.pass(20);
  assert.deepEqual(ana.waits(), ['cat etc/passwd (unsure)']);
  assert.deepEqual(ana.room('lobby').pending[0]?.failure, { kind: 'blocked' });
  assert.deepEqual(bruno.reads(), ['next']);
});

test('base: a message whose answer was lost says nothing of a firewall', async (t) => {
  const { ana, clock, server } = await newChat(t, { kind: 'base' });
  await ana.joins('lobby');
  await clock.pass(2);
  server.losesRequest('/send');
  await ana.writes('hi');
  await clock.pass(20);
  assert.deepEqual(ana.waits(), ['hi (unsure)']);
  assert.equal(ana.room('lobby').pending[0]?.failure, undefined);
});

test('a room whose name a firewall refuses is not joined, says why, and can be tried again', async (t) => {
  const { ana, clock, server } = await behindFirewall(t, page(403));
  await assert.rejects(ana.joins('etc/passwd'), { name: 'BlockedError' });
  assert.deepEqual([ana.isIn, ana.connection], [['lobby'], 'connected']);
  server.isBehind(undefined);
  await ana.joins('etc/passwd');
  await clock.pass(1);
  assert.deepEqual(ana.isIn, ['lobby', 'etc/passwd']);
});

test('a room that a firewall lets nobody leave says so and stays', async (t) => {
  const { ana, server } = await behindFirewall(t, page(403));
  server.answersOnce('/leave', 403, BLOCK_PAGE);
  await assert.rejects(ana.leaves('lobby'), { name: 'BlockedError' });
  assert.deepEqual(ana.isIn, ['lobby']);
  await ana.leaves('lobby');
  assert.deepEqual(ana.isIn, []);
});

test('a room that cannot be entered again for a firewall says so, holds up no other one, and can be left', async (t) => {
  const { ana, clock, server } = await behindFirewall(t, page(403));
  server.isBehind(undefined);
  await ana.joins('etc/passwd', 'garden');
  await clock.pass(6);
  server.isBehind({ text: 'etc/passwd', refuse: page(403) });
  server.restart();
  await clock.pass(60);
  assert.deepEqual(ana.room('etc/passwd').failure, { kind: 'blocked' });
  assert.equal(ana.room('garden').failure, undefined);
  assert.equal(ana.connection, 'connected');
  await ana.leaves('etc/passwd');
  assert.deepEqual(ana.isIn, ['lobby', 'garden']);
});

test('a message that was lost twice on a bad network is sent again by itself', async (t) => {
  const { ana, bruno, clock, server } = await newChat(t);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  for (let turn = 0; turn < 2; turn++) server.losesRequest('/send');
  await ana.writes('hi');
  await clock.pass(10);
  bruno.sees('hi');
});

test('a room that this window could not enter and another one did is entered', async (t) => {
  const { ana, clock, server, secondWindowOf } = await newChat(t);
  await ana.joins('lobby');
  const window = await secondWindowOf(ana);
  await window.hearsNothing();
  server.restart();
  server.isBehind({ text: '/join', refuse: page(403) });
  await clock.pass(20);
  assert.deepEqual(ana.room('lobby').failure, { kind: 'blocked' });
  server.isBehind(undefined);
  window.hearsAgain();
  window.session.hurry();
  await clock.pass(10);
  assert.deepEqual([ana.room('lobby').failure, window.room('lobby').failure], [undefined, undefined]);
});
