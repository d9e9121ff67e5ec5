import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry } from '../../src/components/log-items.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, painted, part, parts, press, textsOf } from './elements.ts';
import { message } from './entries.ts';

const logged = (...entries: LogEntry[]) => fixture<MessageLog>(html`
  <sala-message-log style="block-size: 30rem" username="Ana" .entries=${entries}></sala-message-log>`);

const shown = (log: MessageLog) => parts(log, '.text').map(({ textContent }) => textContent);

it('A message that is too long is drawn in part, and as a whole by a button that keys reach', async () => {
  const text = 'word '.repeat(13_000);
  const log = await logged(message('Bruno', 'hi'), message('Bruno', text));
  expect(shown(log)).to.deep.equal(['hi', text.slice(0, 1_500).trimEnd()]);
  await expectAccessible(log);
  part(log, '[role=log]').focus();
  await press('Tab');
  const all = button(log, 'Show all');
  expect(hasFocus(all)).to.equal(true);
  await press('Enter');
  await log.updateComplete;
  await painted();
  expect(shown(log)).to.deep.equal(['hi', text]);
  expect(textsOf(parts(log, 'li button'))).not.to.include('Show all');
  expect(hasFocus(parts(log, 'li')[1])).to.equal(true);
});

it('Who has the whole of a message shown goes on reading where they were', async () => {
  const log = await logged(message('Bruno', 'hi'), message('Bruno', 'line\n'.repeat(60_000)));
  await painted();
  const region = part(log, '[role=log]');
  const { scrollTop } = region;
  button(log, 'Show all').click();
  await log.updateComplete;
  await painted();
  expect(region.scrollHeight).to.be.greaterThan(100_000);
  expect(Math.abs(region.scrollTop - scrollTop)).to.be.lessThan(2);
});

it('A text of many lines is one text to draw, not one for each line', async () => {
  const log = await logged(message('Bruno', 'line\n'.repeat(60_000)));
  button(log, 'Show all').click();
  await log.updateComplete;
  const nodes = document.createTreeWalker(part(log, '.text'), NodeFilter.SHOW_ALL);
  let count = 0;
  while (nodes.nextNode()) count++;
  expect(count).to.be.lessThan(20);
});

it('A line of the system that is too long is cut', async () => {
  const log = await logged({ kind: 'event', key: 'x', at: Date.now(), text: 'x'.repeat(60_000), event: undefined, user: undefined });
  expect(textsOf(parts(log, '.event'))).to.deep.equal(['x'.repeat(1_500)]);
});

it('The longest and strangest of messages are all drawn', async () => {
  const texts = ['*a _b '.repeat(650) + 'c_ d* '.repeat(650), '> \n'.repeat(2_600), '`a` '.repeat(1_900), '`a` '.repeat(16_000), 'http://a.example/ '.repeat(3_600), 'x'.repeat(65_536), '@'.repeat(65_536)];
  const log = await logged(...texts.map((text) => message('Bruno', text)));
  for (const one of texts.keys()) {
    expect(shown(log)[one]?.length).to.be.greaterThan(20);
    button(log, 'Show all').click();
    await log.updateComplete;
  }
  expect(Math.min(...shown(log).map(({ length }) => length))).to.be.greaterThan(2_500);
});

it('What happened at the last moment that there can be is drawn as well', async () => {
  const log = await logged({ ...message('Bruno', 'hi'), at: 8.64e15 });
  expect(shown(log)).to.deep.equal(['hi']);
});
