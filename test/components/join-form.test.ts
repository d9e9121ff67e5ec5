import { expect, fixture, html } from '@open-wc/testing';
import type { JoinDetail, JoinForm, JoinProblem } from '../../src/components/join-form.ts';
import '../../src/components/clean-fields.ts';
import '../../src/components/join-form.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, eventsOf, hasFocus, part, parts, paste, press, pressWithShift, textsOf, type, until } from './elements.ts';

interface Given {
  readonly username?: string;
  readonly room?: string;
  readonly asksName?: boolean;
  readonly asksServer?: boolean;
  readonly invited?: boolean;
}

async function shown({ username = '', room = '', asksName = true, asksServer = false, invited = false }: Given = {}) {
  const form = await fixture<JoinForm>(html`
    <sala-join-form .username=${username} .room=${room} ?invited=${invited} ?asks-name=${asksName} ?asks-server=${asksServer}></sala-join-form>
  `);
  const field = (name: string) => part<HTMLInputElement>(form, `#${name}`);
  /** What is said to be wrong with a field, where it says where that stands. */
  const problemOf = (name: string) => {
    const id = field(name).getAttribute('aria-describedby');
    return id === null ? '' : part(form, `#${id}`).textContent;
  };
  return { form, field, problemOf, joins: eventsOf<JoinDetail>(form, 'sala-join') };
}

async function refused(form: JoinForm, problem: JoinProblem) {
  form.problem = problem;
  await form.updateComplete;
}

it('The form asks for a name and a room, in textboxes that say so', async () => {
  const { form } = await shown();
  expect(textsOf(parts<HTMLInputElement>(form, 'input').flatMap((input) => [...input.labels ?? []])))
    .to.deep.equal(['Your name', 'Room']);
  expect(parts<HTMLInputElement>(form, 'input').every((input) => input.type === 'text')).to.equal(true);
  await expectAccessible(form);
});

it('Enter in a field joins with what was typed', async () => {
  const { field, joins } = await shown();
  field('username').focus();
  await type('Ana');
  await press('Tab');
  await type('lobby');
  await press('Enter');
  expect(joins).to.deep.equal([{ username: 'Ana', room: 'lobby', server: undefined }]);
});

it('The keyboard goes from the name to the room, past what proposes one to the button, and back', async () => {
  const { form, field } = await shown();
  field('username').focus();
  await press('Tab');
  expect(hasFocus(field('room'))).to.equal(true);
  await press('Tab');
  expect(hasFocus(button(form, 'Suggest a room name'))).to.equal(true);
  await press('Tab');
  expect(hasFocus(button(form, 'Join'))).to.equal(true);
  await pressWithShift('Tab');
  await pressWithShift('Tab');
  expect(hasFocus(field('room'))).to.equal(true);
});

it('A room that a link brought along is there already, and the cursor goes to the name', async () => {
  const { form, field } = await shown({ room: 'books' });
  form.focus();
  expect(field('room').value).to.equal('books');
  expect(hasFocus(field('username'))).to.equal(true);
});

it('Where everything is filled in, the cursor goes to the first field', async () => {
  const { form, field } = await shown({ username: 'Ana', room: 'books' });
  form.focus();
  expect(hasFocus(field('username'))).to.equal(true);
});

it('Who has a name is asked for a room alone', async () => {
  const { form, field, joins } = await shown({ username: 'Ana', asksName: false });
  expect(parts(form, 'input').length).to.equal(1);
  paste(field('room'), 'books');
  button(form, 'Join').click();
  expect(joins).to.deep.equal([{ username: 'Ana', room: 'books', server: undefined }]);
  await expectAccessible(form);
});

it('Where the page is no server\'s own, the form asks for one', async () => {
  const { form, field, joins } = await shown({ username: 'Ana', room: 'books', asksServer: true });
  expect(textsOf([...field('server').labels ?? []])).to.deep.equal(['Server address']);
  paste(field('server'), 'sala.example');
  button(form, 'Join').click();
  expect(joins).to.deep.equal([{ username: 'Ana', room: 'books', server: 'sala.example' }]);
  await expectAccessible(form);
});

