// Holds that the page is mirrored where its language is written from right to left.
import './made-languages.ts';
import { expect } from '@open-wc/testing';
import { useLocale } from '../../src/locales/locale.ts';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { painted, part, parts, resize, until } from './elements.ts';
import { PageServer } from './page-server.ts';

/** In pixels. What stands at one edge in one direction stands as far from the other edge in the other. */
const NEAR_PX = 1;

before(() => resize(1280, 800));
afterEach(async () => {
  closeSessions();
  await useLocale(['en']);
});

interface Span {
  readonly start: number;
  readonly end: number;
}

/** How far the parts of a page that are shown lie from the edge at which its lines begin. */
function places(elements: Readonly<Record<string, Element>>): Record<string, Span> {
  const isMirrored = document.documentElement.dir === 'rtl';
  return Object.fromEntries(Object.entries(elements).filter(([, one]) => one.checkVisibility()).map(([name, element]) => {
    const { left, right } = element.getBoundingClientRect();
    return [name, isMirrored ? { start: innerWidth - right, end: innerWidth - left } : { start: left, end: right }];
  }));
}

async function talk() {
  const server = new PageServer();
  await server.says('Bruno', 'lobby', 'hi');
  const shown = await chatPage(await server.session('Ana', 'lobby', 'books'));
  await shown.opens('lobby');
  shown.writes('hello');
  await until(() => shown.sees().length === 2 && shown.sending().length === 0);
  const { page, log, composer } = shown;
  const spans = async () => {
    await painted();
    return places({
      rooms: part(page, '.rooms'),
      talk: part(page, '.talk'),
      people: part(page, '.people'),
      status: part(page, 'sala-connection-status'),
      header: part(page, '.talk > header'),
      compose: part(page, '.compose'),
      send: part(composer(), 'button.primary'),
      theirs: part(log(), '.message:not(.own) .text'),
      own: part(log(), '.own .text'),
    });
  };
  return { ...shown, spans };
}

for (const width of [1280, 390]) {
  it(`At ${width} pixels everything stands in mirrored places where a language is written from right to left`, async () => {
    await resize(width, 800);
    const { page, spans } = await talk();
    const inEnglish = await spans();
    await useLocale(['ar']);
    await page.updateComplete;
    const mirrored = await spans();
    for (const [name, { start, end }] of Object.entries(inEnglish)) {
      expect(mirrored[name]?.start, `start of ${name}`).to.be.closeTo(start, NEAR_PX);
      // Words of another language are longer or shorter.
      if (name !== 'send') expect(mirrored[name]?.end, `end of ${name}`).to.be.closeTo(end, NEAR_PX);
    }
    expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
    await expectAccessible(page);
  });
}

it('The name of a room begins where the lines of the page do, whatever its own direction is', async () => {
  await resize(1280, 800);
  const { page } = await chatPage(await new PageServer().session('Ana', 'مطبخ', 'lobby'));
  const headings = [part(page, 'h1'), ...parts(part(page, 'sala-room-list'), '.name')];
  const gaps = () => headings.map((heading) => {
    const letters = document.createRange();
    letters.selectNodeContents(heading);
    const [text, box] = [letters.getBoundingClientRect(), heading.getBoundingClientRect()];
    return Math.abs(Math.round(document.documentElement.dir === 'rtl' ? box.right - text.right : text.left - box.left));
  });
  expect(gaps()).to.deep.equal([0, 0, 0]);
  await useLocale(['ar']);
  await painted();
  expect(gaps()).to.deep.equal([0, 0, 0]);
});

it('What keeps clear of a notch does so at the side where the notch is', async () => {
  await resize(1280, 800);
  const { style } = document.documentElement;
  const { page, spans } = await talk();
  style.setProperty('--inset-left', '40px');
  try {
    const inEnglish = await spans();
    await useLocale(['ar']);
    const mirrored = await spans();
    // The rooms lie at the notch in English, and at the other side in a language from right to left.
    expect((inEnglish['rooms']?.end ?? 0) - (mirrored['rooms']?.end ?? 0)).to.be.closeTo(40, NEAR_PX);
    expect(getComputedStyle(part(page, '.people')).paddingLeft).to.equal('40px');
  } finally {
    style.removeProperty('--inset-left');
  }
});

it('Arrows point the other way, and a magnifying glass does not', async () => {
  await resize(390, 800);
  const { page, composer } = await talk();
  const scales = () => [part(page, '.back svg'), part(composer(), 'button.primary svg'), ...parts(page, '.search svg')]
    .map((one) => getComputedStyle(one).scale);
  expect(scales()).to.deep.equal(['none', 'none', 'none']);
  await useLocale(['ar']);
  await painted();
  expect(scales()).to.deep.equal(['-1 1', '-1 1', 'none']);
});
