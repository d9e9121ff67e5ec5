import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { startBaseServer } from '../support/base-server.ts';
import { INSECURE_HOST } from '../support/place.ts';
import { SalaServer } from '../support/sala-server.ts';
import { stories, type Story } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

/** Somebody who has the page from one server and talks on another. */
async function guestOn(url: string, story: Story, name: string): Promise<Visitor> {
  story.allows(url);
  const visitor = await story.guest(name);
  visitor.expectsTrouble();
  await visitor.chooses(url);
  return visitor;
}

async function startBase(t: TestContext): Promise<string> {
  const { url, close } = await startBaseServer();
  t.after(close);
  return url;
}

/** Something that answers whatever it is asked. */
async function startAnswering(t: TestContext, answer: () => Response): Promise<string> {
  const { headers, status } = answer();
  const body = await answer().text();
  const server = createServer((_request, response) => {
    response.writeHead(status, Object.fromEntries(headers)).end(body);
  }).listen(0, 'localhost');
  t.after(() => server.close());
  await once(server, 'listening');
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

test('a page of one server talks on another one, and keeps to it after a reload', async (t) => {
  const story = await newStory(t);
  const other = new SalaServer();
  t.after(() => other.stop());
  await other.start();
  const ana = await guestOn(other.url, story, 'Ana');
  const bruno = await story.visitor('Bruno');
  await bruno.opens(other.url);
  await bruno.joins('lobby');
  await ana.joins('lobby');
  await ana.writes('from afar');
  await bruno.sees('from afar');
  await bruno.writes('welcome');
  await ana.sees('welcome');
  await ana.page.reload();
  await ana.sees('welcome');
  assert.deepEqual(await ana.currentServer(), [new URL(other.url).host]);
});

test('each server has its own rooms, and one comes back to them', async (t) => {
  const story = await newStory(t);
  const other = new SalaServer();
  t.after(() => other.stop());
  await other.start();
  story.allows(other.url);
  const ana = await story.guest('Ana');
  await ana.joins('here');
  await ana.chooses(other.url);
  await ana.joins('there');
  assert.deepEqual(await ana.roomNames(), ['there']);
  await ana.chooses(story.server.url);
  await ana.composer.waitFor();
  assert.deepEqual(await ana.roomNames(), ['here']);
});

for (const [typed, words] of [
  ['two words', 'This is no address. It looks like sala.example or 192.168.0.10:5501.'],
  ['localhost:1', 'The server cannot be reached: the address is wrong, it is not running, or the browser does not trust its certificate. Open it in a tab'],
] as const) {
  test(`"${typed}" as a server address is said to be wrong beside it, and nothing changes`, async (t) => {
    const story = await newStory(t);
    story.allows('http://localhost:1/');
    const ana = await story.guest('Ana');
    ana.expectsTrouble();
    await ana.button('Settings').click();
    await (await ana.addressOfServer()).fill(typed);
    await ana.button('Use this server').click();
    await eventually(async () => assert.ok((await ana.describes(ana.textbox('Address of another server'))).startsWith(words)));
    await ana.button('Close').click();
    await ana.joins('lobby');
    await ana.seesStatus('Connected');
  });
}

test('a link with room and server asks for a name, and leads there; a link of the page itself leads to its own server', async (t) => {
  const story = await newStory(t);
  const other = new SalaServer();
  t.after(() => other.stop());
  await other.start();
  const [ana, bruno] = [await guestOn(other.url, story, 'Ana'), await story.visitor('Bruno')];
  await ana.joins('cellar');
  bruno.expectsTrouble();
  await bruno.opens(ana.page.url());
  await bruno.invitedTo('cellar').waitFor();
  await bruno.joins('cellar');
  await bruno.writes('found it');
  await ana.sees('found it');
  await bruno.page.goto(`${story.server.url}#/lobby`);
  await bruno.textbox('Your name').waitFor();
  await bruno.joins('lobby');
  const cleo = await story.guest('Cleo');
  await cleo.joins('lobby');
  await cleo.seesPeople('Bruno', 'Cleo');
  // What was chosen last comes back, each with its rooms.
  await bruno.button('Settings').click();
  await bruno.page.getByRole('list', { name: 'Servers' }).getByRole('button', { name: `${new URL(other.url).host} You are` }).click();
  await bruno.sees('found it');
  assert.deepEqual(await bruno.roomNames(), ['cellar']);
});

test('from the demo one comes back to the server that was chosen before', async (t) => {
  const story = await newStory(t);
  const other = new SalaServer();
  t.after(() => other.stop());
  await other.start();
  const ana = await guestOn(other.url, story, 'Ana');
  await ana.joins('cellar');
  await ana.button('Settings').click();
  await ana.page.getByRole('list', { name: 'Servers' }).getByRole('button', { name: 'Demo' }).click();
  await ana.textbox('Your name').waitFor();
  await ana.joins('lobby');
  await ana.page.reload();
  await ana.composer.waitFor();
  assert.deepEqual(await ana.roomNames(), ['lobby']);
  await ana.button('Leave the demo').click();
  await ana.room('cellar').waitFor();
});

for (const [kind, answers, words] of [
  ['does not let pages from elsewhere read it', () => new Response('none'), 'Something answers at this address, but does not let pages'],
  ['is none', () => Response.json({}, { headers: { 'Access-Control-Allow-Origin': '*' } }), 'What answers at this address is no Sala server.'],
] as const) {
  test(`a server that ${kind} is said to be so`, async (t) => {
    const story = await newStory(t);
    const url = await startAnswering(t, answers);
    story.allows(url);
    const ana = await story.guest('Ana');
    ana.expectsTrouble();
    await ana.button('Settings').click();
    await (await ana.addressOfServer()).fill(url);
    await ana.button('Use this server').click();
    await eventually(async () => assert.ok((await ana.describes(ana.textbox('Address of another server'))).startsWith(words)));
  });
}

test('on a base-only server two people talk, and nobody is told who is here', async (t) => {
  const story = await newStory(t);
  const url = await startBase(t);
  const [ana, bruno] = await Promise.all([guestOn(url, story, 'Ana'), guestOn(url, story, 'Bruno')]);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await ana.writes('hi');
  await bruno.sees('hi');
  await bruno.writes('hello');
  await ana.sees('hello');
  await ana.sees('Bruno entrou na sala');
  await ana.page.getByText('This server does not tell who is here.').first().waitFor();
  await eventually(async () => assert.equal(await ana.counts('Sending'), 0));
  assert.equal(await ana.counts('hi'), 1);
});

test('on a base-only server a closed room counts what is unread, and a room can be left', async (t) => {
  const story = await newStory(t);
  const url = await startBase(t);
  const [ana, bruno] = await Promise.all([guestOn(url, story, 'Ana'), guestOn(url, story, 'Bruno')]);
  await ana.joins('lobby', 'garden');
  await bruno.joins('lobby');
  await bruno.writes('one');
  await bruno.writes('two');
  await ana.seesUnread('lobby', 2);
  await ana.opensRoom('lobby');
  await ana.leaves();
  await bruno.sees('Ana saiu da sala');
  assert.deepEqual(await ana.roomNames(), ['garden']);
});

test('name and rooms on a base-only server survive a reload', async (t) => {
  const story = await newStory(t);
  const ana = await guestOn(await startBase(t), story, 'Ana');
  await ana.joins('lobby', 'garden');
  await ana.writes('before');
  await ana.sees('before');
  await ana.page.reload();
  await ana.sees('before');
  assert.deepEqual(await ana.roomNames(), ['lobby', 'garden']);
});

test('on a page that is no secure context, as a phone has it, one joins, talks and reloads', async (t) => {
  const { guest, visitor, allows, server } = await newStory(t);
  const url = `http://${INSECURE_HOST}:${server.port}/`;
  allows(url);
  const [ana, bruno] = [await visitor('Ana'), await guest('Bruno')];
  await ana.opens(url);
  assert.equal(await ana.page.evaluate(() => isSecureContext), false);
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await ana.writes('from a phone');
  await bruno.sees('from a phone');
  await bruno.writes('from a desk');
  await ana.sees('from a desk');
  await ana.page.reload();
  await ana.sees('from a desk');
  await ana.writes('still me');
  await bruno.sees('still me');
});
