import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry } from '../../src/components/log-items.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { useLocale } from '../../src/locales/locale.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, painted, part, parts, textsOf } from './elements.ts';
import { happening, message, pending } from './entries.ts';

const TALK = Array.from({ length: 200 }, (_, index) => message('Bruno', `Message ${index}`));

async function shown(entries: readonly LogEntry[] = TALK, firstUnread?: string) {
  const log = await fixture<MessageLog>(html`
    <sala-message-log style="block-size: 20rem" .entries=${entries} .username=${'Ana'} .firstUnread=${firstUnread}></sala-message-log>
  `);
  await painted();
  const region = part(log, '[role=log]');
  const isInSight = (element: Element | undefined) => {
    const [inner, outer] = [element?.getBoundingClientRect(), region.getBoundingClientRect()];
    return inner !== undefined && inner.top >= outer.top && inner.bottom <= outer.bottom;
  };
  return {
    log,
    region,
    isAtEnd: () => region.scrollHeight - region.scrollTop - region.clientHeight < 2,
    news: () => textsOf(parts(log, '.news')),
    seesLine: () => isInSight(parts(log, '.unread')[0]),
    sees: (text: string) => isInSight(parts(log, '.text').find(({ textContent }) => textContent === text)),
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

afterEach(() => useLocale(['en']));

it('What others write is counted while one reads further up, in both languages', async () => {
  const { log, news, add, scrollTo } = await shown();
  await scrollTo(100);
  await add(message('Bruno', 'one'));
  expect(news()).to.deep.equal(['1 new']);
  await add(message('Clara', 'two'), happening('x', 'joined', 'Davi'), message('Davi', 'three'));
  expect(news()).to.deep.equal(['3 new']);
  await expectAccessible(log);
  await useLocale(['pt-BR']);
  await log.updateComplete;
  expect(news()).to.deep.equal(['3 novas']);
});

it('The button leads to the first that is new, and to the end only where all of it fits', async () => {
  const { log, isAtEnd, news, sees, add, scrollTo } = await shown();
  await scrollTo(100);
  await add(...Array.from({ length: 40 }, (_, index) => message('Bruno', `New ${index}`)));
  button(log, '40 new').click();
  await painted();
  expect(sees('New 0')).to.equal(true);
  expect(isAtEnd()).to.equal(false);
  expect(news()).to.deep.equal([]);
  await add(message('Bruno', 'later'));
  expect(news()).to.deep.equal(['1 new']);
  expect(sees('New 0')).to.equal(true);
  button(log, '1 new').click();
  await painted();
  expect(sees('later')).to.equal(true);
  expect(isAtEnd()).to.equal(true);
});

it('What was seen at the end is not counted again', async () => {
  const { region, news, add, scrollTo } = await shown();
  await scrollTo(100);
  await add(message('Bruno', 'one'), message('Bruno', 'two'));
  await scrollTo(region.scrollHeight);
  expect(news()).to.deep.equal([]);
  await scrollTo(100);
  await add(message('Bruno', 'three'));
  expect(news()).to.deep.equal(['1 new']);
});

it('A room opens where one had stopped reading', async () => {
  const { log, region, seesLine, sees, isAtEnd, news } = await shown(TALK, TALK[150]?.key);
  expect(seesLine()).to.equal(true);
  expect(sees('Message 150')).to.equal(true);
  expect(isAtEnd()).to.equal(false);
  expect(textsOf(parts(log, '.unread'))).to.deep.equal(['New']);
  expect(part(log, '.unread').getBoundingClientRect().top - region.getBoundingClientRect().top).to.be.greaterThan(30);
  expect(news()).to.deep.equal([]);
  await expectAccessible(log);
});

it('Where all that is unread fits, the room opens at its end', async () => {
  const { seesLine, isAtEnd, add } = await shown(TALK, TALK[198]?.key);
  expect(seesLine()).to.equal(true);
  expect(isAtEnd()).to.equal(true);
  await add(message('Bruno', 'new'));
  expect(isAtEnd()).to.equal(true);
});

it('The line comes and goes without moving what is read', async () => {
  const { log, seesLine, isAtEnd, add } = await shown(TALK);
  log.firstUnread = TALK[120]?.key;
  await log.updateComplete;
  await painted();
  expect(seesLine()).to.equal(true);
  await add(pending('Ana', 'mine', 'sending'));
  log.firstUnread = undefined;
  await log.updateComplete;
  await painted();
  expect(parts(log, '.unread').length).to.equal(0);
  expect(isAtEnd()).to.equal(true);
});

it('Of a long talk only what is near is drawn, and all of it by scrolling', async () => {
  const { log, region, sees, scrollTo } = await shown();
  expect(parts(log, 'li').length).to.equal(50);
  for (let drawn = 0; parts(log, 'li').length > drawn && drawn < 200;) {
    drawn = parts(log, 'li').length;
    const [first] = parts(log, '.text');
    await scrollTo(20);
    await painted();
    const place = first?.getBoundingClientRect().top ?? NaN;
    expect(place - region.getBoundingClientRect().top).to.be.within(-40, 80);
  }
  await scrollTo(0);
  expect(sees('Message 0')).to.equal(true);
});
