import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { Chatter, newChat, type Chat } from '../support/chatter.ts';
import { errorBody } from '../support/in-process.ts';

/** Two people in the lobby. */
async function newTalk(t: TestContext, options?: Parameters<typeof newChat>[1]): Promise<Chat> {
  const chat = await newChat(t, options);
  await chat.ana.joins('lobby');
  await chat.bruno.joins('lobby');
  return chat;
}

test('what is written while the server is away waits, in its order, and arrives once when it is back', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.unplug();
  await ana.writes('one');
  await ana.writes('two');
  await clock.pass(120);
  assert.deepEqual(ana.waits(), ['one (waiting)', 'two (waiting)']);
  server.plugIn();
  await clock.pass(60);
  assert.deepEqual(bruno.reads(), ['one', 'two']);
  assert.deepEqual(ana.reads(), ['one', 'two']);
  assert.deepEqual(ana.waits(), []);
});

test('a message is not overtaken by the next one, however long it takes', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  const request = server.delays('/send');
  await ana.writes('one');
  await ana.writes('two');
  await clock.pass(5);
  assert.deepEqual(ana.waits(), ['one (waiting)', 'two (waiting)']);
  request.release();
  await clock.pass(0);
  assert.deepEqual(bruno.reads(), ['one', 'two']);
});

test('a message goes with its id, the room it is meant for and one’s key', async (t) => {
  const { ana, server } = await newTalk(t);
  await ana.writes('hi');
  const sent = server.seen.find(({ call }) => call === 'POST /send');
  assert.match(String(sent?.fields['id']), /^[0-9a-f]{32}$/);
  assert.equal(sent?.fields['epoch'], ana.room('lobby').epoch);
  assert.match(sent?.authorization ?? '', /^Bearer [0-9a-f]{32}$/);
});

test('a message whose answer was lost is not sent again if its echo comes first', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.losesAnswer('/send');
  await ana.writes('hi');
  await clock.pass(2);
  assert.equal(server.count('POST /send'), 1);
  assert.deepEqual(bruno.reads(), ['hi']);
  assert.deepEqual(ana.reads(), ['hi']);
});

test('a message whose answer was lost is sent again and said once', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  await ana.joins('garden');
  await clock.pass(0);
  server.losesAnswer('/send');
  const rooms = server.holdsBack('/user_rooms');
  await ana.writes('hi', 'lobby');
  await clock.pass(2);
  assert.equal(server.count('POST /send'), 2);
  rooms.release();
  await ana.opens('lobby');
  assert.deepEqual(bruno.reads(), ['hi']);
  assert.deepEqual(ana.reads(), ['hi']);
});

for (const [what, httpStatus, body] of [
  ['a fault of the server', 500, errorBody('internal')],
  ['too many requests', 429, errorBody('rate_limited')],
  ['the page of a proxy', 502, '<!doctype html>'],
  ['the page of a portal', 200, '<!doctype html>'],
] as const) {
  test(`after ${what} a message is tried again`, async (t) => {
    const { ana, bruno, clock, server } = await newTalk(t);
    server.answersOnce('/send', httpStatus, body);
    await ana.writes('hi');
    assert.deepEqual(ana.waits(), ['hi (waiting)']);
    await clock.pass(2);
    bruno.sees('hi');
  });
}

test('a server that says when to come back is left alone until then', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.answersOnce('/send', 429, errorBody('rate_limited'), { 'Retry-After': '20' });
  await ana.writes('hi');
  await clock.pass(19);
  assert.deepEqual(bruno.reads(), []);
  await clock.pass(1);
  bruno.sees('hi');
});

test('a message that the server refuses has failed, with the reason, and the next one goes on', async (t) => {
  const { ana, bruno, server } = await newTalk(t);
  server.answersOnce('/send', 400, errorBody('invalid_request'));
  await ana.writes('bad');
  await ana.writes('good');
  assert.deepEqual(ana.waits(), ['bad (failed)']);
  assert.deepEqual(ana.room('lobby').pending[0]?.failure, {
    kind: 'refused', code: 'invalid_request', message: 'Refused: invalid_request.',
  });
  assert.deepEqual(bruno.reads(), ['good']);
});

test('a failed message can be sent again by hand', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.answersOnce('/send', 400, errorBody('invalid_request'));
  await ana.writes('hi');
  await ana.session.retry(ana.room('lobby'), ana.room('lobby').pending[0]?.id ?? '');
  await clock.pass(0);
  bruno.sees('hi');
  assert.deepEqual(ana.waits(), []);
});

test('to send a failed message again tries the connection at once', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.answersOnce('/send', 400, errorBody('invalid_request'));
  await ana.writes('hi');
  server.unplug();
  await clock.pass(120);
  server.plugIn();
  await ana.session.retry(ana.room('lobby'), ana.room('lobby').pending[0]?.id ?? '');
  await clock.pass(0);
  assert.equal(ana.connection, 'connected');
  assert.deepEqual(ana.reads(), ['hi']);
  bruno.session.hurry();
  await clock.pass(0);
  bruno.sees('hi');
});

test('a failed message can be thrown away', async (t) => {
  const { ana, clock, server } = await newTalk(t);
  server.answersOnce('/send', 400, errorBody('invalid_request'));
  await ana.writes('hi');
  await ana.session.discard(ana.room('lobby'), ana.room('lobby').pending[0]?.id ?? '');
  await clock.pass(30);
  assert.deepEqual(ana.waits(), []);
  assert.deepEqual(ana.reads(), []);
});

