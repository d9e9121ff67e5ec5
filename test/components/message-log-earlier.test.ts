import { expect, fixture, html } from '@open-wc/testing';
import type { LogEntry } from '../../src/components/log-items.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { expectAccessible } from '../support/a11y.ts';
import { hasFocus, painted, part, parts, press } from './elements.ts';
import { EVENING, happening, message, MINUTE } from './entries.ts';

const BATCH = 40;

/** The talk of one evening, each text of its own height. */
const ALL = Array.from({ length: 5 * BATCH }, (_, index) =>
  message(index % 3 === 0 ? 'Ana' : 'Bruno', `Message ${index}${' and so on'.repeat((index * 7) % 30)}`, EVENING + index * MINUTE));

const last = (count: number) => ALL.slice(-count);

async function shown(entries: readonly LogEntry[], hasEarlier = true) {
  const asked: null[] = [];
  const log = await fixture<MessageLog>(html`
    <sala-message-log style="block-size: 20rem; inline-size: 24rem" .entries=${entries} .username=${'Ana'} .hasEarlier=${hasEarlier}
      @sala-earlier=${() => asked.push(null)}></sala-message-log>
  `);
  await painted();
  const region = part(log, '[role=log]');
  const text = (words: string) => parts(log, '.text').find(({ textContent }) => textContent.startsWith(`${words} `) || textContent === words);
  return {
    log,
    region,
    /** How often the log has asked for more. */
    asked: () => asked.length,
    /** Where a text is on the screen. */
    placeOf: (words: string) => text(words)?.getBoundingClientRect().top ?? NaN,
    async becomes(next: readonly LogEntry[], hasMore = log.hasEarlier) {
      log.entries = next;
      log.hasEarlier = hasMore;
      await log.updateComplete;
      await painted();
    },
    async scrollTo(place: number) {
      region.scrollTop = place;
      await painted();
    },
  };
}

it('Who reads at the end is not given what is earlier', async () => {
  const { log, asked } = await shown(last(BATCH));
  expect(asked()).to.equal(0);
  await expectAccessible(log);
});

it('More is asked for within one screen of the start, once for each batch', async () => {
  const { region, asked, becomes, scrollTo } = await shown(last(BATCH));
  await scrollTo(region.clientHeight + 20);
  expect(asked()).to.equal(0);
  await scrollTo(region.clientHeight);
  expect(asked()).to.equal(1);
  for (const place of [100, 0, 50]) await scrollTo(place);
  await becomes([...last(BATCH), message('Bruno', 'new', EVENING + 500 * MINUTE)]);
  expect(asked()).to.equal(1);
  await becomes(last(2 * BATCH));
  expect(asked()).to.equal(1);
  await scrollTo(0);
  expect(asked()).to.equal(2);
});

it('Where there is nothing earlier, nothing is asked for until there is', async () => {
  const { asked, becomes, scrollTo } = await shown(last(BATCH), false);
  await scrollTo(0);
  expect(asked()).to.equal(0);
  await becomes(last(BATCH), true);
  expect(asked()).to.equal(1);
  await becomes(last(BATCH), false);
  await becomes(last(BATCH), true);
  expect(asked()).to.equal(2);
});

it('A talk that does not fill the screen asks for more, as far as there is more', async () => {
  const { asked, becomes } = await shown(last(1));
  expect(asked()).to.equal(1);
  await becomes(last(2));
  expect(asked()).to.equal(2);
  await becomes(last(3), false);
  expect(asked()).to.equal(2);
});

it('A talk that nobody sees asks for nothing until it is seen', async () => {
  const { log, asked, becomes } = await shown(last(BATCH), false);
  log.hidden = true;
  log.style.display = 'none';
  await becomes(last(1), true);
  expect(asked()).to.equal(0);
  log.style.display = '';
  await painted();
  expect(asked()).to.equal(1);
});

