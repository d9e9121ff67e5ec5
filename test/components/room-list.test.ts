import { expect, fixture, html } from '@open-wc/testing';
import type { RoomEntry, RoomList } from '../../src/components/room-list.ts';
import '../../src/components/room-list.ts';
import { expectAccessible } from '../support/a11y.ts';
import { hasFocus, part, parts, press, textsOf } from './elements.ts';

const room = (name: string, unread = 0, undelivered = 0, isLost = false, isMuted = false): RoomEntry =>
  ({ name, unread, undelivered, isLost, isMuted, href: `#/${encodeURIComponent(name)}` });

const shown = (rooms: readonly RoomEntry[], active?: string) => fixture<RoomList>(html`
  <sala-room-list .rooms=${rooms} .active=${active}></sala-room-list>
`);

const links = (element: RoomList) => parts<HTMLAnchorElement>(element, 'nav a');

/** What a screen reader says of a link. */
function nameOf(link: HTMLAnchorElement): string {
  const said = [...link.children].filter((child) => child.getAttribute('aria-hidden') !== 'true');
  return textsOf(said).join(' ');
}

afterEach(() => history.replaceState(null, '', ' '));

it('The rooms are links in a navigation "Rooms", named by the room', async () => {
  const element = await shown([room('lobby'), room('café & co')], 'lobby');
  expect(part(element, 'nav').getAttribute('aria-label')).to.equal('Rooms');
  expect(links(element).map(nameOf)).to.deep.equal(['lobby', 'café & co']);
  expect(links(element)[1]?.getAttribute('href')).to.equal('#/caf%C3%A9%20%26%20co');
  await expectAccessible(element);
});

it('What is unread is part of a link\'s name', async () => {
  const element = await shown([room('lobby', 3), room('books', 1), room('quiet')]);
  expect(links(element).map(nameOf)).to.deep.equal(['lobby 3 unread', 'books 1 unread', 'quiet']);
  expect(textsOf(parts(element, '.count'))).to.deep.equal(['3', '1']);
  await expectAccessible(element);
});

it('A room in which something was not delivered has a mark, with words for it', async () => {
  const element = await shown([room('lobby', 0, 1), room('books', 3, 2), room('lost', 0, 0, true), room('quiet')], 'books');
  expect(links(element).map(nameOf)).to.deep.equal(['lobby 1 not sent', 'books 2 not sent 3 unread', 'lost not joined', 'quiet']);
  expect(parts(element, '.mark')).to.have.lengthOf(3);
  await expectAccessible(element);
});

it('A room that is muted has a mark, with a word for it', async () => {
  const element = await shown([room('lobby', 3, 0, false, true), room('quiet')]);
  expect(links(element).map(nameOf)).to.deep.equal(['lobby muted 3 unread', 'quiet']);
  expect(parts(element, '.mark')).to.have.lengthOf(1);
  await expectAccessible(element);
});

it('The open room is marked as the current page, and no other', async () => {
  const element = await shown([room('lobby'), room('books')], 'books');
  expect(links(element).map((link) => link.getAttribute('aria-current'))).to.deep.equal([null, 'page']);
  element.active = undefined;
  await element.updateComplete;
  expect(parts(element, '[aria-current]').length).to.equal(0);
  element.active = 'lobby';
  await element.updateComplete;
  expect(links(element).map((link) => link.getAttribute('aria-current'))).to.deep.equal(['page', null]);
  await expectAccessible(element);
});

it('A room is opened from the keyboard', async () => {
  const element = await shown([room('lobby'), room('books')]);
  links(element)[1]?.focus();
  await press('Enter');
  expect(location.hash).to.equal('#/books');
});

it('A link that has the focus keeps it when there is something unread and a new room', async () => {
  const element = await shown([room('lobby'), room('books')]);
  const [, books] = links(element);
  books?.focus();
  element.rooms = [room('lobby', 1), room('books', 2), room('new')];
  await element.updateComplete;
  expect(hasFocus(books)).to.equal(true);
});

it('A long name leaves its place to the count', async () => {
  const element = await shown([room('x'.repeat(64), 120, 3), room('the quarterly planning of the northern office again', 7)]);
  element.style.inlineSize = '15rem';
  expect(element.scrollWidth).to.equal(element.clientWidth);
  for (const count of parts(element, '.count, .mark')) {
    expect(count.getBoundingClientRect().right).to.be.at.most(element.getBoundingClientRect().right);
  }
  await expectAccessible(element);
});
