import { expect } from '@open-wc/testing';
import { countAbove, newestOfOthers, newestPending, toItems } from '../../src/components/log-items.ts';
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

it('The newest message of others is found behind what is one\'s own', () => {
  const entries = [message('Bruno', 'hi'), message('Ana', 'hello'), happening('Carla joined'), pending('Ana', 'later', 'sending')];
  expect(newestOfOthers(entries, 'Ana')).to.equal(entries[0]?.key);
  expect(newestPending(entries)).to.equal(entries[3]?.key);
  expect(newestOfOthers([], 'Ana')).to.equal(undefined);
});
