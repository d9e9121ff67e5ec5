import { expect, fixture, html } from '@open-wc/testing';
import type { NotifyDialog } from '../../src/components/notify-dialog.ts';
import '../../src/components/notify-dialog.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, part, parts, press, textsOf } from './elements.ts';

async function shown(permission?: NotificationPermission) {
  const element = await fixture<NotifyDialog>(html`<sala-notify-dialog sound .permission=${permission}></sala-notify-dialog>`);
  element.show();
  const radios = parts<HTMLInputElement>(element, 'input[type=radio]');
  return { element, radios, chosen: () => radios.flatMap(({ checked, labels }) => (checked ? textsOf([...labels ?? []]) : [])) };
}

it('The dialog says of what one is told, one of three', async () => {
  const { element, radios, chosen } = await shown();
  expect(part(element, 'dialog').matches(':modal')).to.equal(true);
  expect(textsOf(radios.flatMap(({ labels }) => [...labels ?? []]))).to.deep.equal(['all messages', 'messages that mention me', 'nothing']);
  expect(chosen()).to.deep.equal(['all messages']);
  await expectAccessible(element);
});

it('The keyboard chooses among them', async () => {
  const { element, radios, chosen } = await shown();
  const choices = eventsOf<string>(element, 'sala-notify');
  radios[0]?.focus();
  await press('ArrowDown');
  await press('ArrowDown');
  expect(choices).to.deep.equal(['mentions', 'none']);
  expect(chosen()).to.deep.equal(['nothing']);
});

it('The sound is switched off and on', async () => {
  const { element } = await shown();
  const sounds = eventsOf<boolean>(element, 'sala-sound');
  const box = part<HTMLInputElement>(element, 'input[type=checkbox]');
  expect(box.checked).to.equal(true);
  box.click();
  box.click();
  expect(sounds).to.deep.equal([false, true]);
});

it('Where the browser has not been asked yet, a press asks it', async () => {
  const { element } = await shown('default');
  const asked = eventsOf<null>(element, 'sala-permit');
  button(element, 'Allow notifications').click();
  expect(asked).to.have.lengthOf(1);
  await expectAccessible(element);
});

it('Where it was refused, it says who can change that', async () => {
  const { element } = await shown('denied');
  expect(textsOf(parts(element, '.permission'))).to.deep.equal([
    'Notifications of this page are blocked. The browser’s settings for this page allow them.',
  ]);
  await expectAccessible(element);
});

for (const permission of ['granted', undefined] as const) {
  it(`Where the permission is ${permission}, nothing is said of it`, async () => {
    const { element } = await shown(permission);
    expect(parts(element, '.permission')).to.be.empty;
  });
}
