// Servers that a link may lead to, which no page may trust.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { endless, HostileHttp, type Trick } from '../support/hostile-http.ts';
import { stories, type Story } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

const NOT_UNDERSTOOD = 'This server sent something that Sala does not understand.';

const message = (more: object) => ({ type: 'message', username: 'Eve', message: 'hi', timestamp: 1_790_000_001, id: 'x', ...more });
const received = (more: object): Trick => () => ({ messages: [message(more)], epoch: 'e.1' });
const many = <T>(count: number, one: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => one(index));

/** Somebody who follows a link to a hostile server. */
async function invited(t: TestContext, tricks: Record<string, Trick> = {}): Promise<{ ana: Visitor; hostile: HostileHttp; story: Story }> {
  const story = await newStory(t);
  const hostile = new HostileHttp();
  await hostile.start(t);
  hostile.turns(tricks);
  story.allows(hostile.url);
  const ana = await story.visitor('Ana');
  ana.expectsTrouble();
  await ana.opens(`${story.server.url}#/lobby?server=${hostile.url}`);
  return { ana, hostile, story };
}

const TRICKS: [what: string, tricks: Record<string, Trick>][] = [
  ['100,000 people', { '/people': () => ({ people: many(100_000, (index) => `guest ${index}`) }) }],
  ['people without end', { '/people': endless }],
  ['a time that does not exist', { '/receive': received({ timestamp: 1e300 }) }],
  ['a text of 40 MB', { '/receive': received({ message: 'x'.repeat(40_000_000) }) }],
  ['a text beyond the bound', { '/receive': received({ message: 'x'.repeat(65_537) }) }],
  ['a name of 3 MB', { '/receive': received({ username: 'x'.repeat(3_000_000) }) }],
  ['100,000 messages', { '/receive': () => ({ messages: many(100_000, (index) => message({ id: String(index) })), epoch: 'e.1' }) }],
  ['rooms without end', { '/user_rooms': endless }],
];

for (const [what, tricks] of TRICKS) {
  test(`Who is sent ${what} is told so, then and at the next start, and goes elsewhere`, async (t) => {
    const { ana, hostile, story } = await invited(t);
    await ana.joins('lobby');
    await ana.sees('welcome');
    hostile.turns(tricks);
    await ana.page.reload();
    await ana.seesStatus(NOT_UNDERSTOOD);
    await ana.page.reload();
    await ana.sees('welcome');
    await ana.seesStatus(NOT_UNDERSTOOD);
    await ana.chooses(story.server.url);
    await ana.joins('kitchen');
    await ana.writes('it is quiet here');
    await ana.sees('it is quiet here');
  });
}

test('A server whose /health has no end is told before anybody joins, and others are reached', async (t) => {
  const { ana, story } = await invited(t, { '/health': endless });
  await ana.button('Join').waitFor();
  await ana.seesStatus(NOT_UNDERSTOOD);
  await ana.chooses(story.server.url);
  await ana.seesStatus('Connected');
});

test('A thousand of the longest and strangest messages are shown in part, and the page stays there to be used', async (t) => {
  const pieces = ['word ', 'x', '\n', '@', '`a` ', '*a _b ', '> \n', 'http://a.example/ '];
  let turn = 0;
  const { ana, hostile } = await invited(t);
  await ana.joins('lobby');
  await ana.sees('welcome');
  hostile.turns({
    '/receive': () => ({
      messages: many(20, () => {
        const piece = pieces[++turn % pieces.length] ?? '';
        return message({ id: String(turn), message: piece.repeat(65_536 / piece.length), timestamp: 1_790_000_000 + turn });
      }),
      epoch: 'e.1',
    }),
  });
  await eventually(async () => assert.ok(turn > 100));
  await ana.button('Show all').last().waitFor();
  await ana.composer.fill('still here');
  assert.equal(await ana.composer.inputValue(), 'still here');
});

test('A server that answers a waiting poll at once is asked about once a second', async (t) => {
  const { ana, hostile } = await invited(t);
  await ana.joins('lobby');
  await ana.sees('welcome');
  hostile.turns({ '/receive': () => ({ messages: [], epoch: 'e.1' }) });
  const asked = () => hostile.asked.get('/receive') ?? 0;
  const [before, from] = [asked(), performance.now()];
  await eventually(async () => assert.ok(asked() >= before + 5));
  assert.ok(performance.now() - from > 3_500, `It took ${performance.now() - from} ms to be asked 5 times.`);
});

test('What an older version has kept of such a server is shown within bounds', async (t) => {
  const { ana, hostile } = await invited(t);
  await ana.joins('lobby');
  await ana.sees('welcome');
  await ana.page.evaluate(async (server) => {
    const opening = indexedDB.open('sala');
    await new Promise((resolve) => { opening.addEventListener('success', resolve); });
    const transaction = opening.result.transaction(['entries', 'rooms'], 'readwrite');
    const row = { server, room: 'lobby', epoch: 'e.1', rank: 1, place: 0, kind: 'message', id: 'z' };
    transaction.objectStore('entries').put({ ...row, key: 'late', timestamp: 1e300, writer: 'Eve', text: 'from the end of time' });
    transaction.objectStore('entries').put({ ...row, key: 'long', timestamp: 1_790_000_002, writer: 'x'.repeat(3_000_000), text: 'y'.repeat(40_000_000) });
    const rooms = transaction.objectStore('rooms');
    const reading = rooms.get([server, 'lobby']);
    await new Promise((resolve) => { reading.addEventListener('success', resolve); });
    const room = reading.result as { epochs: object[] };
    rooms.put({ ...room, epochs: room.epochs.map((epoch) => ({ ...epoch, cursor: 1e300 })) }, [server, 'lobby']);
    await new Promise((resolve) => { transaction.addEventListener('complete', resolve); });
    opening.result.close();
  }, hostile.url);
  hostile.turns({ '/receive': received({ message: 'said since', id: 'since', timestamp: 1_790_000_003 }) });
  await ana.page.reload();
  for (const text of ['welcome', 'from the end of time', 'said since']) await ana.sees(text);
  await ana.button('Show all').waitFor();
});
