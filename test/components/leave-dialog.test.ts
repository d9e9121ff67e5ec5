import { expect, fixture, html } from '@open-wc/testing';
import type { LeaveDialog } from '../../src/components/leave-dialog.ts';
import '../../src/components/leave-dialog.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, press } from './elements.ts';

async function shown(undelivered = 1, room = 'lobby') {
  const page = await fixture(html`<div><button>Leave room</button><sala-leave-dialog .room=${room} .undelivered=${undelivered}></sala-leave-dialog></div>`);
  const [opener, element] = page.children as unknown as [HTMLButtonElement, LeaveDialog];
  opener.addEventListener('click', () => element.show());
  opener.focus();
  opener.click();
  return {
    opener, element, dialog: part<HTMLDialogElement>(element, 'dialog'), left: eventsOf<null>(element, 'sala-leave-anyway'),
    says: (attribute: string) => part(element, `#${part(element, 'dialog').getAttribute(attribute)}`).textContent,
  };
}

it('The dialog asks whether the room is to be left, and says what would be lost', async () => {
  const { element, dialog, says } = await shown();
  expect(dialog.matches(':modal')).to.equal(true);
  expect(says('aria-labelledby')).to.equal('Leave lobby?');
  expect(says('aria-describedby')).to.equal('1 message has not been sent and will be lost.');
  await expectAccessible(element);
});

it('The count follows what is delivered meanwhile', async () => {
  const { element, says } = await shown(3);
  expect(says('aria-describedby')).to.equal('3 messages have not been sent and will be lost.');
  element.undelivered = 0;
  await element.updateComplete;
  expect(says('aria-describedby')).to.equal('By now everything has been sent.');
  await expectAccessible(element);
});

it('Enter stays, because that has the focus, which goes back to where it was', async () => {
  const { opener, element, dialog, left } = await shown();
  expect(hasFocus(button(element, 'Stay'))).to.equal(true);
  await press('Enter');
  expect([dialog.open, left.length]).to.deep.equal([false, 0]);
  expect(hasFocus(opener)).to.equal(true);
});

it('Escape stays', async () => {
  const { opener, dialog, left } = await shown();
  await press('Escape');
  expect([dialog.open, left.length]).to.deep.equal([false, 0]);
  expect(hasFocus(opener)).to.equal(true);
});

it('Whoever wants to leaves all the same', async () => {
  const { element, dialog, left } = await shown();
  await press('Tab');
  expect(hasFocus(button(element, 'Leave'))).to.equal(true);
  await press('Enter');
  expect([dialog.open, left.length]).to.deep.equal([false, 1]);
});

it('A long name stays within the dialog', async () => {
  const { dialog } = await shown(1, 'x'.repeat(64));
  expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
});
