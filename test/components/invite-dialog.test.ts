import { expect, fixture, html } from '@open-wc/testing';
import type { Invitation } from '../../src/components/invitation.ts';
import type { InviteDialog } from '../../src/components/invite-dialog.ts';
import '../../src/components/invite-dialog.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, part, parts, press, resize, textsOf, until } from './elements.ts';

const URL = 'http://192.168.0.10:5501/#/kitchen';

/** What a page of this kind has, in the place of what the browser that runs the test has. */
function has(property: 'clipboard' | 'share', value: unknown): void {
  Object.defineProperty(navigator, property, { configurable: true, value });
}

beforeEach(() => {
  has('clipboard', undefined);
  has('share', undefined);
});
afterEach(() => {
  for (const property of ['clipboard', 'share']) Reflect.deleteProperty(navigator, property);
});

async function shown(invitation: Invitation = { kind: 'link', url: URL }, room = 'kitchen') {
  const page = await fixture(html`
    <div><button>Invite</button><sala-invite-dialog .room=${room} .invitation=${invitation}></sala-invite-dialog></div>
  `);
  const [opener, element] = page.children as unknown as [HTMLButtonElement, InviteDialog];
  opener.addEventListener('click', () => element.show());
  opener.focus();
  opener.click();
  return {
    opener, element, dialog: part<HTMLDialogElement>(element, 'dialog'),
    input: () => part<HTMLInputElement>(element, 'input'),
    said: () => part(element, '.said').textContent,
  };
}

it('The dialog has the link, as a code and to copy', async () => {
  const { element, dialog, input } = await shown();
  expect(dialog.matches(':modal')).to.equal(true);
  expect(part(element, `#${dialog.getAttribute('aria-labelledby')}`).textContent).to.equal('Invite to kitchen');
  expect(part(element, 'svg[role=img]').getAttribute('aria-label')).to.equal('QR code of the link');
  expect(textsOf([...input().labels ?? []])).to.deep.equal(['Link']);
  expect([input().value, input().readOnly]).to.deep.equal([URL, true]);
  expect(hasFocus(button(element, 'Copy'))).to.equal(true);
  expect(parts(element, 'button').length).to.equal(2);
  await expectAccessible(element);
});

it('The code is dark on white with four modules of white around it, and large', async () => {
  await resize(390, 844);
  const { element } = await shown();
  const svg = part<SVGSVGElement>(element, '.qr');
  const [x, y, width, height] = svg.getAttribute('viewBox')?.split(' ').map(Number) ?? [];
  expect([x, y]).to.deep.equal([-4, -4]);
  expect(width).to.equal(height);
  expect(part(element, '.qr path').getAttribute('fill')).to.equal('#000');
  expect(part(element, '.qr rect').getAttribute('fill')).to.equal('#fff');
  expect(svg.getBoundingClientRect().width).to.be.at.least(390 * 0.7);
  await resize(1280, 800);
  expect(svg.getBoundingClientRect().width).to.be.closeTo(320, 1);
});

it('The link is selected when it gets the focus', async () => {
  const { input } = await shown();
  input().focus();
  expect([input().selectionStart, input().selectionEnd]).to.deep.equal([0, URL.length]);
});

it('Copying says so politely, each time', async () => {
  const copied: string[] = [];
  has('clipboard', { writeText: async (text: string) => { copied.push(text); } });
  const { element, said } = await shown();
  expect(part(element, '.said').getAttribute('role')).to.equal('status');
  button(element, 'Copy').click();
  await until(() => said() === 'Copied.');
  await expectAccessible(element);
  button(element, 'Copy').click();
  await element.updateComplete;
  expect(said()).to.equal('');
  await until(() => said() === 'Copied.');
  expect(copied).to.deep.equal([URL, URL]);
});

it('Where neither clipboard nor browser copies, the link is selected and that is said', async () => {
  has('clipboard', { writeText: async () => { throw new DOMException('no', 'NotAllowedError'); } });
  Reflect.set(document, 'execCommand', () => false);
  try {
    const { element, input, said } = await shown();
    button(element, 'Copy').click();
    await until(() => said().startsWith('This browser does not let pages copy.'));
    expect(hasFocus(input())).to.equal(true);
    expect(input().selectionEnd).to.equal(URL.length);
    await expectAccessible(element);
  } finally {
    Reflect.deleteProperty(document, 'execCommand');
  }
});

it('The system shares where it can, and who thinks better of it loses nothing', async () => {
  const shared: ShareData[] = [];
  has('share', async (what: ShareData) => {
    shared.push(what);
    throw new DOMException('thought better', 'AbortError');
  });
  const { element, dialog } = await shown();
  button(element, 'Share').click();
  await until(() => shared.length === 1);
  expect(shared).to.deep.equal([{ title: 'Invite to kitchen', url: URL }]);
  expect(dialog.open).to.equal(true);
  await expectAccessible(element);
});

it('A server that listens to itself alone is told how to change that, and has a link for its machine', async () => {
  const { element, input } = await shown({ kind: 'alone', command: 'npm start -- --host', url: 'http://localhost:5501/#/kitchen' });
  expect(part(element, 'code').textContent).to.equal('npm start -- --host');
  expect(parts(element, '.qr')).to.be.empty;
  expect(textsOf([...input().labels ?? []])).to.deep.equal(['Link for this machine']);
  expect(input().value).to.equal('http://localhost:5501/#/kitchen');
  await expectAccessible(element);
});

for (const [kind, words] of [
  ['demo', 'The demo is in this browser alone: nobody else can come. Leave it to talk on a server.'],
  ['unknown', 'The server has to say how others reach it, and does not answer yet.'],
] as const) {
  it(`Where the invitation is "${kind}" there is no link`, async () => {
    const { element } = await shown({ kind });
    expect(textsOf(parts(element, 'p'))).to.deep.equal([words]);
    expect(parts(element, 'input, .qr')).to.be.empty;
    await expectAccessible(element);
  });
}

it('Escape closes the dialog, and the focus goes back', async () => {
  const { opener, dialog } = await shown();
  await press('Escape');
  expect(dialog.open).to.equal(false);
  expect(hasFocus(opener)).to.equal(true);
});

it('A long name and large letters stay within a narrow phone', async () => {
  await resize(320, 640);
  document.documentElement.style.fontSize = '200%';
  try {
    const { element, dialog } = await shown({ kind: 'link', url: `${URL}${'x'.repeat(200)}` }, 'x'.repeat(64));
    expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
    await expectAccessible(element);
  } finally {
    document.documentElement.style.fontSize = '';
    await resize(1280, 800);
  }
});
