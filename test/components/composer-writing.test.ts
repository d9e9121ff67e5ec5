import { expect, fixture, html } from '@open-wc/testing';
import type { Composer } from '../../src/components/composer.ts';
import '../../src/components/composer.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, parts, paste, press, type } from './elements.ts';

async function shown(lastOwn = '') {
  const composer = await fixture<Composer>(html`<sala-composer style="margin-block-start: 3rem" .lastOwn=${lastOwn}></sala-composer>`);
  return {
    composer,
    input: part<HTMLTextAreaElement>(composer, 'textarea'),
    sent: eventsOf<string>(composer, 'sala-send'),
    drafts: eventsOf<string>(composer, 'sala-draft'),
    /** What is seen of the characters that are left. */
    left: () => parts(composer, '.left').map(({ textContent }) => textContent).join(''),
    told: () => part(composer, '[role=status]').textContent,
  };
}

it('What is left is counted in the last 200 characters, without moving the field', async () => {
  const { composer, input, left, told } = await shown();
  paste(input, 'x'.repeat(3_799));
  await composer.updateComplete;
  expect([left(), told()]).to.deep.equal(['', '']);
  const place = () => JSON.stringify(input.getBoundingClientRect());
  const before = place();
  paste(input, 'x'.repeat(3_800));
  await composer.updateComplete;
  expect([left(), told()]).to.deep.equal(['200', '200 characters left']);
  expect(place()).to.equal(before);
  await expectAccessible(composer);
  paste(input, 'x'.repeat(4_012));
  await composer.updateComplete;
  expect([left(), told()]).to.deep.equal(['−12', 'This is 12 characters too long. Send it in parts.']);
  await expectAccessible(composer);
  paste(input, 'x');
  await composer.updateComplete;
  expect([left(), told()]).to.deep.equal(['', '']);
});

it('A screen reader is told at a few lengths, and not at each key', async () => {
  const { composer, input, left, told } = await shown();
  const heard = new Set<string>();
  for (let length = 3_790; length <= 4_003; length++) {
    paste(input, 'x'.repeat(length));
    await composer.updateComplete;
    if (told()) heard.add(told());
  }
  expect([...heard]).to.deep.equal([
    '200 characters left', '100 characters left', '50 characters left', '20 characters left', '0 characters left',
  ]);
  expect(left()).to.equal('−3');
});

it('A draft that is long is counted, and one that was sent is not', async () => {
  const { composer, input, left } = await shown();
  composer.draft = 'x'.repeat(3_999);
  await composer.updateComplete;
  expect(left()).to.equal('1');
  button(composer, 'Send').click();
  await composer.updateComplete;
  expect([input.value, left()]).to.deep.equal(['', '']);
});

it('The up arrow brings one\'s last message back into an empty composer', async () => {
  const { composer, input, sent, drafts } = await shown('one\ntwo');
  composer.focus();
  await press('ArrowUp');
  expect(input.value).to.equal('one\ntwo');
  expect(input.selectionStart).to.equal(7);
  expect(drafts).to.deep.equal(['one\ntwo']);
  await type('!');
  await press('Enter');
  expect(sent).to.deep.equal(['one\ntwo!']);
});

it('The up arrow moves the caret where something is written, and does nothing where nothing was', async () => {
  const { composer, input } = await shown('last');
  composer.focus();
  await type('x');
  await press('ArrowUp');
  expect(input.value).to.equal('x');
  composer.lastOwn = '';
  paste(input, '');
  await press('ArrowUp');
  expect(input.value).to.equal('');
});

it('A quote stands before what is being written, and one writes on', async () => {
  const { composer, input, sent, drafts } = await shown();
  composer.focus();
  await type('Yes');
  composer.quote('Ana', 'Shall we?\n> old');
  expect(input.value).to.equal('> Ana: Shall we?\nYes');
  expect(drafts.at(-1)).to.equal(input.value);
  expect(hasFocus(input)).to.equal(true);
  await type('!');
  await press('Enter');
  expect(sent).to.deep.equal(['> Ana: Shall we?\nYes!']);
});

it('A paste of several lines keeps them', async () => {
  const { composer, input, sent } = await shown();
  composer.focus();
  // As a paste does it, without the clipboard, for which a browser would ask.
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else inserts as a person does
  document.execCommand('insertText', false, 'one\n  two\n\nthree');
  expect(input.value).to.equal('one\n  two\n\nthree');
  await press('Enter');
  expect(sent).to.deep.equal(['one\n  two\n\nthree']);
});
