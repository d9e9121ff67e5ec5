import { expect, fixture, html } from '@open-wc/testing';
import type { SettingsDialog } from '../../src/components/settings-dialog.ts';
import '../../src/components/settings-dialog.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, paste, press, textsOf } from './elements.ts';

async function shown() {
  const page = await fixture(html`<div><button>Open</button><sala-settings-dialog .server=${'https://sala.example/'}></sala-settings-dialog></div>`);
  const [opener, settings] = page.children as unknown as [HTMLButtonElement, SettingsDialog];
  opener.addEventListener('click', () => settings.show());
  opener.focus();
  opener.click();
  return {
    opener, settings, dialog: part<HTMLDialogElement>(settings, 'dialog'), input: part<HTMLInputElement>(settings, 'input'),
    chosen: eventsOf<string>(settings, 'sala-server'),
  };
}

it('The settings are a dialog "Settings" with a field for the address of another server', async () => {
  const { settings, dialog, input } = await shown();
  expect(dialog.matches(':modal')).to.equal(true);
  expect(part(settings, `#${dialog.getAttribute('aria-labelledby')}`).textContent).to.equal('Settings');
  expect(part(settings, 'summary').textContent).to.equal('Use another server');
  expect(input.checkVisibility()).to.equal(false);
  part(settings, 'summary').click();
  expect(input.checkVisibility()).to.equal(true);
  expect(textsOf([...input.labels ?? []])).to.deep.equal(['Address of another server']);
  expect(input.value).to.equal('');
  await expectAccessible(settings);
});

it('Enter uses the server that was typed', async () => {
  const { settings, input, chosen } = await shown();
  part<HTMLDetailsElement>(settings, 'details').open = true;
  paste(input, ' other.example ');
  input.focus();
  await press('Enter');
  expect(chosen).to.deep.equal([' other.example ']);
});

it('What is wrong with the address stands beside it and brings the focus there', async () => {
  const { settings, input } = await shown();
  button(settings, 'Use this server').focus();
  settings.problem = { text: 'This is no address.' };
  await settings.updateComplete;
  const described = input.getAttribute('aria-describedby')?.split(' ').map((id) => part(settings, `#${id}`).textContent);
  expect(described).to.deep.equal(['This is no address.', 'Each server has its own rooms, and its own name for you.']);
  expect(input.getAttribute('aria-invalid')).to.equal('true');
  expect(part(settings, '[role=alert]').textContent).to.equal('This is no address.');
  expect(hasFocus(input)).to.equal(true);
  await expectAccessible(settings);
});

it('While the server is looked for, it is not chosen again', async () => {
  const { settings, input, chosen } = await shown();
  settings.busy = true;
  await settings.updateComplete;
  input.focus();
  await press('Enter');
  button(settings, 'Use this server').click();
  expect(chosen).to.deep.equal([]);
  expect(button(settings, 'Use this server').getAttribute('aria-disabled')).to.equal('true');
  await expectAccessible(settings);
});

it('Escape closes the settings and gives the focus back', async () => {
  const { opener, dialog, input } = await shown();
  input.focus();
  await press('Escape');
  expect(dialog.open).to.equal(false);
  expect(hasFocus(opener)).to.equal(true);
});

it('The button "Close" closes the settings and gives the focus back', async () => {
  const { opener, settings, dialog } = await shown();
  button(settings, 'Close').click();
  expect(dialog.open).to.equal(false);
  expect(hasFocus(opener)).to.equal(true);
});

it('What was typed and not used is gone the next time', async () => {
  const { settings, input } = await shown();
  paste(input, 'nonsense');
  settings.close();
  settings.show();
  expect(input.value).to.equal('');
});