it('What is missing is said beside each field, and the focus goes to the first', async () => {
  const { form, field, problemOf, joins } = await shown();
  button(form, 'Join').focus();
  await press('Enter');
  await form.updateComplete;
  expect(joins).to.deep.equal([]);
  expect(problemOf('username')).to.equal('Say what others should call you.');
  expect(problemOf('room')).to.equal('Say which room.');
  expect(field('username').getAttribute('aria-invalid')).to.equal('true');
  expect(hasFocus(field('username'))).to.equal(true);
  await expectAccessible(form);
});

it('What was wrong is gone as soon as somebody types', async () => {
  const { form, field, problemOf } = await shown({ room: 'lobby' });
  button(form, 'Join').click();
  await form.updateComplete;
  field('username').focus();
  await type('A');
  await form.updateComplete;
  expect(problemOf('username')).to.equal('');
  expect(field('username').getAttribute('aria-invalid')).to.equal('false');
});

it('A name that is too long or has invisible characters does not leave the form', async () => {
  const { form, field, problemOf, joins } = await shown({ room: 'lobby' });
  for (const [name, problem] of [
    ['x'.repeat(33), 'At most 32 characters, please.'],
    ['An\u200Ba', 'This has invisible characters. Type it again.'],
    ['ana\uFE0F', 'This has invisible characters. Type it again.'],
    ['ana\u034F', 'This has invisible characters. Type it again.'],
    ['\u3164', 'This has invisible characters. Type it again.'],
    ['\u0301\u0316', 'This has invisible characters. Type it again.'],
    ['\u0301\u0316'.repeat(100_000), 'At most 32 characters, please.'],
    ['\u00A0 ', 'Say what others should call you.'],
  ] as const) {
    paste(field('username'), name);
    button(form, 'Join').click();
    await form.updateComplete;
    expect(problemOf('username')).to.equal(problem);
    expect(field('username').value).to.equal(name);
  }
  paste(field('username'), 'Ana');
  paste(field('room'), 'x'.repeat(65));
  button(form, 'Join').click();
  await form.updateComplete;
  expect(problemOf('room')).to.equal('At most 64 characters, please.');
  expect(hasFocus(field('room'))).to.equal(true);
  expect(joins).to.deep.equal([]);
});

it('A name that is taken is said beside the name, with the focus there', async () => {
  const { form, field, problemOf, joins } = await shown({ username: 'Ana', room: 'lobby' });
  button(form, 'Join').focus();
  await press('Enter');
  await refused(form, { field: 'username', text: 'Somebody else has this name, or one that looks the same. Choose another one.' });
  expect(problemOf('username')).to.equal('Somebody else has this name, or one that looks the same. Choose another one.');
  expect(hasFocus(field('username'))).to.equal(true);
  expect(field('username').value).to.equal('Ana');
  await expectAccessible(form);
  paste(field('username'), 'Anna');
  await form.updateComplete;
  expect(problemOf('username')).to.equal('');
  button(form, 'Join').click();
  expect(joins.map(({ username }) => username)).to.deep.equal(['Ana', 'Anna']);
});

it('What is wrong with no field is said above the button', async () => {
  const { form } = await shown({ username: 'Ana', room: 'lobby' });
  await refused(form, { text: 'The server does not answer.' });
  expect(textsOf(parts(form, '[role=alert]'))).to.deep.equal(['The server does not answer.']);
  await expectAccessible(form);
});

it('A form that is joining joins once', async () => {
  const { form, field, joins } = await shown({ username: 'Ana', room: 'lobby' });
  form.addEventListener('sala-join', () => { form.busy = true; });
  field('room').focus();
  await press('Enter');
  await press('Enter');
  button(form, 'Join').click();
  expect(joins).to.have.lengthOf(1);
  await form.updateComplete;
  expect(button(form, 'Join').getAttribute('aria-disabled')).to.equal('true');
  expect(part(form, 'form').getAttribute('aria-busy')).to.equal('true');
  await expectAccessible(form);
});

