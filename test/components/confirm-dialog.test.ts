import { expect, fixture, html } from '@open-wc/testing';
import type { ConfirmDialog } from '../../src/components/confirm-dialog.ts';
import '../../src/components/confirm-dialog.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, part, press, until } from './elements.ts';

async function shown(heading = 'Leave lobby?') {
  const page = await fixture(html`<div><button>Leave room</button><sala-confirm-dialog .heading=${heading} .words=${'Something is lost.'} .action=${'Leave'}></sala-confirm-dialog></div>`);
  const [opener, element] = page.children as unknown as [HTMLButtonElement, ConfirmDialog];
  const answers: boolean[] = [];
  opener.addEventListener('click', () => void element.ask().then((isWanted) => answers.push(isWanted)));
  opener.focus();
  opener.click();
  const dialog = part<HTMLDialogElement>(element, 'dialog');
  await until(() => dialog.open);
  return {
    opener, element, dialog, answers,
    says: (attribute: string) => part(element, `#${dialog.getAttribute(attribute)}`).textContent,
  };
}

it('The dialog asks, and says what happens then', async () => {
  const { element, dialog, says } = await shown();
  expect(dialog.matches(':modal')).to.equal(true);
  expect(says('aria-labelledby')).to.equal('Leave lobby?');
  expect(says('aria-describedby')).to.equal('Something is lost.');
  await expectAccessible(element);
});

it('What it says follows what happens meanwhile', async () => {
  const { element, says } = await shown();
  element.words = 'Nothing is lost.';
  await element.updateComplete;
  expect(says('aria-describedby')).to.equal('Nothing is lost.');
});

it('Enter is no, because that has the focus, which goes back to where it was', async () => {
  const { opener, element, answers } = await shown();
  expect(hasFocus(button(element, 'Cancel'))).to.equal(true);
  await press('Enter');
  await until(() => answers.length > 0);
  expect(answers).to.deep.equal([false]);
  expect(hasFocus(opener)).to.equal(true);
});

it('Escape is no', async () => {
  const { opener, answers } = await shown();
  await press('Escape');
  await until(() => answers.length > 0);
  expect(answers).to.deep.equal([false]);
  expect(hasFocus(opener)).to.equal(true);
});

it('Whoever wants it says so', async () => {
  const { element, dialog, answers } = await shown();
  await press('Tab');
  expect(hasFocus(button(element, 'Leave'))).to.equal(true);
  await press('Enter');
  await until(() => answers.length > 0);
  expect([dialog.open, ...answers]).to.deep.equal([false, true]);
});

it('The other button can have a name of its own', async () => {
  const { element } = await shown();
  element.instead = 'Stay';
  await element.updateComplete;
  expect(button(element, 'Stay').classList.contains('primary')).to.equal(true);
});

it('A long name stays within the dialog', async () => {
  const { dialog } = await shown('x'.repeat(64));
  expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
});
