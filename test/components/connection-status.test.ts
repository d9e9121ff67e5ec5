import { expect, fixture, html } from '@open-wc/testing';
import type { ConnectionStatus } from '../../src/components/connection-status.ts';
import '../../src/components/connection-status.ts';
import { formatTime } from '../../src/locales/format.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, parts, press } from './elements.ts';

const SINCE = new Date(2026, 10, 23, 19, 5).getTime();

const shown = (state: ConnectionStatus['state']) => fixture<ConnectionStatus>(html`
  <sala-connection-status .state=${state} .since=${SINCE} .reason=${'The server does not answer.'}></sala-connection-status>
`);

const words = (element: ConnectionStatus) => part(element, '[role=status]').textContent;

async function waits(element: ConnectionStatus, waiting: number): Promise<void> {
  element.waiting = waiting;
  await element.updateComplete;
}

it('The status says that it is connecting', async () => {
  const element = await shown('connecting');
  expect(words(element)).to.equal('Connecting …');
  expect(parts(element, 'button').length).to.equal(0);
  await expectAccessible(element);
});

it('The status says that it is connected', async () => {
  const element = await shown('connected');
  expect(words(element)).to.equal('Connected');
  expect(parts(element, 'button').length).to.equal(0);
  await expectAccessible(element);
});

it('The status says since when and why it is offline', async () => {
  const element = await shown('offline');
  expect(words(element)).to.equal(`Offline since ${formatTime(SINCE)}. The server does not answer.`);
  await expectAccessible(element);
});

it('Whoever is offline can have it tried again at once', async () => {
  const element = await shown('offline');
  const hurries = eventsOf<null>(element, 'sala-hurry');
  button(element, 'Try now').focus();
  await press('Enter');
  expect(hurries).to.have.lengthOf(1);
  expect(hasFocus(button(element, 'Try now'))).to.equal(true);
});

it('A change is told by the element that told the state before', async () => {
  const element = await shown('connecting');
  const status = part(element, '[role=status]');
  element.state = 'connected';
  await element.updateComplete;
  expect(part(element, '[role=status]') === status).to.equal(true);
  expect(words(element)).to.equal('Connected');
});

it('What waits to be sent is counted, whatever the connection', async () => {
  for (const [state, said] of [['connected', 'Connected'], ['connecting', 'Connecting …']] as const) {
    const element = await shown(state);
    await waits(element, 1);
    expect(words(element)).to.equal(`${said} 1 message waiting`);
    await waits(element, 3);
    expect(words(element)).to.equal(`${said} 3 messages waiting`);
    await expectAccessible(element);
    await waits(element, 0);
    expect(words(element)).to.equal(said);
  }
  const offline = await shown('offline');
  await waits(offline, 2);
  expect(words(offline)).to.match(/^Offline since .+ The server does not answer\. 2 messages waiting$/);
  await expectAccessible(offline);
});

it('Of what waits only the count is said anew, and not also why', async () => {
  const element = await shown('offline');
  const status = part(element, '[role=status]');
  expect(status.getAttribute('aria-atomic')).to.equal('false');
  const changed: Node[] = [];
  const observer = new MutationObserver((records) => changed.push(...records.flatMap(({ target, addedNodes }) =>
    [...addedNodes, ...(target instanceof Text ? [target] : [])])));
  observer.observe(status, { childList: true, characterData: true, subtree: true });
  await waits(element, 1);
  await waits(element, 2);
  await Promise.resolve();
  observer.disconnect();
  const said = changed.map(({ textContent }) => textContent?.trim()).filter(Boolean);
  expect(said.join(', ')).to.match(/2 messages waiting/).and.not.match(/Offline/);
});
