// The demo's guests, as clients of a server in this process.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guestLines } from '../mocks/guest-lines.ts';
import { Guests } from '../mocks/guests.ts';
import { ServerClient } from '../src/api/client.ts';
import { FakeClock } from './support/fake-clock.ts';
import { InProcessServer } from './support/in-process.ts';

const lines = guestLines('en');
const [iris, tom, nina] = lines.names;

/** A demo without a browser: a room tells of itself after each call that may have changed it. */
function newDemo() {
  const server = new InProcessServer(new FakeClock());
  const listeners = new Set<(room: string) => void>();
  const waiting = new Set<() => void>();
  const client = new ServerClient(server.url, async (url, init) => {
    const response = await server.fetch(url, init);
    if (typeof init.body === 'string') {
      const { room } = JSON.parse(init.body) as { room: string };
      for (const listener of listeners) listener(room);
      for (const look of waiting) look();
    }
    return response;
  });
  const guests = new Guests({
    client, lines, pace: 0, random: () => 0,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  /** Resolves once something is so, looked at after each call. */
  const until = (isSo: () => Promise<boolean>) => new Promise<void>((resolve) => {
    const look = () => void isSo().then((holds) => holds && waiting.delete(look) && resolve());
    waiting.add(look);
    look();
  });
  const said = async (room: string) => {
    const { messages } = await client.receive({ room, after: 0 });
    return messages.flatMap((message) => (message.type === 'message' ? [`${message.username}: ${message.message}`] : []));
  };
  return { client, guests, until, said, peopleIn: async (room: string) => (await client.people(room)).people };
}

test('guests come to whoever enters a room, and greet by name', { timeout: 5_000 }, async () => {
  const { client, guests, until, said, peopleIn } = newDemo();
  await client.join({ room: 'lobby', username: 'Ana' });
  await until(async () => (await said('lobby')).includes(`${iris}: Hi Ana, welcome!`));
  assert.deepEqual((await peopleIn('lobby')).slice(0, 2), ['Ana', iris]);
  guests.end();
});

test('guests answer what was written with something fitting', { timeout: 5_000 }, async () => {
  const { client, guests, until, said } = newDemo();
  await client.join({ room: 'lobby', username: 'Ana' });
  await client.send({ room: 'lobby', username: 'Ana', message: 'Thank you all' });
  await until(async () => (await said('lobby')).includes(`${iris}: You are welcome!`));
  await client.send({ room: 'lobby', username: 'Ana', message: 'Does this work without a server?' });
  await until(async () => (await said('lobby')).some((line) => line.endsWith('There is no server here. All of this happens in your browser.')));
  guests.end();
});

test('a visitor who has a guest’s name is talked to by others', { timeout: 5_000 }, async () => {
  const { client, guests, until, said, peopleIn } = newDemo();
  await client.join({ room: 'lobby', username: iris }, 'a-key-of-sixteen-signs');
  await until(async () => (await said('lobby')).includes(`${tom}: Hi ${iris}, welcome!`));
  assert.deepEqual((await peopleIn('lobby')).slice(0, 2), [iris, tom]);
  await client.send({ room: 'lobby', username: iris, message: 'Thank you all' }, 'a-key-of-sixteen-signs');
  await until(async () => (await said('lobby')).some((line) => line.endsWith('You are welcome!')));
  guests.end();
});

test('a guest who looks like a visitor does not come', { timeout: 5_000 }, async () => {
  const { client, guests, until, said, peopleIn } = newDemo();
  await client.join({ room: 'lobby', username: 'TOM' }, 'a-key-of-sixteen-signs');
  await until(async () => (await said('lobby')).length >= 2);
  assert.equal((await peopleIn('lobby')).includes(tom), false);
  assert.equal((await peopleIn('lobby')).length >= 3, true);
  guests.end();
});

test('guests leave a room in which nobody else is, so that it is removed', { timeout: 5_000 }, async () => {
  const { client, guests, until, peopleIn } = newDemo();
  await client.join({ room: 'lobby', username: 'Ana' });
  await until(async () => (await peopleIn('lobby')).includes(tom));
  await client.leave({ room: 'lobby', username: 'Ana' });
  await until(async () => (await peopleIn('lobby')).length === 0);
  guests.end();
});

test('guests who have ended say nothing more', { timeout: 5_000 }, async () => {
  const { client, guests, said, peopleIn } = newDemo();
  guests.end();
  await client.join({ room: 'lobby', username: 'Ana' });
  await client.send({ room: 'lobby', username: 'Ana', message: 'hello?' });
  assert.deepEqual(await said('lobby'), ['Ana: hello?']);
  assert.deepEqual(await peopleIn('lobby'), ['Ana']);
});

test('guests who end in the middle of a visit ask for nothing more', { timeout: 5_000 }, async () => {
  const server = new InProcessServer(new FakeClock());
  const asked: string[] = [];
  let tell: (room: string) => void = () => {};
  const ended = new Promise<void>((resolve) => {
    const client = new ServerClient(server.url, async (url, init) => {
      asked.push(new URL(url).pathname);
      const response = await server.fetch(url, init);
      guests.end();
      resolve();
      return response;
    });
    const guests = new Guests({ client, lines, pace: 0, onChange: (listener) => { tell = listener; return () => {}; } });
  });
  await new ServerClient(server.url, server.fetch).join({ room: 'lobby', username: 'Ana' });
  tell('lobby');
  await ended;
  await new Promise(setImmediate);
  assert.deepEqual(asked, ['/people']);
});

test('guests say the same kinds of things in each language', () => {
  const shape = (locale: string) => {
    const { answers, hints, smallTalk, greetings, questions, remarks } = guestLines(locale);
    return { answers: answers.map(({ say }) => say.length), counts: [hints, smallTalk, greetings, questions, remarks].map(({ length }) => length) };
  };
  assert.deepEqual(shape('pt-BR'), shape('en'));
  assert.notDeepEqual(guestLines('pt-BR').remarks, guestLines('en').remarks);
  assert.equal(new Set([iris, tom, nina]).size, 3);
});
