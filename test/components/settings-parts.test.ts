import { expect, fixture, html } from '@open-wc/testing';
import type { ConfirmDialog } from '../../src/components/confirm-dialog.ts';
import type { KeptSummary } from '../../src/components/kept-summary.ts';
import type { NameForm } from '../../src/components/name-form.ts';
import type { Choices, PreferenceFields } from '../../src/components/preference-fields.ts';
import type { ServerList } from '../../src/components/server-list.ts';
import type { SettingsDialog } from '../../src/components/settings-dialog.ts';
import '../../src/components/settings-dialog.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, parts, paste, press, resize, textsOf, until } from './elements.ts';

const CHOICES: Choices = { language: 'system', theme: 'system', notify: 'all', sound: true };
const SERVERS = [{ base: 'https://sala.example/', username: 'Ana', rooms: 2 }, { base: 'https://other.example/', username: 'Bea', rooms: 1 }];

async function shown() {
  const settings = await fixture<SettingsDialog>(html`
    <sala-settings-dialog .server=${'https://sala.example/'} .servers=${SERVERS} username="Ana" rooms="2" .choices=${CHOICES}
      .amount=${{ rooms: 2, entries: 1_234, bytes: 2_345_678 }} version="1.2.3"></sala-settings-dialog>`);
  settings.show();
  return settings;
}

const fieldsOf = (settings: SettingsDialog) => part<PreferenceFields>(settings, 'sala-preference-fields');

/** The dialog that asks before something is deleted. */
async function asked(host: Element) {
  const confirm = part<ConfirmDialog>(host, 'sala-confirm-dialog');
  await confirm.updateComplete;
  // It is shown once it has been drawn anew.
  await confirm.updateComplete;
  return { confirm, isOpen: () => part<HTMLDialogElement>(confirm, 'dialog').open };
}

before(() => resize(390, 700));
after(() => resize(1280, 800));

it('Long settings scroll within themselves, below a heading that stays', async () => {
  const settings = await shown();
  const dialog = part(settings, 'dialog');
  expect(dialog.scrollHeight).to.be.greaterThan(dialog.clientHeight);
  expect(dialog.scrollWidth).to.equal(dialog.clientWidth);
  dialog.scrollTop = dialog.scrollHeight;
  const { top } = button(settings, 'Close').getBoundingClientRect();
  expect(top).to.be.within(dialog.getBoundingClientRect().top, dialog.getBoundingClientRect().top + 60);
  await expectAccessible(settings);
});

it('What can be chosen is a target for a finger', async () => {
  const settings = await shown();
  const targets = [...parts(fieldsOf(settings), '.option, select'), ...parts(part(settings, 'sala-name-form'), 'input, button')];
  for (const target of targets) expect(target.getBoundingClientRect().height, target.textContent).to.be.at.least(44);
});

it('A choice is told at once', async () => {
  const settings = await shown();
  const chosen = eventsOf<Partial<Choices>>(settings, 'sala-choose');
  for (const [id, value] of [['theme', 'light'], ['notify', 'mentions'], ['language', 'pt-BR']] as const) {
    const field = part<HTMLSelectElement>(fieldsOf(settings), `#${id}`);
    expect(textsOf([...field.labels])).to.have.lengthOf(1);
    field.value = value;
    field.dispatchEvent(new Event('change'));
  }
  part(fieldsOf(settings), '[type=checkbox]').click();
  expect(chosen).to.deep.equal([{ theme: 'light' }, { notify: 'mentions' }, { language: 'pt-BR' }, { sound: false }]);
});

it('A new name is told if it could be one, and what is wrong with another stands beside it', async () => {
  const form = part<NameForm>(await shown(), 'sala-name-form');
  const wanted = eventsOf<string>(form, 'sala-rename');
  const input = part<HTMLInputElement>(form, 'input');
  expect(input.value).to.equal('Ana');
  expect(form.shadowRoot?.textContent).to.contain('You leave your rooms and join them under the new name.');
  paste(input, '  ');
  button(form, 'Rename').click();
  await form.updateComplete;
  await form.updateComplete;
  expect(part(form, '[role=alert]').textContent).to.equal('Say what others should call you.');
  expect(hasFocus(input)).to.equal(true);
  await expectAccessible(form);
  paste(input, 'Bea');
  await press('Enter');
  await form.updateComplete;
  expect(wanted).to.deep.equal(['Bea']);
  form.username = 'Bea';
  await form.updateComplete;
  expect(textsOf([part(form, '[role=status]')])).to.deep.equal(['You are now Bea.']);
});

it('What the device keeps is told, and deleted only when that was asked for twice', async () => {
  const settings = await shown();
  const summary = part<KeptSummary>(settings, 'sala-kept-summary');
  expect(textsOf(parts(summary, 'p'))).to.deep.equal(['2 rooms · 1234 messages and events · 2.35 MB with the app itself']);
  expect(part(summary, 'p').textContent).to.contain('2.35\u00A0MB');
  const deleted = eventsOf(settings, 'sala-delete-all');
  button(summary, 'Delete everything').click();
  const first = await asked(summary);
  expect(first.isOpen()).to.equal(true);
  await expectAccessible(first.confirm);
  expect(hasFocus(button(first.confirm, 'Cancel'))).to.equal(true);
  await press('Escape');
  expect(first.isOpen()).to.equal(false);
  button(summary, 'Delete everything').click();
  const second = await asked(summary);
  expect(deleted).to.deep.equal([]);
  button(second.confirm, 'Delete everything').click();
  await until(() => deleted.length === 1);
  summary.failed = true;
  await summary.updateComplete;
  expect(part(summary, '[role=alert]').textContent).to.contain('could not be deleted');
  await expectAccessible(summary);
});

it('A server that is not in use can be forgotten, after asking', async () => {
  const settings = await shown();
  const list = part<ServerList>(settings, 'sala-server-list');
  const forgotten = eventsOf<string>(settings, 'sala-forget');
  expect(parts(list, 'button.icon')).to.have.length(1);
  button(list, 'Forget other.example').click();
  const { confirm } = await asked(list);
  expect(part(confirm, 'h2').textContent).to.equal('Forget other.example?');
  await expectAccessible(confirm);
  button(confirm, 'Forget').click();
  await until(() => forgotten.length > 0);
  expect(forgotten).to.deep.equal(['https://other.example/']);
});
