// Messages of which it is not known whether they arrived.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChat, type Chat, type Chatter } from '../support/chatter.ts';

const MINUTE = 60;

/** Ana writes "hi", the server has it, and she does not hear of it: nothing reaches her for a while. */
async function writesUnheard({ ana, clock, server }: Chat, minutes: number): Promise<void> {
  const request = server.delays('/send');
  await ana.writes('hi');
  await ana.hearsNothing();
  request.release();
  await clock.pass(minutes * MINUTE);
}

async function newTalk(t: Parameters<typeof newChat>[0], options?: Parameters<typeof newChat>[1]): Promise<Chat> {
  const chat = await newChat(t, options);
  await chat.ana.joins('lobby');
  await chat.bruno.joins('lobby');
  await chat.clock.pass(1);
  return chat;
}

async function says(person: Chatter, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await person.writes(`of ${person.name}: ${turn}`);
}

const isHi = (text: string): boolean => text === 'hi';

test('what was written long ago and never reached the server is sent without asking', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.unplug();
  await clock.pass(10);
  await ana.writes('hi');
  await clock.pass(180 * MINUTE);
  server.plugIn();
  await clock.pass(40);
  assert.deepEqual(bruno.reads().filter(isHi), ['hi']);
});

test('an attempt cut off long ago is found among what the room has, and not repeated', async (t) => {
  const chat = await newTalk(t);
  const { ana, bruno, clock, server } = chat;
  await writesUnheard(chat, 20);
  await says(bruno, 3);
  ana.hearsAgain();
  await clock.pass(40);
  assert.equal(server.count('POST /send'), 1 + 3);
  assert.deepEqual(bruno.reads().filter(isHi), ['hi']);
  assert.deepEqual(ana.reads().filter(isHi), ['hi']);
  assert.deepEqual(ana.waits(), []);
});

test('an attempt cut off long ago that the room would show and does not is repeated without asking', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.delays('/send');
  await ana.writes('hi');
  await ana.hearsNothing();
  await clock.pass(20 * MINUTE);
  await says(bruno, 3);
  ana.hearsAgain();
  await clock.pass(40);
  assert.deepEqual(bruno.reads().filter(isHi), ['hi']);
  assert.deepEqual(ana.waits(), []);
});

test('where an attempt was cut off long ago and the room has lost that time, the writer is asked', async (t) => {
  const chat = await newTalk(t, { limits: { history: 5 } });
  const { ana, bruno, clock, server } = chat;
  await writesUnheard(chat, 20);
  await says(bruno, 8);
  const sent = server.count('POST /send');
  ana.hearsAgain();
  await clock.pass(60);
  assert.deepEqual(ana.waits(), ['hi (late)']);
  assert.equal(server.count('POST /send'), sent);
  await ana.reloads();
  await clock.pass(60);
  assert.deepEqual(ana.waits(), ['hi (late)']);
  await ana.session.retry(ana.room('lobby'), ana.room('lobby').pending[0]?.id ?? '');
  await clock.pass(0);
  assert.equal(server.count('POST /send'), sent + 1);
  assert.deepEqual(ana.waits(), []);
});

test('within ten minutes nobody is asked: the server knows the id', async (t) => {
  const chat = await newTalk(t, { limits: { history: 5 } });
  const { ana, bruno, clock } = chat;
  await writesUnheard(chat, 5);
  await says(bruno, 8);
  ana.hearsAgain();
  await clock.pass(60);
  assert.deepEqual(ana.waits(), []);
  assert.equal(bruno.reads().filter(isHi).length, 1);
});

test('a room made anew does not have what was said in the former one: it is sent without asking', async (t) => {
  const chat = await newTalk(t, { limits: { history: 5 } });
  const { ana, bruno, clock, server } = chat;
  await writesUnheard(chat, 20);
  server.restart();
  await clock.pass(10);
  await says(bruno, 8);
  ana.hearsAgain();
  await clock.pass(60);
  assert.deepEqual(ana.waits(), []);
  assert.equal(bruno.room('lobby').timeline.entries.filter((entry) =>
    entry.kind === 'message' && entry.text === 'hi' && entry.epoch === bruno.room('lobby').epoch).length, 1);
});

