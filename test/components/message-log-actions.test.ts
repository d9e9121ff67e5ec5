import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry } from '../../src/components/log-items.ts';
import type { MessageLog, ReplyDetail } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, painted, part, parts, press, until } from './elements.ts';
import { EVENING, happening, message, MINUTE, pending } from './entries.ts';

const TALK = [
  message('Bruno', 'one'), happening('x', 'joined', 'Clara'), message('Clara', 'two', EVENING + MINUTE),
  message('Ana', 'three', EVENING + 2 * MINUTE), pending('Ana', 'four', 'sending'),
];

async function shown(entries: readonly LogEntry[] = TALK) {
  const log = await fixture<MessageLog>(html`
    <sala-message-log style="block-size: 20rem" .entries=${entries} .username=${'Ana'}></sala-message-log>
  `);
  await painted();
  const item = (text: string) => parts(log, 'li').find((one) => one.querySelector('.text')?.textContent === text);
  return {
    log,
    region: part(log, '[role=log]'),
    item,
    replies: eventsOf<ReplyDetail>(log, 'sala-reply'),
    tools: () => parts(log, '.tools').map((one) => one.closest('.message')?.querySelector('.text')?.textContent),
    places: () => parts(log, 'li, .text').map((one) => JSON.stringify(one.getBoundingClientRect())),
    tap: (text: string, pointerType = 'touch') => {
      const target = item(text)?.querySelector('.text');
      target?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType }));
      target?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    },
  };
}

it('From the log the arrows lead into its messages and from one to the next, past what happened', async () => {
  const { region, item, log } = await shown();
  region.focus();
  await press('ArrowUp');
  expect(hasFocus(item('four'))).to.equal(true);
  for (const text of ['three', 'two', 'one', 'one']) {
    await press('ArrowUp');
    expect(hasFocus(item(text))).to.equal(true);
  }
  await press('ArrowDown');
  expect(hasFocus(item('two'))).to.equal(true);
  await log.updateComplete;
  await expectAccessible(log);
});

it('Enter and R answer the message that has the focus, and nothing that waits', async () => {
  const { region, replies } = await shown();
  region.focus();
  await press('ArrowUp');
  await press('Enter');
  expect(replies).to.deep.equal([]);
  await press('ArrowUp');
  await press('r');
  await press('ArrowUp');
  await press('Enter');
  expect(replies).to.deep.equal([{ writer: 'Ana', text: 'three' }, { writer: 'Clara', text: 'two' }]);
});

it('Tab leads from a message to what can be done with it', async () => {
  const { log, region, replies, tools } = await shown();
  region.focus();
  await press('ArrowUp');
  await press('ArrowUp');
  await press('ArrowUp');
  await log.updateComplete;
  expect(tools()).to.deep.equal(['two']);
  await press('Tab');
  expect(hasFocus(button(log, 'Reply to Clara'))).to.equal(true);
  await press('Enter');
  expect(replies).to.deep.equal([{ writer: 'Clara', text: 'two' }]);
  await press('ArrowUp');
  await log.updateComplete;
  expect(tools()).to.deep.equal(['one']);
});

it('What can be done appears below the mouse, and moves nothing', async () => {
  const { log, item, tools, places } = await shown();
  const before = places();
  const over = (text: string) => item(text)?.querySelector('.text')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
  for (const text of ['one', 'three']) {
    over(text);
    await log.updateComplete;
    expect(tools()).to.deep.equal([text]);
    expect(places()).to.deep.equal(before);
    await expectAccessible(log);
  }
  part(log, '[role=log]').dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
  await log.updateComplete;
  expect(tools()).to.deep.equal([]);
});

it('Who is a little above the end stays there when the mouse is above a message', async () => {
  const { log, region, tools, item } = await shown(Array.from({ length: 30 }, (_, index) => message('Bruno', `Message ${index}`)));
  region.scrollTop -= 30;
  await painted();
  const before = region.scrollTop;
  item('Message 29')?.querySelector('.text')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
  await log.updateComplete;
  await painted();
  expect(tools()).to.deep.equal(['Message 29']);
  expect(region.scrollTop).to.equal(before);
});

it('A tap shows it, and another one hides it', async () => {
  const { log, tools, tap } = await shown();
  for (const [text, shows] of [['two', ['two']], ['one', ['one']], ['one', []]] as const) {
    tap(text);
    await log.updateComplete;
    expect(tools()).to.deep.equal(shows);
  }
  tap('two', 'mouse');
  await log.updateComplete;
  expect(tools()).to.deep.equal([]);
});

it('In a narrow log it stays within', async () => {
  const { log, region, tap } = await shown([message('Bruno', 'long '.repeat(40)), message('Ana', 'mine '.repeat(40))]);
  log.style.inlineSize = '18rem';
  for (const text of ['long '.repeat(40), 'mine '.repeat(40)]) {
    tap(text);
    await log.updateComplete;
    await painted();
    const [tools, edges] = [part(log, '.tools').getBoundingClientRect(), region.getBoundingClientRect()];
    expect(tools.left).to.be.at.least(edges.left);
    expect(tools.right).to.be.at.most(edges.right);
    expect(region.scrollWidth).to.equal(region.clientWidth);
  }
});

it('A text is copied to the last space, and that is said', async () => {
  const copied: string[] = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true, value: { writeText: async (text: string) => { copied.push(text); } },
  });
  try {
    const { log, tap } = await shown([message('Bruno', '  two  lines\nof text ')]);
    tap('  two  lines\nof text ');
    await log.updateComplete;
    button(log, 'Copy text').click();
    await until(() => part(log, '[aria-live=polite]').textContent === 'Copied');
    expect(copied).to.deep.equal(['  two  lines\nof text ']);
  } finally {
    delete (navigator as { clipboard?: unknown }).clipboard;
  }
});