it('A form that was reset has nothing of what was typed, and nothing of what was wrong', async () => {
  const { form, field } = await shown({ username: 'Ana', asksName: false });
  paste(field('room'), 'books');
  button(form, 'Join').click();
  await refused(form, { text: 'This room is full.' });
  paste(field('room'), 'half a na');
  form.reset();
  await form.updateComplete;
  expect(field('room').value).to.equal('');
  expect(parts(form, '[role=alert]').length).to.equal(0);
});

it('Who has no name for a room is given one, and can change it', async () => {
  const { form, field, joins } = await shown({ username: 'Ana' });
  button(form, 'Suggest a room name').click();
  await until(() => field('room').value !== '');
  expect(field('room').value).to.match(/^[a-z]+-[a-z]+-[a-z]+$/);
  expect(hasFocus(field('room'))).to.equal(true);
  const first = field('room').value;
  button(form, 'Suggest a room name').click();
  await until(() => field('room').value !== first);
  await expectAccessible(form);
  button(form, 'Join').click();
  expect(joins.map(({ room }) => room)).to.deep.equal([field('room').value]);
});

it('A room that is there already needs no proposal', async () => {
  const { form } = await shown({ room: 'books' });
  expect(textsOf(parts(form, 'button'))).to.deep.equal(['Join']);
});

it('Who was invited is asked for a name alone, and joins the room of the invitation', async () => {
  const { form, field, joins } = await shown({ room: 'books', invited: true });
  expect(textsOf(parts(form, 'label, button'))).to.deep.equal(['Your name', 'Join', 'Another room']);
  await expectAccessible(form);
  field('username').focus();
  await type('Ana');
  await press('Enter');
  expect(joins).to.deep.equal([{ username: 'Ana', room: 'books', server: undefined }]);
});

it('Who was invited and wants another room is asked for it', async () => {
  const { form, field, joins } = await shown({ username: 'Ana', room: 'books', invited: true });
  button(form, 'Another room').click();
  await until(() => parts(form, '#room').length === 1 && hasFocus(field('room')));
  expect(textsOf(parts(form, 'button'))).to.deep.equal(['Suggest a room name', 'Join']);
  await expectAccessible(form);
  await type('garden');
  await press('Enter');
  expect(joins.map(({ room }) => room)).to.deep.equal(['garden']);
});

it('What is wrong with the room of an invitation is said, above the button or beside the room', async () => {
  const { form } = await shown({ username: 'Ana', room: 'books', invited: true });
  await refused(form, { field: 'room', text: 'This room is full.' });
  expect(textsOf(parts(form, '[role=alert]'))).to.deep.equal(['This room is full.']);
  expect(parts(form, '.above')).to.have.lengthOf(1);
  await expectAccessible(form);
  const { field } = await shown({ username: 'Ana', room: 'x'.repeat(65), invited: true });
  expect(field('room').value).to.equal('x'.repeat(65));
});

it('what is pasted into a name has no escape sequences and no line breaks', async () => {
  const { form, field } = await shown();
  for (const [text, clean] of [['\u001B[31mAna\u001B[0m', 'Ana'], ['Ana\u000BMaria', 'Ana Maria'], ['Ana\u0007', 'Ana'], ['Ana\u2028Maria', 'Ana Maria']] as const) {
    for (const name of ['username', 'room']) {
      paste(field(name), text);
      expect(field(name).value, JSON.stringify(text)).to.equal(clean);
    }
  }
  await form.updateComplete;
});

it('no phone corrects a name or a room', async () => {
  const { field } = await shown();
  for (const name of ['username', 'room']) expect(field(name).getAttribute('autocorrect')).to.equal('off');
});
