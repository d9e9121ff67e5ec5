// What a room's members missed when a server lost it: the log says that messages may be missing.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newChat, type Chat, type Chatter } from '../support/chatter.ts';

/** As long as every page needs to notice that a server is away. */
const NOTICED = 60;

/** Ana and Bruno have talked in the lobby. Then Bruno has no network, and the server confirms a message that he never gets. */
async function confirmsUnheard(t: TestContext, options?: Parameters<typeof newChat>[1]): Promise<Chat> {
  const chat = await newChat(t, options);
  const { ana, bruno, clock } = chat;
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await ana.writes('before');
  await clock.pass(2);
  await bruno.hearsNothing();
  await ana.writes('confirmed');
  await clock.pass(2);
  assert.deepEqual(ana.waits(), []);
  return chat;
}

/** The server forgets everything, and is away for long enough for everybody to notice. */
async function restarts({ clock, server }: Chat): Promise<void> {
  server.restart();
  server.unplug();
  await clock.pass(NOTICED);
  server.plugIn();
}

async function comesBack({ bruno, clock }: Chat): Promise<void> {
  bruno.hearsAgain();
  await clock.pass(NOTICED);
}

const gapsOf = (person: Chatter): number => person.log('lobby').filter((line) => line === '(gap)').length;

for (const kind of ['sala', 'base'] as const) {
  test(`${kind}: what a restart took from somebody who was offline is told`, async (t) => {
    const chat = await confirmsUnheard(t, { kind });
    await restarts(chat);
    await chat.clock.pass(NOTICED);
    await chat.ana.writes('after');
    await comesBack(chat);
    assert.deepEqual(chat.bruno.log(), ['before', '(gap)', 'after']);
  });

  test(`${kind}: it is told where this client made the room again itself`, async (t) => {
    const chat = await confirmsUnheard(t, { kind });
    const { ana, bruno, clock } = chat;
    ana.session.close();
    await restarts(chat);
    await comesBack(chat);
    await bruno.writes('anybody here?');
    await clock.pass(2);
    assert.deepEqual(bruno.log(), ['before', '(gap)', 'anybody here?']);
  });

  test(`${kind}: it is told where lines of the system are all that the new room has`, async (t) => {
    const chat = await confirmsUnheard(t, { kind });
    chat.ana.session.close();
    await restarts(chat);
    await comesBack(chat);
    assert.deepEqual(chat.bruno.log(), ['before', '(gap)']);
    assert.equal(chat.bruno.room('lobby').timeline.entries.at(-1)?.kind, 'event');
  });

  test(`${kind}: it is told once, in both windows, and after a reload`, async (t) => {
    const chat = await confirmsUnheard(t, { kind });
    const { ana, bruno, clock, server, secondWindowOf } = chat;
    server.unplug();
    const window = await secondWindowOf(bruno);
    await restarts(chat);
    await clock.pass(NOTICED);
    await ana.writes('after');
    await comesBack(chat);
    await clock.pass(NOTICED);
    assert.deepEqual(bruno.log('lobby'), ['before', '(gap)', 'after']);
    assert.deepEqual(window.log('lobby'), bruno.log('lobby'));
    await bruno.reloads();
    assert.deepEqual(bruno.log('lobby'), ['before', '(gap)', 'after']);
  });
}

test('each restart is told by a line of its own', async (t) => {
  const chat = await confirmsUnheard(t);
  for (const text of ['second', 'third']) {
    await restarts(chat);
    await comesBack(chat);
    await chat.ana.writes(text);
  }
  assert.deepEqual(chat.bruno.log(), ['before', '(gap)', 'second', '(gap)', 'third']);
});

test('a room made again that has lost its beginning too is told of by one line', async (t) => {
  const chat = await confirmsUnheard(t, { limits: { history: 5 } });
  await restarts(chat);
  await chat.clock.pass(NOTICED);
  for (let turn = 0; turn < 9; turn++) await chat.ana.writes(`no ${turn}`);
  await comesBack(chat);
  assert.deepEqual([gapsOf(chat.bruno), chat.bruno.log()[1]], [1, '(gap)']);
});

test('who left a room and comes back finds no gap: nothing of it was kept', async (t) => {
  const { ana, bruno } = await confirmsUnheard(t);
  await bruno.leaves('lobby').catch(() => {});
  bruno.hearsAgain();
  await bruno.leaves('lobby');
  await ana.leaves('lobby');
  await ana.joins('lobby');
  await ana.writes('after');
  await bruno.joins('lobby');
  assert.deepEqual(bruno.log(), ['after']);
});
