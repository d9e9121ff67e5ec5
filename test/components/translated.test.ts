import { expect, fixture, html } from '@open-wc/testing';
import type { Composer } from '../../src/components/composer.ts';
import '../../src/components/composer.ts';
import type { ConnectionStatus } from '../../src/components/connection-status.ts';
import '../../src/components/connection-status.ts';
import type { PeopleList } from '../../src/components/people-list.ts';
import '../../src/components/people-list.ts';
import type { RoomList } from '../../src/components/room-list.ts';
import '../../src/components/room-list.ts';
import { part, parts, paste, textsOf } from './elements.ts';

/** Does what browsers do that translate a page: each text becomes an element with another text. */
function translate(element: Element): void {
  const root = element.shadowRoot ?? element;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts.filter(({ data, parentElement }) => data.trim() !== '' && parentElement?.closest('style, [translate=no]') === null)) {
    // oxlint-disable-next-line typescript/no-deprecated -- it is what they put there
    const font = document.createElement('font');
    font.textContent = `traduzido: ${text.data}`;
    text.replaceWith(font);
  }
}

it('the connection state goes on in a translated page', async () => {
  const status = await fixture<ConnectionStatus>(html`<sala-connection-status state="connected"></sala-connection-status>`);
  translate(status);
  status.state = 'offline';
  status.reason = 'No network.';
  status.waiting = 1;
  await status.updateComplete;
  translate(status);
  status.waiting = 2;
  status.state = 'connected';
  await status.updateComplete;
  expect(textsOf([part(status, '.words')])).to.deep.equal(['Connected 2 messages waiting']);
});

it('counts and names of rooms go on in a translated page', async () => {
  const room = (name: string, unread: number) => ({ name, href: `#/${name}`, unread, undelivered: 0, isLost: false, isMuted: false });
  const list = await fixture<RoomList>(html`<sala-room-list .rooms=${[room('kitchen', 1)]}></sala-room-list>`);
  translate(list);
  list.rooms = [room('kitchen', 2)];
  await list.updateComplete;
  expect(textsOf(parts(list, '.count, .visually-hidden, .name'))).to.deep.equal(['kitchen', '2', '2 unread']);
});

it('who is here goes on in a translated page', async () => {
  const list = await fixture<PeopleList>(html`<sala-people-list .people=${['Ana', 'Bruno']}></sala-people-list>`);
  translate(list);
  list.people = ['Bruno'];
  await list.updateComplete;
  expect(textsOf(parts(list, 'bdi'))).to.deep.equal(['Bruno']);
});

it('how much is left to write goes on in a translated page', async () => {
  const composer = await fixture<Composer>(html`<sala-composer></sala-composer>`);
  const input = part<HTMLTextAreaElement>(composer, 'textarea');
  paste(input, 'x'.repeat(3_990));
  await composer.updateComplete;
  translate(composer);
  paste(input, 'x'.repeat(3_991));
  await composer.updateComplete;
  expect(part(composer, '.left').textContent).to.equal('9');
});