test('an answer that is none of a chat server leaves it as open as no answer', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { kind: 'base' });
  server.answersOnce('/send', 502, '<!doctype html>');
  await ana.writes('hi');
  await clock.pass(10);
  assert.deepEqual(ana.waits(), ['hi (unsure)']);
  assert.deepEqual(bruno.reads(), []);
});

test('on a base-only server an attempt without an answer that arrived is found by its text', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { kind: 'base' });
  server.losesAnswer('/send');
  await ana.writes('hi');
  await clock.pass(10);
  assert.deepEqual(ana.waits(), []);
  assert.deepEqual(ana.reads(), ['hi']);
  assert.deepEqual(bruno.reads(), ['hi']);
  assert.equal(server.count('POST /send'), 1);
});

test('on a base-only server an uncertain message is sent by hand, and settled if it comes after all', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { kind: 'base' });
  server.losesRequest('/send');
  await ana.writes('one');
  await clock.pass(10);
  assert.deepEqual(ana.waits(), ['one (unsure)']);
  await ana.writes('two');
  await clock.pass(2);
  assert.deepEqual(bruno.reads(), ['two']);
  await ana.session.retry(ana.room('lobby'), ana.room('lobby').pending[0]?.id ?? '');
  await clock.pass(2);
  assert.deepEqual(bruno.reads(), ['two', 'one']);
  assert.deepEqual(ana.reads(), ['two', 'one']);
  assert.deepEqual(ana.waits(), []);
});

test('on a base-only server what was cut off by a reload is not sent again by itself', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { kind: 'base' });
  const request = server.delays('/send');
  await ana.writes('hi');
  await ana.reloads();
  await clock.pass(5);
  assert.deepEqual(ana.waits(), ['hi (unsure)']);
  request.release();
  await clock.pass(5);
  assert.deepEqual(ana.waits(), []);
  assert.deepEqual(bruno.reads(), ['hi']);
  assert.deepEqual(ana.reads(), ['hi']);
});

test('on a base-only server a message whose echo was pushed out was delivered all the same', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { kind: 'base' });
  await ana.joins('garden');
  await clock.pass(0);
  await ana.writes('hi', 'lobby');
  for (let turn = 0; turn < 55; turn++) await bruno.writes(`no ${turn}`);
  assert.deepEqual(ana.waits('lobby'), ['hi (sent)']);
  await clock.pass(6);
  assert.deepEqual(ana.waits('lobby'), []);
  assert.equal(ana.reads('lobby').filter(isHi).length, 1);
  assert.equal(server.count('POST /send'), 56);
});

test('of two attempts without an answer the first may have arrived: ten minutes after it the writer is asked', async (t) => {
  const chat = await newTalk(t, { limits: { history: 5 } });
  const { ana, bruno, clock, server } = chat;
  await writesUnheard(chat, 9);
  await says(bruno, 8);
  server.delays('/send');
  ana.hearsAgain();
  ana.session.hurry();
  await clock.pass(1);
  await ana.hearsNothing();
  await clock.pass(2 * MINUTE);
  ana.hearsAgain();
  await clock.pass(31);
  assert.deepEqual(ana.waits(), ['hi (late)']);
});

test('an attempt that the server refused leaves nothing open', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { limits: { history: 5 } });
  server.answersOnce('/send', 500, '{"status":"error","code":"internal","message":"No."}');
  await ana.writes('hi');
  await ana.hearsNothing();
  await clock.pass(20 * MINUTE);
  await says(bruno, 8);
  ana.hearsAgain();
  await clock.pass(60);
  assert.deepEqual(bruno.reads().filter(isHi), ['hi']);
});

test('a room that is not open and has nothing new is looked at as well', async (t) => {
  const chat = await newTalk(t, { limits: { presenceTimeout: 86_400 } });
  const { ana, bruno, clock, server } = chat;
  await ana.joins('garden');
  await clock.pass(6);
  server.delays('/send');
  await ana.writes('hi', 'lobby');
  await ana.hearsNothing();
  await clock.pass(20 * MINUTE);
  ana.hearsAgain();
  await clock.pass(40);
  assert.deepEqual(bruno.reads(), ['hi']);
  assert.deepEqual(ana.waits('lobby'), []);
});
