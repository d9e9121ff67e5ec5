import { expect, fixture, html } from '@open-wc/testing';
import type { Composer } from '../../src/components/composer.ts';
import '../../src/components/composer.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, parts, paste, press, pressWithShift, type } from './elements.ts';

async function shown(draft = '') {
  const composer = await fixture<Composer>(html`<sala-composer .draft=${draft}></sala-composer>`);
  const input = part<HTMLTextAreaElement>(composer, 'textarea');
  return { composer, input, sent: eventsOf<string>(composer, 'sala-send'), drafts: eventsOf<string>(composer, 'sala-draft') };
}

it('The composer is a textbox "Message" and a button "Send", and a phone writes "Send" on its keyboard', async () => {
  const { composer, input } = await shown();
  expect(input.getAttribute('aria-label')).to.equal('Message');
  expect(button(composer, 'Send').type).to.equal('submit');
  expect(input.getAttribute('enterkeyhint')).to.equal('send');
  await expectAccessible(composer);
});

it('Enter sends the text, empties the composer and stays in it', async () => {
  const { composer, input, sent, drafts } = await shown();
  composer.focus();
  await type('Olá');
  await press('Enter');
  expect(sent).to.deep.equal(['Olá']);
  expect(drafts).to.deep.equal(['O', 'Ol', 'Olá', '']);
  expect(input.value).to.equal('');
  expect(hasFocus(input)).to.equal(true);
});

it('The button sends as well, and the next text can be typed at once', async () => {
  const { composer, input, sent } = await shown();
  paste(input, 'hi');
  button(composer, 'Send').click();
  expect(sent).to.deep.equal(['hi']);
  expect(hasFocus(input)).to.equal(true);
});

it('A text in which there is nothing to see is not sent', async () => {
  const { composer, input, sent } = await shown();
  for (const text of [' \n', '\u200B', '\u2060 \u3164', '\uFE0F\u200D', '\u2800']) {
    paste(input, text);
    button(composer, 'Send').click();
    expect(input.value).to.equal(text);
  }
  expect(sent).to.deep.equal([]);
});

it('Shift+Enter breaks the line', async () => {
  const { composer, input, sent } = await shown();
  composer.focus();
  await type('one');
  await pressWithShift('Enter');
  await type('two');
  expect(input.value).to.equal('one\ntwo');
  expect(sent).to.deep.equal([]);
  await press('Enter');
  expect(sent).to.deep.equal(['one\ntwo']);
});

it('Enter does not send what an input method composes', async () => {
  const { input, sent } = await shown('にほん');
  const composing = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, cancelable: true });
  expect(input.dispatchEvent(composing)).to.equal(true);
  const takenByInputMethod = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true });
  Object.defineProperty(takenByInputMethod, 'keyCode', { value: 229 });
  expect(input.dispatchEvent(takenByInputMethod)).to.equal(true);
  expect(sent).to.deep.equal([]);
  expect(input.value).to.equal('にほん');
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
  expect(sent).to.deep.equal(['にほん']);
});

it('Spaces and line breaks alone are not sent, and those around a text are', async () => {
  const { composer, input, sent } = await shown();
  paste(input, ' \n\t ');
  button(composer, 'Send').click();
  expect(sent).to.deep.equal([]);
  paste(input, '  two spaces\n');
  button(composer, 'Send').click();
  expect(sent).to.deep.equal(['  two spaces\n']);
});

it('Nothing of a text is lost that is too long, and the composer says by how much', async () => {
  const { composer, input, sent } = await shown();
  paste(input, 'x'.repeat(4_100));
  button(composer, 'Send').click();
  await composer.updateComplete;
  expect(sent).to.deep.equal([]);
  expect(input.value).to.have.lengthOf(4_100);
  expect(part(composer, '[role=alert]').textContent).to.equal('This is 100 characters too long. Send it in parts.');
  expect(input.getAttribute('aria-invalid')).to.equal('true');
  expect(input.getAttribute('aria-describedby')).to.equal(part(composer, '[role=alert]').id);
  expect(hasFocus(input)).to.equal(true);
  await expectAccessible(composer);
  paste(input, 'x'.repeat(4_000));
  await composer.updateComplete;
  expect(parts(composer, '[role=alert]').length).to.equal(0);
  button(composer, 'Send').click();
  expect(sent).to.deep.equal(['x'.repeat(4_000)]);
});

