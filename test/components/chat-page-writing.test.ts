import { expect } from '@open-wc/testing';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { hasFocus, parts, press, resize, textsOf, type, until } from './elements.ts';
import { PageServer } from './page-server.ts';

before(() => resize(1280, 800));
afterEach(closeSessions);

async function talk() {
  const server = new PageServer();
  await server.says('Bruno', 'lobby', 'shall we, @ana?');
  const shown = await chatPage(await server.session('Ana', 'lobby'));
  await until(() => shown.people().length === 2 && shown.sees().length === 1);
  return { server, ...shown };
}

it('People of the room are completed and shown as mentioned', async () => {
  const { page, log, composer, input, sees } = await talk();
  expect(textsOf(parts(log(), '.text mark'))).to.deep.equal(['@ana']);
  input().focus();
  await type('yes, @b');
  await until(() => parts(composer(), '#options:popover-open').length > 0);
  await expectAccessible(page);
  await press('Enter');
  await press('Enter');
  await until(() => sees().length === 2);
  expect(sees()[1]).to.equal('yes, @Bruno ');
  expect(textsOf(parts(log(), '.own .mention'))).to.deep.equal(['@Bruno']);
});

it('A reply begins with a quote of what is answered', async () => {
  const { page, log, input, sees } = await talk();
  log().dispatchEvent(new CustomEvent('sala-reply', { detail: { writer: 'Bruno', text: 'shall we, @ana?' }, bubbles: true, composed: true }));
  expect(input().value).to.equal('> Bruno: shall we, @ana?\n');
  expect(hasFocus(input())).to.equal(true);
  await type('Yes!');
  await press('Enter');
  await until(() => sees().length === 2);
  expect(textsOf(parts(log(), '.own blockquote'))).to.deep.equal(['Bruno: shall we, @ana?']);
  await expectAccessible(page);
});

it('The up arrow brings back what one wrote last, and nobody else\'s', async () => {
  const { server, input, writes, sees } = await talk();
  await press('ArrowUp');
  expect(input().value).to.equal('');
  writes('mine');
  await until(() => sees().length === 2);
  await server.says('Bruno', 'lobby', 'later');
  await until(() => sees().length === 3);
  input().focus();
  await press('ArrowUp');
  expect(input().value).to.equal('mine');
});
