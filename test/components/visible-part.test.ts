import { expect, fixture, html } from '@open-wc/testing';
import type { SettingsDialog } from '../../src/components/settings-dialog.ts';
import '../../src/components/settings-dialog.ts';
import type { WelcomePage } from '../../src/pages/welcome-page.ts';
import '../../src/pages/welcome-page.ts';
import { keepInVisiblePart } from '../../src/pages/visible-part.ts';
import { chatPage, closeSessions } from './chat.ts';
import { painted, part, parts, resize, until } from './elements.ts';
import { PageServer } from './page-server.ts';

/** What iOS tells of a page of which its keyboard, or a pinch, leaves a part. */
class FakeViewport extends EventTarget {
  height = innerHeight;
  offsetTop = 0;
  scale = 1;

  becomes(change: Partial<Pick<VisualViewport, 'height' | 'offsetTop' | 'scale'>>, event: 'resize' | 'scroll' = 'resize'): void {
    Object.assign(this, change);
    this.dispatchEvent(new Event(event));
  }
}

let viewport: FakeViewport;
let ending: AbortController;

before(() => resize(390, 780));

beforeEach(() => {
  viewport = new FakeViewport();
  ending = new AbortController();
  keepInVisiblePart(viewport, ending.signal);
});

afterEach(() => {
  viewport.becomes({ height: innerHeight, offsetTop: 0, scale: 1 });
  ending.abort();
  closeSessions();
});

/** The element that the page's style sheet makes as large as what is seen. It is the app's own, with something else in it. */
async function app() {
  const element = await fixture(html`<sala-app></sala-app>`);
  return () => {
    const { top, height } = element.getBoundingClientRect();
    return [top, height];
  };
}

it('Beside a keyboard that lies over the page the app is as large as what is left, and then as before', async () => {
  const place = await app();
  expect(place()).to.deep.equal([0, 780]);
  viewport.becomes({ height: 444 });
  expect(place()).to.deep.equal([0, 444]);
  viewport.becomes({ offsetTop: 120 }, 'scroll');
  expect(place()).to.deep.equal([120, 444]);
  viewport.becomes({ height: 780, offsetTop: 0 });
  expect(place()).to.deep.equal([0, 780]);
});

it('Nothing keeps clear of the bar for gestures while a keyboard lies over it', async () => {
  const inset = () => document.documentElement.style.getPropertyValue('--inset-bottom');
  expect(inset()).to.equal('');
  viewport.becomes({ height: 444 });
  expect(inset()).to.equal('0px');
  viewport.becomes({ height: 780 });
  expect(inset()).to.equal('');
});

it('Neither a bar of the browser nor a pinch changes the app', async () => {
  const place = await app();
  viewport.becomes({ height: 724 });
  expect(place()).to.deep.equal([0, 780]);
  viewport.becomes({ height: 300, offsetTop: 200, scale: 2 });
  expect(place()).to.deep.equal([0, 780]);
});

it('A page in a browser without a visual viewport is as it is', () => {
  keepInVisiblePart(null);
});

it('Of a talk the composer stays above the keyboard, and the newest message above the composer', async () => {
  const server = new PageServer();
  for (let count = 0; count < 30; count++) await server.says('Bruno', 'lobby', `Message ${count}`);
  const { page, log, input, sees } = await chatPage(await server.session('Ana', 'lobby'));
  page.style.blockSize = 'var(--view-height)';
  await until(() => sees().length === 30);
  const ends = () => [input(), parts(log(), '.text').at(-1)].map((element) => element?.getBoundingClientRect().bottom ?? NaN);
  await painted();
  viewport.becomes({ height: 444 });
  await painted();
  const [composer = NaN, newest = NaN] = ends();
  expect(composer).to.be.within(400, 444);
  expect(newest).to.be.within(300, part(log(), '[role=log]').getBoundingClientRect().bottom);
});

it('A dialog stands above the keyboard', async () => {
  const settings = await fixture<SettingsDialog>(html`<sala-settings-dialog></sala-settings-dialog>`);
  settings.show();
  viewport.becomes({ height: 300, offsetTop: 120 });
  const { top, bottom } = part(settings, 'dialog').getBoundingClientRect();
  expect(top).to.be.at.least(120);
  expect(bottom).to.be.at.most(420);
});

it('The field that is being filled is brought into what is left', async () => {
  const page = await fixture<WelcomePage>(html`
    <sala-welcome-page style="block-size: var(--view-height)" .session=${await new PageServer().session()}></sala-welcome-page>
  `);
  const form = part(page, 'sala-join-form');
  const room = part(form, '#room');
  room.focus();
  viewport.becomes({ height: 300 });
  const { top, bottom } = room.getBoundingClientRect();
  expect(top).to.be.at.least(0);
  expect(bottom).to.be.at.most(300);
});
