import { expect, fixture, html } from '@open-wc/testing';
import type { DemoBar } from '../../src/components/demo-bar.ts';
import '../../src/components/demo-bar.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, part, press } from './elements.ts';

const shown = () => fixture<DemoBar>(html`<sala-demo-bar></sala-demo-bar>`);

it('The mark of the demo says what it means', async () => {
  const bar = await shown();
  expect(part(bar, 'p').textContent).to.equal('Demo · Nothing leaves this device.');
  await expectAccessible(bar);
});

it('The mark of the demo has the way back, also by the keyboard', async () => {
  const bar = await shown();
  const leaves = eventsOf<null>(bar, 'sala-leave-demo');
  button(bar, 'Leave the demo').focus();
  await press('Enter');
  expect(leaves).to.have.lengthOf(1);
});
