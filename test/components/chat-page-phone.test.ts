import { expect } from '@open-wc/testing';
import type { ConnectionStatus } from '../../src/components/connection-status.ts';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { button, hasFocus, painted, part, parts, press, resize, textsOf, until } from './elements.ts';
import { PageServer } from './page-server.ts';

// A file of its own: WebKit asks a shared style sheet's media queries again only while an element uses it.
before(() => resize(390, 780));
afterEach(closeSessions);

it('A phone shows the rooms or the talk, and the people when they are asked for', async () => {
  const { page, opens } = await chatPage(await new PageServer().session('Ana', 'books', 'lobby'));
  const isShown = (selector: string) => part(page, selector).checkVisibility();
  expect([isShown('.rooms'), isShown('.talk')]).to.deep.equal([false, true]);
  expect(isShown('.people')).to.equal(false);
  expect(isShown('.show-people')).to.equal(true);
  await expectAccessible(page);
  await opens(undefined);
  expect([isShown('.rooms'), isShown('.talk')]).to.deep.equal([true, false]);
  await expectAccessible(page);
});

it('Where there is no place for the people, they are in a dialog that Escape closes', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  const dialog = part<HTMLDialogElement>(page, '#people-dialog');
  const people = () => textsOf(parts(part(page, '#people-dialog sala-people-list'), '[aria-label=People] li'));
  button(page, 'People').focus();
  await press('Enter');
  await until(() => people().length === 1);
  expect(people()).to.deep.equal(['Ana (you)']);
  await expectAccessible(page);
  await press('Escape');
  expect(dialog.open).to.equal(false);
  expect(hasFocus(button(page, 'People'))).to.equal(true);
});

it('A long name and a long text widen nothing, however narrow the page', async () => {
  const { page, input, log } = await chatPage(await new PageServer().session('A'.repeat(32), 'x'.repeat(64)));
  await resize(320, 640);
  input().value = 'x'.repeat(4_000);
  await page.updateComplete;
  expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
  for (const element of [...parts(page, 'main > header > *'), log(), input()]) {
    expect(element.getBoundingClientRect().right).to.be.at.most(innerWidth);
  }
});

it('A phone shows the connection where it is not the best or something waits, and moves no message for it', async () => {
  await resize(390, 780);
  const server = new PageServer();
  for (let count = 0; count < 30; count++) await server.says('Bruno', 'lobby', `Message ${count}`);
  const { page, log, sees } = await chatPage(await server.session('Ana', 'lobby'));
  await until(() => sees().length === 30);
  await painted();
  const status = part<ConnectionStatus>(page, 'sala-connection-status');
  expect(status.offsetHeight).to.equal(1);
  const region = part(log(), '[role=log]');
  const [, , , , , message] = parts(log(), '.text');
  for (const scrollTop of [region.scrollHeight, 200]) {
    region.scrollTop = scrollTop;
    await painted();
    const place = () => message?.getBoundingClientRect().top ?? NaN;
    const before = place();
    status.waiting = 3;
    await status.updateComplete;
    await painted();
    expect(status.offsetHeight).to.be.greaterThan(30);
    expect(place()).to.be.closeTo(before, 1);
    await expectAccessible(page);
    status.waiting = 0;
    await status.updateComplete;
    await painted();
    expect(status.offsetHeight).to.equal(1);
    expect(place()).to.be.closeTo(before, 1);
  }
});