it('One character too many is one character', async () => {
  const { composer, input } = await shown();
  paste(input, 'x'.repeat(4_001));
  button(composer, 'Send').click();
  await composer.updateComplete;
  expect(part(composer, '[role=alert]').textContent).to.equal('This is 1 character too long. Send it in parts.');
});

it('what gets into the field has line breaks, no escape sequences and nothing that cannot be shown', async () => {
  const { composer, input, sent } = await shown();
  for (const [text, clean] of [
    ['one\u000Btwo', 'one\ntwo'], ['one\r\ntwo\rthree', 'one\ntwo\nthree'], ['a\u2028b\u2029c\u0085d\fe', 'a\nb\nc\nd\ne'],
    ['\u001B[1;31mred\u001B[0m \u001B[38;5;196mhot\u009B0m', 'red hot'], ['\u001B]8;;https://a.example\u0007link\u001B]8;;\u001B\\', 'link'],
    ['bell \u0007and \u0000nul', 'bell and nul'], ['half \uD83D', 'half '], ['\u001B]never ended\nnext', 'never ended\nnext'], ['\u001BOPx', 'x'], ['x\u001B[31', 'x'], ['no \uFFFE character', 'no  character'], ['tab\tstays', 'tab\tstays'],
  ] as const) {
    paste(input, text);
    expect(input.value, JSON.stringify(text)).to.equal(clean);
  }
  button(composer, 'Send').click();
  expect(sent).to.deep.equal(['tab\tstays']);
});

it('the caret stays where it was when something is taken out before it', async () => {
  const { input } = await shown();
  input.value = 'a\u0007b|c';
  input.setSelectionRange(3, 3);
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  expect([input.value, input.selectionStart, input.selectionEnd]).to.deep.equal(['ab|c', 2, 2]);
});

it('Enter that is held down sends nothing, and Shift+Enter that is held breaks lines', async () => {
  const { composer, input, sent } = await shown('hi');
  const held = (options: KeyboardEventInit) => new KeyboardEvent('keydown', { key: 'Enter', repeat: true, cancelable: true, bubbles: true, composed: true, ...options });
  expect(input.dispatchEvent(held({}))).to.equal(false);
  expect(input.dispatchEvent(held({ shiftKey: true }))).to.equal(true);
  expect(button(composer, 'Send').dispatchEvent(held({}))).to.equal(false);
  expect(sent).to.deep.equal([]);
  input.dispatchEvent(held({ repeat: false }));
  expect(sent).to.deep.equal(['hi']);
});

it('The composer grows with its lines up to a height, and shrinks when the text is gone', async () => {
  const { composer, input } = await shown();
  const one = input.offsetHeight;
  paste(input, 'a\nb\nc');
  const three = input.offsetHeight;
  expect(three).to.be.greaterThan(one + 30);
  paste(input, 'x\n'.repeat(100));
  expect(input.offsetHeight).to.be.greaterThan(three).and.at.most(innerHeight * 0.4 + 1);
  paste(input, 'x');
  button(composer, 'Send').click();
  expect(input.offsetHeight).to.equal(one);
});

it('A word without end does not widen the composer', async () => {
  const { composer, input } = await shown();
  paste(input, 'x'.repeat(2_000));
  expect(composer.scrollWidth).to.equal(composer.clientWidth);
});

it('The draft of a room is there when its composer appears, and goes when another one is set', async () => {
  const { composer, input } = await shown('half a\nmessage');
  expect(input.value).to.equal('half a\nmessage');
  composer.draft = '';
  await composer.updateComplete;
  expect(input.value).to.equal('');
  await expectAccessible(composer);
});

it('The composer takes the focus also before it is drawn', async () => {
  const composer = document.createElement('sala-composer');
  document.body.append(composer);
  composer.focus();
  await composer.updateComplete;
  expect(hasFocus(part(composer, 'textarea'))).to.equal(true);
  composer.remove();
});
