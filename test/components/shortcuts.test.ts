import { expect } from '@open-wc/testing';
import { actionOf, keyCap, SHORTCUTS } from '../../src/pages/shortcuts.ts';
import { expectAccessible } from '../support/a11y.ts';
import { hasFocus, part, parts, press, pressWith, textsOf, type, until } from './elements.ts';
import { opened, useServers } from './opened-app.ts';

const servers = useServers();

/** Ana in three rooms, the last of which is open. */
async function inRooms() {
  for (const room of ['lobby', 'São João', 'kitchen']) await servers[0]?.post('join', { username: 'Bruno', room });
  const one = await opened();
  one.join('Ana', 'lobby');
  await until(() => one.isIn('lobby'));
  const composer = () => part<HTMLTextAreaElement>(part(one.page(), 'sala-composer'), 'textarea');
  const isOpen = (name: string) => parts(one.dialogs(), name).length === 1 && parts(part(one.dialogs(), name), 'dialog[open]').length === 1;
  const finder = () => part(one.dialogs(), 'sala-room-finder');
  const find = async (text: string) => {
    await pressWith('Control', 'k');
    await until(() => isOpen('sala-room-finder'));
    if (text !== '') await type(text);
  };
  for (const room of ['São João', 'kitchen']) {
    await find(room);
    await until(() => textsOf(parts(finder(), '[aria-selected=true]')).includes(`Join ${room}`));
    await press('Enter');
    await until(() => one.isIn(room));
  }
  return { ...one, composer, isOpen, finder, find };
}

it('The finder shows rooms, finds them without accents, and offers to join others', async () => {
  const { find, finder, isIn, isOpen } = await inRooms();
  await find('');
  const options = () => textsOf(parts(finder(), '[role=option]'));
  expect(options()).to.deep.equal(['lobby', 'São João', 'kitchen']);
  await expectAccessible(finder());
  await type('sao');
  await until(() => options().length === 2);
  expect(options()).to.deep.equal(['São João', 'Join sao']);
  await press('ArrowDown');
  await until(() => part(finder(), 'input').getAttribute('aria-activedescendant') === 'option-1');
  await press('ArrowUp');
  await press('Enter');
  await until(() => isIn('São João'));
  expect(isOpen('sala-room-finder')).to.equal(false);
});

it('The name of a room to join is seen to be one in the finder', async () => {
  const { find, finder } = await inRooms();
  await find('in and leave');
  await until(() => textsOf(parts(finder(), '[role=option]')).includes('Join in and leave'));
  expect(textsOf(parts(finder(), '[role=option] bdi'))).to.deep.equal(['in and leave']);
  await press('Escape');
});

it('A name that no room can have is said to be none in the finder', async () => {
  const { find, finder } = await inRooms();
  await find('x'.repeat(65));
  await until(() => parts(finder(), '[role=alert]').length === 1);
  expect(parts(finder(), '[role=option]')).to.have.length(0);
  await expectAccessible(finder());
  await press('Escape');
});

it('Enter that confirms a composition or is held down joins no room from the finder', async () => {
  const { find, finder, isIn } = await inRooms();
  await find('sala de aula');
  await until(() => textsOf(parts(finder(), '[aria-selected=true]')).includes('Join sala de aula'));
  const takenByInputMethod = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true });
  // What Safari sends: a code that no script can set.
  Object.defineProperty(takenByInputMethod, 'keyCode', { value: 229 });
  const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, composed: true, cancelable: true });
  for (const pressed of [takenByInputMethod, held]) {
    part(finder(), 'input').dispatchEvent(pressed);
    expect(parts(finder(), 'dialog[open]')).to.have.length(1);
  }
  expect(isIn('sala de aula')).to.equal(false);
  await press('Enter');
  await until(() => isIn('sala de aula'));
});

it('Alt with an arrow leads to the room above or below, around the ends as well', async () => {
  const { isIn } = await inRooms();
  await pressWith('Alt', 'ArrowUp');
  await until(() => isIn('São João'));
  await pressWith('Alt', 'ArrowDown');
  await until(() => isIn('kitchen'));
  await pressWith('Alt', 'ArrowDown');
  await until(() => isIn('lobby'));
});

it('Escape leads to the composer from wherever one is, and in a dialog only closes that', async () => {
  const { page, composer, find, isOpen } = await inRooms();
  const list = part(page(), 'sala-room-list');
  const [first, second] = parts(list, 'a');
  first?.focus();
  await press('Escape');
  expect(hasFocus(composer())).to.equal(true);
  second?.focus();
  await find('');
  await press('Escape');
  await until(() => !isOpen('sala-room-finder'));
  expect(hasFocus(second)).to.equal(true);
});

it('In the list of rooms arrows, Home and End move the focus, and Tab has one stop', async () => {
  const { page } = await inRooms();
  const links = parts(part(page(), 'sala-room-list'), 'a');
  expect(links.map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, 0]);
  links[2]?.focus();
  for (const [key, index] of [['ArrowUp', 1], ['Home', 0], ['ArrowUp', 0], ['ArrowDown', 1], ['End', 2], ['ArrowDown', 2]] as const) {
    await press(key);
    expect(hasFocus(links[index]), key).to.equal(true);
  }
});

it('A question mark shows all shortcuts, but not where it is typed', async () => {
  const { composer, dialogs, isOpen, page } = await inRooms();
  composer().focus();
  await type('?');
  expect(composer().value).to.equal('?');
  expect(isOpen('sala-shortcuts-sheet')).to.equal(false);
  parts(part(page(), 'sala-room-list'), 'a')[0]?.focus();
  await type('?');
  await until(() => isOpen('sala-shortcuts-sheet'));
  const sheet = part(dialogs(), 'sala-shortcuts-sheet');
  expect(textsOf(parts(sheet, 'dt'))).to.deep.equal(SHORTCUTS.map(({ words }) => words()));
  expect(textsOf(parts(sheet, 'dd'))[0]).to.match(/^(Ctrl|⌘) K$/);
  await expectAccessible(sheet);
  await press('Escape');
});

it('On Apple\'s keyboards it is the Command key, and arrows with Alt stay with what is typed', () => {
  const pressed = (init: KeyboardEventInit, target: HTMLElement = document.body) => {
    const one = new KeyboardEvent('keydown', { bubbles: true, ...init });
    document.body.append(target === document.body ? '' : target);
    let action: ReturnType<typeof actionOf>;
    target.addEventListener('keydown', (event) => { action = actionOf(event, true); }, { once: true });
    target.dispatchEvent(one);
    if (target !== document.body) target.remove();
    return action;
  };
  expect(pressed({ key: 'k', metaKey: true })).to.equal('find');
  expect(pressed({ key: 'k', ctrlKey: true })).to.equal(undefined);
  expect(pressed({ key: 'F', metaKey: true, shiftKey: true })).to.equal('search');
  const field = Object.assign(document.createElement('textarea'), { value: 'words' });
  expect(pressed({ key: 'ArrowUp', altKey: true }, field)).to.equal(undefined);
  field.value = '';
  expect(pressed({ key: 'ArrowUp', altKey: true }, field)).to.equal('previous');
  expect(pressed({ key: '?', shiftKey: true }, field)).to.equal(undefined);
  expect(keyCap('Mod', true)).to.equal('⌘');
});
