import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry } from '../../src/components/log-items.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { expectAccessible } from '../support/a11y.ts';
import { painted, part, parts } from './elements.ts';
import { echo, EVENING, message, MINUTE, pending } from './entries.ts';

const TALK = Array.from({ length: 40 }, (_, index) => message('Bruno', `Message ${index}`));

async function shown(...entries: LogEntry[]) {
  const log = await fixture<MessageLog>(html`
    <sala-message-log style="block-size: 20rem" .entries=${entries} .username=${'Ana'}></sala-message-log>
  `);
  await painted();
  const region = part(log, '[role=log]');
  return {
    log,
    region,
    lastItem: () => parts(log, 'li').at(-1),
    /** Where all of the talk is on the screen. */
    places: () => parts(log, 'li, .text').map((element) => {
      const { top, left, width, height } = element.getBoundingClientRect();
      return [top, left, width, height];
    }),
    async becomes(...next: LogEntry[]) {
      log.entries = next;
      await log.updateComplete;
      await painted();
    },
  };
}

it('An echo takes the element of its pending copy, and nothing moves', async () => {
  const waits = pending('Ana', 'mine', 'sending', '', EVENING + MINUTE);
  const { log, region, lastItem, places, becomes } = await shown(...TALK, waits);
  const [item, before, scrollTop] = [lastItem(), places(), region.scrollTop];
  await becomes(...TALK, { ...waits, state: 'sent' });
  await becomes(...TALK, echo(waits, EVENING + 2 * MINUTE));
  expect(lastItem() === item).to.equal(true);
  expect(places()).to.deep.equal(before);
  expect(region.scrollTop).to.equal(scrollTop);
  await expectAccessible(log);
});

it('Nothing moves either where the message was on its way for long, or the clocks differ', async () => {
  const [one, two] = ['one', 'two'].map((text) => pending('Ana', text, 'sending', '', EVENING + MINUTE));
  if (!one || !two) throw new Error('Failed to make two messages.');
  const talk = [...TALK, message('Ana', 'mine too')];
  const { places, becomes } = await shown(...talk, one, two);
  const before = places();
  await becomes(...talk, echo(one, EVENING + 30 * MINUTE), two);
  expect(places()).to.deep.equal(before);
  await becomes(...talk, echo(one, EVENING + 30 * MINUTE), echo(two, EVENING + 31 * MINUTE));
  expect(places()).to.deep.equal(before);
});

it('Who reads further up does not notice the echo', async () => {
  const waits = pending('Ana', 'mine', 'sending');
  const { region, lastItem, places, becomes } = await shown(...TALK, waits);
  region.scrollTop = 123;
  await painted();
  const [item, before] = [lastItem(), places()];
  await becomes(...TALK, echo(waits));
  expect(lastItem() === item).to.equal(true);
  expect(places()).to.deep.equal(before);
  expect(region.scrollTop).to.equal(123);
});
