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
