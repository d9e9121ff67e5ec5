import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry, PendingEntry } from '../../src/components/log-items.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, parts, press, textsOf, type } from './elements.ts';
import { MINUTE, pending } from './entries.ts';

const HOUR = 60 * MINUTE;

const shown = (...entries: LogEntry[]) => fixture<MessageLog>(html`
  <sala-message-log style="block-size: 20rem" .entries=${entries} .username=${'Ana'}></sala-message-log>
`);

const told = (log: MessageLog) => textsOf(parts(log, '.undelivered'));

const STATES: readonly [state: string, entry: PendingEntry, words: string, retry: string][] = [
  ['failed', pending('Ana', 'hi', 'failed', 'This room is full.'), 'Not sent. This room is full.', 'Retry'],
  ['perhaps arrived', pending('Ana', 'hi', 'unsure'), 'Perhaps not delivered.', 'Retry'],
  ['waited for long', pending('Ana', 'hi', 'late', '', Date.now() - 3 * HOUR), 'Send now? Written 3 hours ago.', 'Send now'],
];

for (const [state, entry, words, retry] of STATES) {
  it(`A message that ${state} says so, and can be sent or discarded from the keyboard`, async () => {
    const log = await shown(entry);
    expect(textsOf(parts(log, '.text'))).to.deep.equal(['hi']);
    expect(told(log)).to.deep.equal([`${words} ${retry} Discard`]);
    const retries = eventsOf<string>(log, 'sala-retry');
    const discards = eventsOf<string>(log, 'sala-discard');
    button(log, retry).focus();
    await press('Enter');
    expect([retries, discards]).to.deep.equal([[entry.key], []]);
    await press('Tab');
    expect(hasFocus(button(log, 'Discard'))).to.equal(true);
    await type(' ');
    expect([retries, discards]).to.deep.equal([[entry.key], [entry.key]]);
    await expectAccessible(log);
  });
}

it('Only what failed is in the colour of danger', async () => {
  const log = await shown(...STATES.map(([, entry]) => ({ ...entry, key: entry.state })));
  const [failed, unsure, late] = parts(log, '.undelivered').map((element) => getComputedStyle(element).color);
  expect(unsure).to.equal(late);
  expect(failed).to.not.equal(late);
});

it('What is on its way, or confirmed, leaves nothing to decide', async () => {
  const log = await shown(pending('Ana', 'one', 'sending'), pending('Ana', 'two', 'sent'));
  expect(told(log)).to.deep.equal([]);
});

it('What its writer is told ends where the message ends, and takes no more place than there is', async () => {
  const log = await shown(pending('Ana', 'hi', 'failed', 'x'.repeat(200)), pending('Ana', 'there', 'late', '', 0));
  log.style.inlineSize = '18rem';
  const region = part(log, '[role=log]');
  expect(region.scrollWidth).to.equal(region.clientWidth);
  const ends = (selector: string) => parts(log, selector).map((element) => Math.round(element.getBoundingClientRect().right));
  expect(ends('.undelivered')).to.deep.equal(ends('.text'));
  for (const { left } of parts(log, '.undelivered > *').map((element) => element.getBoundingClientRect())) {
    expect(left).to.be.at.least(region.getBoundingClientRect().left);
  }
});

it('How long ago a message was written stays true while the page is open', async () => {
  const { setInterval: real, Date: { now } } = window;
  let tick = () => {};
  window.setInterval = ((handler: () => void) => { tick = handler; return 0; }) as typeof setInterval;
  try {
    const log = await shown(pending('Ana', 'hi', 'late', '', now() - 59.9 * MINUTE));
    expect(told(log)[0]).to.contain('59 minutes ago');
    Date.now = () => now() + MINUTE;
    tick();
    await log.updateComplete;
    expect(told(log)[0]).to.contain('1 hour ago');
  } finally {
    window.setInterval = real;
    Date.now = now;
  }
});
