import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry } from '../../src/components/log-items.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, painted, part, parts } from './elements.ts';
import { happening, message, pending } from './entries.ts';

const TALK = Array.from({ length: 40 }, (_, index) => message('Bruno', `Message ${index}`));

async function shown(entries: readonly LogEntry[] = TALK) {
  const log = await fixture<MessageLog>(html`
    <sala-message-log style="block-size: 20rem" .entries=${entries} .username=${'Ana'}></sala-message-log>
  `);
  await painted();
  const region = part(log, '[role=log]');
  return {
    log,
    region,
    isAtEnd: () => region.scrollHeight - region.scrollTop - region.clientHeight < 2,
    hasNews: () => parts(log, '.news').length > 0,
    async add(...added: LogEntry[]) {
      log.entries = [...log.entries, ...added];
      await log.updateComplete;
      await painted();
    },
    async scrollTo(place: number) {
      region.scrollTop = place;
      await painted();
    },
  };
}

it('The log opens at its end', async () => {
  const { isAtEnd } = await shown();
  expect(isAtEnd()).to.equal(true);
});

it('A short talk stands at the end of the log', async () => {
  const { region, log } = await shown([message('Bruno', 'hi')]);
  expect(region.getBoundingClientRect().bottom - part(log, '.text').getBoundingClientRect().bottom).to.be.lessThan(30);
});

it('Who is at the end sees what is new', async () => {
  const { isAtEnd, hasNews, add } = await shown();
  await add(message('Bruno', 'new\n'.repeat(30)));
  expect(isAtEnd()).to.equal(true);
  expect(hasNews()).to.equal(false);
});

it('Who reads further up stays there, and is told that there is something new', async () => {
  const { log, region, hasNews, add, scrollTo } = await shown();
  await scrollTo(100);
  await add(message('Bruno', 'new'));
  expect(region.scrollTop).to.equal(100);
  expect(hasNews()).to.equal(true);
  await expectAccessible(log);
});

it('The button leads to what is new, and goes', async () => {
  const { log, isAtEnd, hasNews, add, scrollTo } = await shown();
  await scrollTo(0);
  await add(message('Bruno', 'new'));
  button(log, '1 new').click();
  await painted();
  expect(isAtEnd()).to.equal(true);
  expect(hasNews()).to.equal(false);
  await add(message('Bruno', 'newer'));
  expect(isAtEnd()).to.equal(true);
});

it('Who scrolls to the end by hand follows again', async () => {
  const { region, isAtEnd, hasNews, add, scrollTo } = await shown();
  await scrollTo(0);
  await add(message('Bruno', 'new'));
  await scrollTo(region.scrollHeight);
  expect(hasNews()).to.equal(false);
  await add(message('Bruno', 'newer'));
  expect(isAtEnd()).to.equal(true);
});

it('What is new is told of also where a message of one\'s own waits below it', async () => {
  const { hasNews, add, scrollTo, log } = await shown([...TALK, pending('Ana', 'waits', 'sending')]);
  await scrollTo(0);
  log.entries = [...TALK, message('Bruno', 'new'), pending('Ana', 'waits', 'sending')];
  await add();
  expect(hasNews()).to.equal(true);
});

it('Who comes and goes, and the echo of one\'s own message, are no new messages', async () => {
  const { region, hasNews, add, scrollTo, log } = await shown([...TALK, pending('Ana', 'waits', 'sending')]);
  await scrollTo(0);
  log.entries = [...TALK, message('Ana', 'waits')];
  await add(happening('x', 'joined', 'Carla'));
  expect(hasNews()).to.equal(false);
  expect(region.scrollTop).to.equal(0);
});

it('Who writes is taken to what was written', async () => {
  const { isAtEnd, add, scrollTo } = await shown();
  await scrollTo(0);
  await add(pending('Ana', 'mine', 'sending'));
  expect(isAtEnd()).to.equal(true);
});

it('The end stays in sight when the log becomes lower, as above a keyboard', async () => {
  const { log, isAtEnd } = await shown();
  log.style.blockSize = '8rem';
  await painted();
  expect(isAtEnd()).to.equal(true);
});

it('The log follows also after it was moved within the page', async () => {
  const { log, isAtEnd } = await shown();
  log.parentElement?.append(log);
  await painted();
  log.style.blockSize = '8rem';
  await painted();
  expect(isAtEnd()).to.equal(true);
});

it('What arrives never moves the focus', async () => {
  const { region, add, scrollTo } = await shown();
  const field = await fixture<HTMLInputElement>(html`<input aria-label="Elsewhere">`);
  field.focus();
  await add(message('Bruno', 'new'));
  await scrollTo(0);
  await add(message('Bruno', 'newer'), pending('Ana', 'mine', 'failed', 'Why'));
  expect(hasFocus(field)).to.equal(true);
  region.focus();
  await add(message('Bruno', 'newest'));
  expect(hasFocus(region)).to.equal(true);
});

it('a log that the composer makes lower and higher is still at its end', async () => {
  const { log, region, isAtEnd, hasNews, add } = await shown();
  // As where a script measures the field: it is as low as one line for a moment.
  for (const size of ['24rem', '12rem']) {
    log.style.blockSize = size;
    expect(region.clientHeight).to.be.greaterThan(0);
  }
  region.dispatchEvent(new Event('scroll'));
  await painted();
  expect(isAtEnd()).to.equal(true);
  await add(message('Bruno', 'still here'));
  expect(isAtEnd()).to.equal(true);
  expect(hasNews()).to.equal(false);
});
