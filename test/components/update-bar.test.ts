import { expect, fixture, html } from '@open-wc/testing';
import type { UpdateBar } from '../../src/components/update-bar.ts';
import '../../src/components/update-bar.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, part, parts, press } from './elements.ts';

/** The least that a finger hits with ease, in pixels. */
const TAP_PX = 44;

const shown = (ready: boolean) => fixture<UpdateBar>(html`<sala-update-bar ?ready=${ready}></sala-update-bar>`);

it('While no new version waits, the bar takes no place and says nothing', async () => {
  const bar = await shown(false);
  expect(bar.offsetHeight).to.equal(0);
  expect(part(bar, '[role=status]').textContent.trim()).to.equal('');
  expect(parts(bar, 'button')).to.have.lengthOf(0);
  await expectAccessible(bar);
});

it('A new version that has come is said in the status that was there before', async () => {
  const bar = await shown(false);
  const status = part(bar, '[role=status]');
  bar.ready = true;
  await bar.updateComplete;
  expect(part(bar, '[role=status]')).to.equal(status);
  expect(status.textContent).to.equal('A new version of Sala is here.');
  await expectAccessible(bar);
});

it('A new version is taken by a press, also by the keyboard', async () => {
  const bar = await shown(true);
  const takes = eventsOf<null>(bar, 'sala-update');
  const reload = button(bar, 'Reload');
  expect(reload.offsetHeight).to.be.at.least(TAP_PX);
  reload.click();
  reload.focus();
  await press('Enter');
  expect(takes).to.have.lengthOf(2);
});