it('What is put above does not move what is read', async () => {
  const { placeOf, becomes, scrollTo } = await shown(last(BATCH));
  for (const [count, place] of [[2, 37], [3, 0]] as const) {
    await scrollTo(place);
    // The first of all loses its day, and here and there a name, to what is put above it.
    const words = `Message ${ALL.length - (count - 1) * BATCH}`;
    const before = placeOf(words);
    await becomes(last(count * BATCH));
    expect(placeOf(words)).to.be.closeTo(before, 1);
  }
});

it('What is put above and below at once does not move what is read', async () => {
  const { placeOf, becomes, scrollTo } = await shown(last(BATCH));
  await scrollTo(60);
  const before = placeOf('Message 165');
  await becomes([...last(2 * BATCH), message('Bruno', 'new\n'.repeat(20), EVENING + 500 * MINUTE)]);
  expect(placeOf('Message 165')).to.be.closeTo(before, 1);
});

it('Neither does what is put in between', async () => {
  const { placeOf, becomes, scrollTo } = await shown(ALL);
  await scrollTo(2_000);
  const before = placeOf('Message 175');
  await becomes([...ALL.slice(0, 155), happening('Somebody came.'), ...ALL.slice(155)]);
  expect(placeOf('Message 175')).to.be.closeTo(before, 1);
});

it('What was scrolled a moment ago is not undone', async () => {
  const { region, placeOf, becomes, scrollTo } = await shown(last(BATCH));
  await scrollTo(300);
  const before = placeOf('Message 170');
  region.scrollTop = 250;
  await becomes(last(2 * BATCH));
  expect(placeOf('Message 170')).to.be.closeTo(before + 50, 1);
});

it('Who is a little above the end of a short talk stays there, and who is at its end stays at the end', async () => {
  const { region, placeOf, becomes, scrollTo } = await shown(last(8));
  const fromEnd = () => region.scrollHeight - region.clientHeight - region.scrollTop;
  await scrollTo(region.scrollHeight);
  await becomes(last(20));
  expect(fromEnd()).to.be.closeTo(0, 1);
  await scrollTo(region.scrollHeight - region.clientHeight - 30);
  const before = placeOf('Message 199');
  await becomes(last(30));
  expect(placeOf('Message 199')).to.be.closeTo(before, 1);
});

it('What is read stays in its place when the log becomes narrower, or begins lower', async () => {
  const { log, region, placeOf, scrollTo } = await shown(ALL);
  await scrollTo(3_000);
  const top = region.getBoundingClientRect().top;
  const isInSight = (element: Element) => element.getBoundingClientRect().bottom > top;
  const [words = ''] = parts(log, '.text').find(isInSight)?.textContent.match(/^Message \d+/) ?? [];
  const before = placeOf(words);
  log.style.inlineSize = '18rem';
  await painted();
  expect(placeOf(words)).to.be.closeTo(before, 1);
  const narrow = placeOf(words);
  log.style.marginBlockStart = '36px';
  log.style.blockSize = 'calc(20rem - 36px)';
  await painted();
  expect(placeOf(words)).to.be.closeTo(narrow, 1);
});

it('What is old is not new, and moves no focus', async () => {
  const own = [happening('x', 'joined', 'Ana'), ...Array.from({ length: 30 }, (_, index) => message('Ana', `Mine ${index}`, EVENING + 300 * MINUTE))];
  const { log, region, becomes, scrollTo } = await shown(own);
  await scrollTo(0);
  region.focus();
  await becomes([...last(BATCH), ...own]);
  expect(parts(log, '.news')).to.have.lengthOf(0);
  expect(hasFocus(region)).to.equal(true);
});

it('The start is reached by keys', async () => {
  const { region, asked } = await shown(last(BATCH));
  region.focus();
  await press('Home');
  for (let frame = 0; frame < 120 && asked() === 0; frame++) await painted();
  expect(asked()).to.equal(1);
});
