import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry } from '../../src/components/log-items.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { formatDay, formatMoment, formatTime } from '../../src/locales/format.ts';
import { expectAccessible } from '../support/a11y.ts';
import { part, parts, textsOf } from './elements.ts';
import { EVENING, gap, happening, message, pending } from './entries.ts';

const shown = (...entries: LogEntry[]) => fixture<MessageLog>(html`
  <sala-message-log style="block-size: 20rem" .entries=${entries} .username=${'Ana'}>
    <p slot="empty">Nobody else is here yet.</p>
  </sala-message-log>
`);

/** What is in the log and not an element's own: the texts of the messages. */
const messageTexts = (log: MessageLog) => parts(log, '.text').map(({ textContent }) => textContent);

it('The log is a log "Messages" that says nothing by itself and can be scrolled by keys', async () => {
  const log = await shown(message('Bruno', 'hi'));
  const region = part(log, '[role=log]');
  expect(region.getAttribute('aria-label')).to.equal('Messages');
  expect(region.getAttribute('aria-live')).to.equal('off');
  expect(region.tabIndex).to.equal(0);
  await expectAccessible(log);
});

it('The text of a message is the whole text of one element, to the last space', async () => {
  const texts = [
    '  two spaces, then\n\n    an indented line \n', '<b>bold?</b> &lt; <!-- no --> <script>alert(1)</script>',
    'Look: https://a.example/b (or https://b.example).', '\tتجربة 😀', 'x',
  ];
  const log = await shown(...texts.map((text) => message('Bruno', text)));
  expect(messageTexts(log)).to.deep.equal(texts);
  for (const element of parts(log, '.text')) expect(getComputedStyle(element).whiteSpace).to.equal('pre-wrap');
  expect(parts(log, '.text b, .text script').length).to.equal(0);
  await expectAccessible(log);
});

it('Whoever writes is named once for a group, with the time', async () => {
  const log = await shown(message('Bruno', 'one'), message('Bruno', 'two'), message('Carla', 'three'));
  expect(textsOf(parts(log, '.by'))).to.deep.equal([`Bruno ${formatTime(EVENING)}`, `Carla ${formatTime(EVENING)}`]);
  expect(part(log, 'time').title).to.equal(formatMoment(EVENING));
  expect(part<HTMLTimeElement>(log, 'time').dateTime).to.equal(new Date(EVENING).toISOString());
  await expectAccessible(log);
});

it('One\'s own messages stand apart, and screen readers are told whose they are', async () => {
  const log = await shown(message('Bruno', 'hi'), message('Ana', 'hello'));
  expect(textsOf(parts(log, '.own .text'))).to.deep.equal(['hello']);
  expect(textsOf(parts(log, '.own .by'))).to.deep.equal([`Ana ${formatTime(EVENING)}`]);
  const [others, own] = parts(log, '.text').map((element) => element.getBoundingClientRect());
  expect(own?.right).to.be.greaterThan((others?.right ?? 0) + 100);
  await expectAccessible(log);
});

it('Each day has its line', async () => {
  const log = await shown(message('Bruno', 'yesterday', EVENING - 86_400_000), message('Bruno', 'today'));
  expect(textsOf(parts(log, '.day'))).to.deep.equal([formatDay(EVENING - 86_400_000), formatDay(EVENING)]);
  await expectAccessible(log);
});

it('What happened is told in the reader\'s language where the server says what, else in its own words', async () => {
  const log = await shown(
    happening('x', 'joined', 'Bruno'), gap, happening('x', 'left', 'Bruno'), happening('Somebody joined.'),
    happening('x', 'timed_out', '<b>Carla</b>'),
  );
  expect(textsOf(parts(log, '.event'))).to.deep.equal([
    'Bruno joined the room', 'Some messages may be missing here', 'Bruno left the room', 'Somebody joined.',
    '<b>Carla</b> was away for too long',
  ]);
  await expectAccessible(log);
});

it('A message that is not confirmed says "Sending" beside its text, and one that is does not', async () => {
  const log = await shown(pending('Ana', 'hi', 'sending'), pending('Ana', 'there', 'sent'));
  expect(messageTexts(log)).to.deep.equal(['hi', 'there']);
  expect(textsOf(parts(log, '.sending > .visually-hidden'))).to.deep.equal(['Sending']);
  expect(textsOf(parts(log, '.message.sent > .visually-hidden'))).to.deep.equal([]);
  await expectAccessible(log);
});

it('A word without end does not widen the log', async () => {
  const endless = 'x'.repeat(500);
  const log = await shown(message('M'.repeat(32), endless), message('Ana', `https://a.example/${endless}`), happening('x', 'joined', endless));
  log.style.inlineSize = '18rem';
  const region = part(log, '[role=log]');
  expect(region.scrollWidth).to.equal(region.clientWidth);
  const edge = region.getBoundingClientRect().left + region.clientWidth;
  for (const element of parts(log, '.text, .event')) expect(element.getBoundingClientRect().right).to.be.at.most(edge);
});

it('As long as nobody has written anything, the log says what its page wants said', async () => {
  const log = await shown(happening('x', 'joined', 'Ana'));
  const words = log.querySelector('p');
  expect(words?.checkVisibility()).to.equal(true);
  await expectAccessible(log);
  log.entries = [...log.entries, pending('Ana', 'hi', 'sending')];
  await log.updateComplete;
  expect(words?.checkVisibility()).to.equal(false);
});

it('Where there is more on the device, nobody is told that nothing has been written', async () => {
  const log = await shown(happening('x', 'joined', 'Ana'));
  log.hasEarlier = true;
  await log.updateComplete;
  expect(log.querySelector('p')?.checkVisibility()).to.equal(false);
});

it('marks that are piled up stay in their bubble and row', async () => {
  const zalgo = `a${'\u0301\u0316\u0489'.repeat(60)}`;
  const log = await fixture<MessageLog>(html`<sala-message-log style="block-size: 20rem" username="Ana" .entries=${[
    message(zalgo, zalgo), { kind: 'event', key: 'e', at: Date.now(), text: '', event: 'joined', user: zalgo } as const,
  ]}></sala-message-log>`);
  for (const selector of ['.text', '.writer', '.event']) expect(getComputedStyle(part(log, selector)).overflow, selector).to.equal('clip');
});
