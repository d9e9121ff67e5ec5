import { expect } from '@open-wc/testing';
import { countAbove, lastTold, newestPending, toItems, writtenAfter } from '../../src/components/log-items.ts';
import { echo, EVENING, happening, message, MINUTE, pending } from './entries.ts';

const groupStarts = (...entries: Parameters<typeof toItems>[0]) => toItems(entries).map(({ startsGroup }) => startsGroup);

it('What one writer says within five minutes is one group', () => {
  expect(groupStarts(
    message('Ana', 'one'), message('Ana', 'two', EVENING + MINUTE), message('Ana', 'three', EVENING + 5 * MINUTE),
    message('Ana', 'four', EVENING + 10 * MINUTE),
  )).to.deep.equal([true, false, false, true]);
});

it('Another writer, or something that happens in between, begins a new group', () => {
  expect(groupStarts(
    message('Ana', 'one'), message('Bruno', 'two'), happening('Carla joined'), message('Bruno', 'three'),
  )).to.deep.equal([true, true, true, true]);
});

it('What is on its way belongs to the group of its writer', () => {
  expect(groupStarts(message('Ana', 'one'), pending('Ana', 'two', 'sending'))).to.deep.equal([true, false]);
});

it('Each day begins once, and begins a group', () => {
  const midnight = new Date(2026, 10, 24).getTime();
  const items = toItems([message('Ana', 'one', midnight - 1), message('Ana', 'two', midnight), message('Ana', 'three', midnight + 1)]);
  expect(items.map(({ startsDay }) => startsDay)).to.deep.equal([true, true, false]);
  expect(items.map(({ startsGroup }) => startsGroup)).to.deep.equal([true, true, false]);
});

it('The day is not turned back by what was written before and still waits', () => {
  const items = toItems([
    message('Bruno', 'today'), pending('Ana', 'yesterday', 'late', '', EVENING - 86_400_000), pending('Ana', 'now', 'sending'),
  ]);
  expect(items.map(({ startsDay }) => startsDay)).to.deep.equal([true, false, false]);
});

it('A message stays in the group of its pending copy, however late it arrives', () => {
  const waits = pending('Ana', 'two', 'sending', '', EVENING + MINUTE);
  expect(groupStarts(message('Ana', 'one'), echo(waits, EVENING + 20 * MINUTE))).to.deep.equal([true, false]);
  const next = message('Ana', 'three', EVENING + 2 * MINUTE);
  expect(groupStarts(message('Ana', 'one'), echo(waits, EVENING + 20 * MINUTE), next)).to.deep.equal([true, false, false]);
});

it('What was put above is counted, and nothing where all is new', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((text) => message('Ana', text));
  if (!one || !two || !three) throw new Error('Failed to make three messages.');
  expect(countAbove([one, two, three], [two])).to.equal(1);
  expect(countAbove([two, three], [two])).to.equal(0);
  expect(countAbove([one, two], [three])).to.equal(0);
  expect(countAbove([one, two], [])).to.equal(0);
});

it('What others wrote after the last that was told is new, and nothing that waits or happened', () => {
  const former = [message('Bruno', 'hi'), message('Ana', 'hello'), happening('Carla joined'), pending('Ana', 'later', 'sending')];
  const seen = lastTold(former);
  expect(seen).to.equal(former[2]?.key);
  expect(newestPending(former)).to.equal(former[3]?.key);
  const [news, more] = [message('Bruno', 'news'), message('Carla', 'more')];
  const entries = [...former.slice(0, 3), news, message('Ana', 'mine'), happening('Davi joined'), more, ...former.slice(3)];
  expect(writtenAfter(entries, seen, 'Ana')).to.deep.equal([news.key, more.key]);
  expect(writtenAfter(former, seen, 'Ana')).to.deep.equal([]);
  expect([lastTold([]), lastTold(former.slice(3))]).to.deep.equal([undefined, undefined]);
});

it('Comings and goings in a row are one item, known by the first, until somebody writes or a day begins', () => {
  const midnight = new Date(2026, 10, 24).getTime();
  const came = ['Bruno', 'Carla', 'Davi', 'Édith'].map((name) => happening('x', 'joined', name));
  const items = toItems([
    ...came.slice(0, 2), message('Bruno', 'hi'), happening('Something happened'), ...came.slice(2),
    { ...happening('x', 'left', 'Davi'), at: midnight },
  ]);
  expect(items.map(({ passages }) => passages.map(({ user }) => user))).to.deep.equal([
    ['Bruno', 'Carla'], [], [], ['Davi', 'Édith'], ['Davi'],
  ]);
  expect(items[0]?.entry).to.equal(came[0]);
});

it('Where one had stopped reading a group begins', () => {
  const entries = ['one', 'two', 'three'].map((text) => message('Bruno', text));
  const items = toItems(entries, entries[1]?.key);
  expect(items.map(({ startsUnread }) => startsUnread)).to.deep.equal([false, true, false]);
  expect(items.map(({ startsGroup }) => startsGroup)).to.deep.equal([true, true, false]);
});