test('what is written to a room that the server has lost enters it again and is said there', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.restart();
  await ana.writes('still here');
  await clock.pass(10);
  bruno.sees('still here');
  assert.deepEqual(ana.waits(), []);
});

test('what was written to a room that was made anew is said in the new one, once', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.unplug();
  await ana.writes('hi');
  await clock.pass(5);
  server.restart();
  server.plugIn();
  await bruno.session.join('lobby');
  await clock.pass(60);
  assert.deepEqual(bruno.reads(), ['hi']);
});

for (const code of ['room_not_found', 'room_changed']) {
  test(`after ${code} the server is asked for the rooms, and only a second refusal is one`, async (t) => {
    const { ana, bruno, server } = await newTalk(t);
    const [joins, asks] = [server.count('POST /join'), server.count('GET /user_rooms')];
    server.answersOnce('/send', 404, errorBody(code));
    await ana.writes('once refused');
    assert.equal(server.count('POST /join'), joins);
    assert.equal(server.count('GET /user_rooms'), asks + 1);
    bruno.sees('once refused');
    for (let refusal = 0; refusal < 2; refusal++) server.answersOnce('/send', 404, errorBody(code));
    await ana.writes('twice refused');
    assert.deepEqual(ana.waits(), ['twice refused (failed)']);
  });
}

test('a room that cannot be entered again after a restart says why of what waits, unless that may pass', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { limits: { maxMembers: 2 } });
  ana.session.setVisible(false);
  server.restart();
  await bruno.joins('lobby');
  server.answersOnce('/join', 503, errorBody('server_full'));
  await ana.writes('patient');
  assert.deepEqual(ana.waits(), ['patient (waiting)']);
  await clock.pass(60);
  bruno.sees('patient');
  server.restart();
  await bruno.joins('lobby');
  server.answersOnce('/join', 409, errorBody('room_full'));
  await ana.writes('refused');
  assert.deepEqual(ana.waits(), ['refused (failed)']);
  assert.deepEqual(ana.room('lobby').pending[0]?.failure, { kind: 'refused', code: 'room_full', message: 'Refused: room_full.' });
});

test('a room that was left keeps nothing to send, and is not entered again for it', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  server.losesRequest('/send');
  await ana.writes('too late');
  await ana.leaves('lobby');
  await clock.pass(60);
  assert.deepEqual(ana.isIn, []);
  assert.deepEqual(bruno.reads(), []);
  assert.deepEqual(bruno.room('lobby').people, ['bruno']);
});

test('a message on its way when its room is left does not lead back into it', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t);
  await bruno.leaves('lobby');
  const request = server.delays('/send');
  await ana.writes('too late');
  await ana.leaves('lobby');
  request.release();
  await clock.pass(60);
  assert.equal(server.count('POST /join'), 2);
});

for (const text of ['', ' \n\t', 'x'.repeat(4_001), 'a bell \u0007', 'half \uD83C']) {
  test(`${JSON.stringify(text.slice(0, 12))} (${text.length} units) is not sent`, async (t) => {
    const { ana } = await newTalk(t);
    assert.throws(() => ana.session.send(ana.room('lobby'), text), RangeError);
    assert.deepEqual(ana.waits(), []);
  });
}

test('on a base-only server a message waits for its echo, which takes its place', async (t) => {
  const { ana, bruno, clock } = await newTalk(t, { kind: 'base' });
  await ana.writes('hi');
  assert.deepEqual(ana.waits(), ['hi (sent)']);
  await clock.pass(1);
  assert.deepEqual(ana.waits(), []);
  assert.deepEqual(ana.reads(), ['hi']);
  bruno.sees('hi');
});

test('on a base-only server the same text twice is two messages', async (t) => {
  const { ana, bruno, clock } = await newTalk(t, { kind: 'base' });
  await ana.writes('hi');
  await ana.writes('hi');
  await clock.pass(2);
  assert.deepEqual(bruno.reads(), ['hi', 'hi']);
  assert.deepEqual(ana.reads(), ['hi', 'hi']);
  assert.deepEqual(ana.waits(), []);
});

test('on a base-only server a message without an answer is not sent again by itself, since it may have arrived', async (t) => {
  const { ana, bruno, clock, server } = await newTalk(t, { kind: 'base' });
  server.losesRequest('/send');
  await ana.writes('hi');
  await clock.pass(60);
  assert.deepEqual(ana.waits(), ['hi (unsure)']);
  assert.deepEqual(bruno.reads(), []);
  assert.equal(server.count('POST /send'), 1);
});

test('on a base-only server that was started anew, what is written enters the room again', async (t) => {
  const { ana, clock, server } = await newTalk(t, { kind: 'base' });
  server.restart();
  await ana.writes('still here');
  await clock.pass(10);
  assert.deepEqual(ana.reads(), ['still here']);
});

test('what is written while another window is being let in is delivered too', async (t) => {
  const { server, clock } = await newChat(t);
  const device = forgetfulDevice();
  const store = device.store(server.url);
  const exclusively = store.exclusively.bind(store);
  let letIn = () => {};
  store.exclusively = async (name, work) => {
    await exclusively(name, work);
    await new Promise<void>((resolve) => { letIn = resolve; });
  };
  const carla = new Chatter(server, 'carla', { ...device, store: () => store });
  t.after(() => carla.session.close());
  await carla.opensSala();
  await carla.joins('lobby');
  await carla.writes('one');
  await carla.writes('two');
  assert.deepEqual(carla.reads(), ['one']);
  letIn();
  await clock.pass(0);
  assert.deepEqual(carla.reads(), ['one', 'two']);
});
