import { expect, fixture, html } from '@open-wc/testing';
import type { Session } from '../../src/chat/session.ts';
import type { JoinDetail, JoinForm } from '../../src/components/join-form.ts';
import type { WelcomePage } from '../../src/pages/welcome-page.ts';
import '../../src/pages/welcome-page.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, part, parts, paste, textsOf, until } from './elements.ts';
import { PageServer } from './page-server.ts';

let session: Session;
afterEach(() => session.close());

async function shown(server = new PageServer(), asksServer = false, room = 'books') {
  session = await server.session();
  const page = await fixture<WelcomePage>(html`
    <sala-welcome-page .session=${session} .room=${room} ?asks-server=${asksServer}></sala-welcome-page>
  `);
  const form = part<JoinForm>(page, 'sala-join-form');
  await form.updateComplete;
  const status = part(page, 'sala-connection-status');
  return { page, form, says: () => part(status, '[role=status]').textContent };
}

it('The first screen says what it is, asks who and where, and is connected', async () => {
  const { page, form, says } = await shown(new PageServer(), false, '');
  expect(part(page, 'h1').textContent).to.equal('Sala');
  expect(textsOf(parts(form, 'label'))).to.deep.equal(['Your name', 'Room']);
  expect(parts(page, 'h2')).to.be.empty;
  await until(() => says() === 'Connected');
  await expectAccessible(page);
});

it('Who comes by a link is told which room it leads to, and asked for a name alone', async () => {
  const { page, form, says } = await shown();
  expect(part(page, 'h2').textContent).to.equal('Join books');
  expect(textsOf(parts(form, 'label'))).to.deep.equal(['Your name']);
  await until(() => says() === 'Connected');
  await expectAccessible(page);
});

it('What is typed leaves the first screen as one event', async () => {
  const { page, form } = await shown();
  const joins = eventsOf<JoinDetail>(page, 'sala-join');
  paste(part<HTMLInputElement>(form, '#username'), 'Ana');
  button(form, 'Join').click();
  expect(joins).to.deep.equal([{ username: 'Ana', room: 'books', server: undefined }]);
});

it('The first screen opens the settings', async () => {
  const { page } = await shown();
  const settings = eventsOf<null>(page, 'sala-settings');
  button(page, 'Settings').click();
  expect(settings).to.have.lengthOf(1);
});

it('A server that does not answer is told about, and where the page has none it asks for one', async () => {
  const server = new PageServer();
  server.isPlugged = false;
  const { page, form, says } = await shown(server, true);
  await until(() => says().startsWith('Offline'));
  expect(says()).to.match(/^Offline since .+\. The server does not answer\. Is there a network, and is the server running\?$/);
  expect(part<HTMLInputElement>(form, '#server').value).to.equal('');
  await expectAccessible(page);
});

it('What went wrong stands in the form', async () => {
  const { page, form } = await shown();
  page.problem = { field: 'username', text: 'Somebody else has this name, or one that looks the same. Choose another one.' };
  await page.updateComplete;
  await form.updateComplete;
  expect(part(form, '#username-problem').textContent).to.equal('Somebody else has this name, or one that looks the same. Choose another one.');
  await expectAccessible(page);
});

it('The first screen fits a narrow phone with large letters', async () => {
  const { page, form } = await shown();
  page.style.inlineSize = '320px';
  document.documentElement.style.fontSize = '200%';
  try {
    expect(page.scrollWidth).to.be.at.most(320);
    expect(button(form, 'Join').getBoundingClientRect().right).to.be.at.most(page.getBoundingClientRect().right);
    await expectAccessible(page);
  } finally {
    document.documentElement.style.fontSize = '';
  }
});

it('The first screen offers the demo', async () => {
  const { page } = await shown();
  const wishes = eventsOf<null>(page, 'sala-demo');
  button(page, 'Try the demo').click();
  expect(wishes).to.have.lengthOf(1);
});

it('In the demo the first screen does not offer it again', async () => {
  const { page } = await shown();
  page.isDemo = true;
  await page.updateComplete;
  expect(parts(page, 'button').map(({ textContent }) => textContent.trim())).to.deep.equal(['Settings']);
  await expectAccessible(page);
});

it('What was typed stays when the server, and with it the name, becomes another', async () => {
  const { page, form } = await shown();
  paste(part<HTMLInputElement>(form, '#username'), 'Ana');
  form.username = 'Somebody from before';
  await form.updateComplete;
  expect(part<HTMLInputElement>(form, '#username').value).to.equal('Ana');
  expect(part(page, 'h1').textContent).to.equal('Sala');
});
