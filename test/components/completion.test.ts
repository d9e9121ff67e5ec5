import { expect, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { Composer } from '../../src/components/composer.ts';
import '../../src/components/composer.ts';
import { expectAccessible } from '../support/a11y.ts';
import { eventsOf, hasFocus, painted, part, parts, paste, press, pressWithShift, resize, textsOf, type, until } from './elements.ts';

const PEOPLE = ['Ana', 'Bruno', 'Ana Maria', 'João'];

before(() => resize(800, 700));

async function shown(people: readonly string[] = PEOPLE, top = 'auto') {
  const composer = await fixture<Composer>(html`<sala-composer style="position: fixed; inset: ${top} 0 ${top === 'auto' ? '0' : 'auto'}" username="Bruno" .people=${people}></sala-composer>`);
  const input = part<HTMLTextAreaElement>(composer, 'textarea');
  composer.focus();
  // It is loaded when it is needed first.
  const isOpen = () => parts(composer, '#options:popover-open').length > 0;
  const options = () => textsOf(parts(composer, '[role=option]'));
  return {
    composer, input, isOpen, list: () => part(composer, '#options'),
    sent: eventsOf<string>(composer, 'sala-send'),
    drafts: eventsOf<string>(composer, 'sala-draft'),
    /** The option that a screen reader is told of. */
    active: () => textsOf(parts(composer, `#${input.getAttribute('aria-activedescendant') ?? 'none'}[aria-selected=true]`))[0],
    offers: async (...names: string[]) => {
      await until(() => isOpen() && options().length === names.length);
      expect(options()).to.deep.equal(names);
    },
  };
}

it('Behind a colon and two letters emoji are offered, and Enter takes the first', async () => {
  const { composer, input, isOpen, active, sent, drafts } = await shown();
  await type('hi :t');
  await painted();
  expect(isOpen()).to.equal(false);
  await type('ad');
  await until(isOpen);
  expect(active()).to.equal('🎉:tada:');
  expect(input.getAttribute('aria-controls')).to.equal('options');
  await expectAccessible(composer);
  await press('Enter');
  expect(input.value).to.equal('hi 🎉');
  expect(drafts.at(-1)).to.equal('hi 🎉');
  await until(() => !isOpen());
  expect(hasFocus(input)).to.equal(true);
  await press('Enter');
  expect(sent).to.deep.equal(['hi 🎉']);
});

it('A shortcode in full becomes its emoji, and one that there is not stays', async () => {
  const { input, isOpen, sent } = await shown();
  await type(':tada');
  await until(isOpen);
  await type(': and :nosuch: at 10:30:');
  expect(input.value).to.equal('🎉 and :nosuch: at 10:30:');
  await press('Enter');
  expect(sent).to.deep.equal(['🎉 and :nosuch: at 10:30:']);
});

it('In code a shortcode is none', async () => {
  const { input, isOpen } = await shown();
  await type(':tada');
  await until(isOpen);
  await type(': `:tada:` :heart:');
  expect(input.value).to.equal('🎉 `:tada:` ❤️');
  expect(isOpen()).to.equal(false);
});

it('Arrows go round the list, Tab takes, and the caret stays in the text', async () => {
  const { input, offers, active, isOpen } = await shown();
  await type('@');
  await offers('@Ana', '@Ana Maria', '@João');
  expect(active()).to.equal('@Ana');
  await press('ArrowUp');
  await until(() => active() === '@João');
  await press('ArrowDown');
  await press('ArrowDown');
  await until(() => active() === '@Ana Maria');
  await press('Tab');
  expect(input.value).to.equal('@Ana Maria ');
  expect(hasFocus(input)).to.equal(true);
  await until(() => !isOpen());
});

it('People of the room are offered by what is typed of their names, and not oneself', async () => {
  const { composer, input, offers, isOpen } = await shown();
  await type('@an');
  await offers('@Ana', '@Ana Maria');
  await expectAccessible(composer);
  await press('Enter');
  expect(input.value).to.equal('@Ana ');
  // A longer name begins the same way, and is not what was chosen.
  await painted();
  expect(isOpen()).to.equal(false);
  await type('and @ana m');
  await offers('@Ana Maria');
  await type('aria');
  await until(() => !isOpen());
});

it('Escape closes the list and leaves what was typed, also for those around', async () => {
  const { composer, input, isOpen, sent } = await shown();
  const heard: string[] = [];
  composer.addEventListener('keydown', ({ key }) => heard.push(key));
  await type('@a');
  await until(isOpen);
  await press('Escape');
  await until(() => !isOpen());
  expect(input.getAttribute('aria-activedescendant')).to.equal(null);
  await type('n');
  await painted();
  expect(isOpen()).to.equal(false);
  await press('Escape');
  expect(heard.filter((key) => key === 'Escape')).to.have.lengthOf(1);
  await press('Enter');
  expect(sent).to.deep.equal(['@an']);
  await type('@a');
  await until(isOpen);
});

it('Shift+Enter breaks the line, whatever is offered', async () => {
  const { input, isOpen } = await shown();
  await type('@a');
  await until(isOpen);
  await pressWithShift('Enter');
  expect(input.value).to.equal('@a\n');
  await until(() => !isOpen());
});

it('A pointer takes an option and the focus stays', async () => {
  const { input, offers, list } = await shown();
  paste(input, 'hi @, bye');
  input.setSelectionRange(4, 4);
  input.click();
  await offers('@Ana', '@Ana Maria', '@João');
  const { x, y, width, height } = list().querySelectorAll('li')[1]?.getBoundingClientRect() ?? new DOMRect();
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
  await until(() => input.value === 'hi @Ana Maria , bye');
  expect(input.selectionStart).to.equal('hi @Ana Maria '.length);
  expect(hasFocus(input)).to.equal(true);
});

it('The list goes where the caret or the focus goes', async () => {
  const { input, isOpen } = await shown();
  await type('hi @a');
  await until(isOpen);
  await press('Home');
  await until(() => !isOpen());
  await press('End');
  await until(isOpen);
  input.blur();
  await until(() => !isOpen());
});

it('The list stands above the field, inside of the page, and moves nothing', async () => {
  const { composer, input, list, isOpen } = await shown(Array.from({ length: 50 }, (_, index) => `Person ${index} ${'x'.repeat(20)}`));
  const place = () => JSON.stringify(input.getBoundingClientRect());
  const before = place();
  await type('@');
  await until(isOpen);
  await painted();
  expect(place()).to.equal(before);
  const { top, bottom, left, right } = list().getBoundingClientRect();
  expect(bottom).to.be.at.most(input.getBoundingClientRect().top);
  expect(top).to.be.at.least(0);
  expect(left).to.be.closeTo(input.getBoundingClientRect().left, 1);
  expect(right).to.be.at.most(input.getBoundingClientRect().right + 1);
  expect(parts(composer, '[role=option]')).to.have.lengthOf(8);
});

it('Where there is little room the list can be scrolled, and shows what is chosen', async () => {
  const { composer, list, isOpen } = await shown(Array.from({ length: 8 }, (_, index) => `Person ${index}`), '150px');
  await type('@');
  await until(isOpen);
  await painted();
  expect(list().getBoundingClientRect().top).to.be.at.least(0);
  expect(list().scrollHeight).to.be.greaterThan(list().clientHeight);
  await press('ArrowUp');
  await until(() => list().scrollTop > 0);
  await expectAccessible(composer);
});

it('Enter sends what may well be meant as it stands, and takes what was chosen', async () => {
  for (const text of ['see you at :12', 'so :DD', 'put it :in', 'meet me @', 'at @8']) {
    const { sent, isOpen } = await shown([...PEOPLE, '8ball']);
    await type(text);
    if (text !== 'so :DD') await until(isOpen);
    await press('Enter');
    expect(sent).to.deep.equal([text]);
  }
  const { input, isOpen } = await shown();
  await type('see you at :12');
  await until(isOpen);
  await press('ArrowDown');
  await press('ArrowUp');
  await press('Enter');
  expect(input.value).to.match(/^see you at \p{Extended_Pictographic}/u);
});

it('Enter sends a whole name with more behind it, though it begins a longer name', async () => {
  const { sent, offers } = await shown(['Ana', 'Ana Isabel']);
  await type('@Ana is');
  await offers('@Ana Isabel');
  await press('Enter');
  expect(sent).to.deep.equal(['@Ana is']);
});

it('Enter sends a whole name, though it begins others', async () => {
  const { sent, isOpen } = await shown(['ana', 'anabel', 'Ana Maria']);
  await type('hi @ana');
  await until(isOpen);
  await press('Enter');
  expect(sent).to.deep.equal(['hi @ana']);
});

it('what was cleaned when it was pasted is undone like typing', async () => {
  const { input } = await shown();
  await type('hello ');
  const pasted = new InputEvent('beforeinput', { inputType: 'insertFromPaste', data: 'a\u001B[31mred\u001B[0m', bubbles: true, composed: true, cancelable: true });
  expect(input.dispatchEvent(pasted)).to.equal(false);
  expect(input.value).to.equal('hello ared');
  await undo();
  expect(input.value).to.be.oneOf(['hello ', '']);
});

it('what is put into the field by itself is undone and redone like typing', async () => {
  const { input, isOpen } = await shown();
  await type('hello :tada');
  await until(isOpen);
  await type(':');
  expect(input.value).to.equal('hello 🎉');
  await undo();
  // WebKit undoes all that was typed without a pause at once.
  expect(input.value).to.be.oneOf(['hello :tada:', '']);
  await redo();
  // And it redoes the colon that made the emoji, as it was typed.
  expect(input.value).to.be.oneOf(['hello 🎉', 'hello :tada:']);
  paste(input, 'hello 🎉');
  await type(' @An');
  await until(isOpen);
  await press('Tab');
  expect(input.value).to.equal('hello 🎉 @Ana ');
  await undo();
  expect(input.value).to.be.oneOf(['hello 🎉 @An', 'hello 🎉', '']);
});

it('a quote is undone like typing', async () => {
  const { composer, input } = await shown();
  await type('yes');
  composer.quote('Ana', 'Shall we?');
  expect(input.value).to.equal('> Ana: Shall we?\nyes');
  await undo();
  expect(input.value).to.equal('yes');
  await redo();
  expect(input.value).to.equal('> Ana: Shall we?\nyes');
});

/* As by their keys, which WebKitGTK's driver does not press. */

async function undo(): Promise<void> {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else undoes
  document.execCommand('undo');
  await painted();
}

async function redo(): Promise<void> {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else redoes
  document.execCommand('redo');
  await painted();
}
