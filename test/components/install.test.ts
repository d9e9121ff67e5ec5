import { expect, fixture, html } from '@open-wc/testing';
import type { Install } from '../../src/components/install.ts';
import '../../src/components/install.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, parts, press, textsOf } from './elements.ts';

const shown = (way: Install['way']) => fixture<Install>(html`<sala-install .way=${way}></sala-install>`);

async function opened(way: Install['way']) {
  const install = await shown(way);
  const opener = button(install, 'Install Sala');
  opener.focus();
  await press('Enter');
  return { install, opener, dialog: part<HTMLDialogElement>(install, 'dialog') };
}

const WORDS: readonly (readonly [way: Install['way'], steps: readonly string[], rest: readonly string[]])[] = [
  ['ios', [
    'Press “Share”, in the browser’s bar or in its menu.',
    'Choose “Add to Home Screen”. It may stand further down.',
  ], ['The installed Sala starts anew, without your rooms. To have your name there, leave the rooms here first.']],
  ['firefox-android', ['Open the browser’s menu.', 'Choose “Add app to Home screen” or “Install”.'], []],
  ['firefox-windows', ['Press “Add tab to taskbar”, at the end of the address bar.'], ['Firefox from the Microsoft Store does not have it.']],
  ['safari-mac', [
    'Open “File” in the menu bar.',
    'Choose “Add to Dock”. It is there from macOS 14 on.',
  ], ['The installed Sala starts anew, without your rooms. To have your name there, leave the rooms here first.']],
  ['elsewhere', [], [
    'Firefox does not install pages on this system. Open this page in another browser, such as Chrome, Edge or Safari, and install it there.',
  ]],
];

for (const [way, steps, rest] of WORDS) {
  it(`The words for "${way}" open by the keyboard, with a picture beside each step`, async () => {
    const { install, dialog } = await opened(way);
    expect(dialog.matches(':modal')).to.equal(true);
    expect(part(install, `#${dialog.getAttribute('aria-labelledby')}`).textContent).to.equal('Install Sala');
    expect(textsOf(parts(install, 'li'))).to.deep.equal(steps);
    expect(textsOf(parts(install, '.words > p'))).to.deep.equal(rest);
    expect(parts(install, 'li svg[aria-hidden=true]')).to.have.lengthOf(steps.length);
    await expectAccessible(install);
  });
}

it('Escape closes the words, and so does "Close", and the focus is on the button again', async () => {
  const { install, opener, dialog } = await opened('ios');
  await press('Escape');
  expect(dialog.open).to.equal(false);
  expect(hasFocus(opener)).to.equal(true);
  opener.click();
  button(install, 'Close').click();
  expect(dialog.open).to.equal(false);
  expect(hasFocus(opener)).to.equal(true);
});

it('Where the browser asks, the button has no words of its own and lets it', async () => {
  const install = await shown('prompt');
  const wishes = eventsOf<null>(install, 'sala-install');
  button(install, 'Install Sala').focus();
  await press('Enter');
  expect(wishes).to.have.lengthOf(1);
  expect(parts(install, 'dialog')).to.have.lengthOf(0);
  await expectAccessible(install);
});

it('Where Sala cannot be installed, there is nothing', async () => {
  const install = await shown(undefined);
  expect(parts(install, '*')).to.have.lengthOf(0);
});

it('The words fit a narrow phone with large letters', async () => {
  document.documentElement.style.fontSize = '200%';
  try {
    const { dialog } = await opened('ios');
    dialog.style.inlineSize = '288px';
    expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
  } finally {
    document.documentElement.style.fontSize = '';
  }
});
