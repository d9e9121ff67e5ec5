import { expect } from '@open-wc/testing';
import { newestOfOthers, newestPending, toItems } from '../../src/components/log-items.ts';
import { EVENING, happening, message, MINUTE, pending } from './entries.ts';

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

it('The newest message of others is found behind what is one\'s own', () => {
  const entries = [message('Bruno', 'hi'), message('Ana', 'hello'), happening('Carla joined'), pending('Ana', 'later', 'sending')];
  expect(newestOfOthers(entries, 'Ana')).to.equal(entries[0]?.key);
  expect(newestPending(entries)).to.equal(entries[3]?.key);
  expect(newestOfOthers([], 'Ana')).to.equal(undefined);
});
