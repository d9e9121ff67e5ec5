import { expect } from '@open-wc/testing';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { itWhere, painted, part, parts, resize, textsOf, until } from './elements.ts';
import { PageServer } from './page-server.ts';

before(() => resize(1280, 800));
afterEach(closeSessions);

/** How often an element is rendered from now on. */
function rendersOf(element: Element & { render(): unknown }): () => number {
  const { render } = element;
  let count = 0;
  element.render = () => {
    count++;
    return render.call(element);
  };
  return () => count;
}

it('A room that is opened again shows where one had stopped reading, until one writes or goes elsewhere', async () => {
  const server = new PageServer();
  const session = await server.session('Ana', 'books', 'lobby');
  const { page, log, opens, sees, writes } = await chatPage(session);
  await server.says('Bruno', 'lobby', 'read');
  await until(() => sees().includes('read'));
  const lines = () => parts(log(), 'li:has(.unread) .text').map(({ textContent }) => textContent);
  expect(lines()).to.deep.equal([]);

  await opens('books');
  for (const text of ['first', 'second']) await server.says('Bruno', 'lobby', text);
  await until(() => session.rooms.some(({ unread }) => unread === 2));
  await opens('lobby');
  await painted();
  expect(lines()).to.deep.equal(['first']);
  await expectAccessible(page);
  await server.says('Bruno', 'lobby', 'third');
  await until(() => sees().includes('third'));
  expect(lines()).to.deep.equal(['first']);
  writes('mine');
  await until(() => lines().length === 0);

  await opens('books');
  await server.says('Bruno', 'lobby', 'fourth');
  await until(() => session.rooms.some(({ unread }) => unread === 1));
  await opens('lobby');
  await painted();
  expect(lines()).to.deep.equal(['fourth']);
  await opens('books');
  await opens('lobby');
  await painted();
  expect(lines()).to.deep.equal([]);
});

it('Polls that bring nothing new draw nothing', async () => {
  const server = new PageServer({ isBase: true });
  const session = await server.session('Ana', 'books', 'lobby');
  const { page, log, sees } = await chatPage(session);
  await server.says('Bruno', 'lobby', 'hi');
  await until(() => sees().includes('hi'));
  await painted();
  const list = part<HTMLElement & { render(): unknown }>(page, 'sala-room-list');
  const counts = [page, log() as HTMLElement & { render(): unknown }, list].map((element) =>
    rendersOf(element as Element & { render(): unknown }));
  const before = session.active?.answered ?? NaN;
  await until(() => (session.active?.answered ?? 0) >= before + 3);
  expect(counts.map((count) => count())).to.deep.equal([0, 0, 0]);
  await server.says('Bruno', 'lobby', 'again');
  await until(() => sees().includes('again'));
  expect(counts.every((count) => count() > 0)).to.equal(true);
});

it('One message more draws itself, and nothing of what is there', async () => {
  const server = new PageServer();
  const { log, sees } = await chatPage(await server.session('Ana', 'lobby'));
  for (let index = 0; index < 10; index++) await server.says('Bruno', 'lobby', `Message ${index}`);
  await until(() => sees().includes('Message 9'));
  await painted();
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  const items = parts(log(), 'li');
  for (const item of items) observer.observe(item, { subtree: true, childList: true, attributes: true, characterData: true });
  await server.says('Bruno', 'lobby', 'one more');
  await until(() => sees().includes('one more'));
  await painted();
  expect(changes.concat(observer.takeRecords()).length).to.equal(0);
  observer.disconnect();
});

const itWhereShiftsAreTold = itWhere(PerformanceObserver.supportedEntryTypes.includes('layout-shift'), 'this browser does not tell of layout shifts');

itWhereShiftsAreTold('Nothing moves when messages come, wherever one reads', async () => {
  const server = new PageServer();
  const { log, sees } = await chatPage(await server.session('Ana', 'lobby'));
  for (let index = 0; index < 40; index++) await server.says('Bruno', 'lobby', `Message ${index}`);
  await until(() => sees().includes('Message 39'));
  await painted();
  let shift = 0;
  const note = (list: { getEntries(): PerformanceEntryList }) => {
    for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
  };
  const observer = new PerformanceObserver(note);
  observer.observe({ type: 'layout-shift' });
  const region = part(log(), '[role=log]');
  for (const [text, place] of [['at the end', region.scrollHeight], ['further up', 300]] as const) {
    region.scrollTop = place;
    await painted();
    await server.says('Clara', 'lobby', text);
    await until(() => sees().includes(text));
    await painted();
    note({ getEntries: () => observer.takeRecords() });
    expect(shift, text).to.equal(0);
  }
  expect(textsOf(parts(log(), '.news'))).to.deep.equal(['1 new']);
  observer.disconnect();
});
