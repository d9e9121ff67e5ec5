import { expect, fixture, html } from '@open-wc/testing';
import type { Composer } from '../../src/components/composer.ts';
import '../../src/components/composer.ts';
import type { RoomList } from '../../src/components/room-list.ts';
import '../../src/components/room-list.ts';
import { formatDay, formatTime } from '../../src/locales/format.ts';
import { useLocale } from '../../src/locales/locale.ts';
import { isSingular } from '../../src/locales/plural.ts';
import { failureWords } from '../../src/pages/failure-words.ts';
import { hrefOf, roomOf } from '../../src/pages/route.ts';
import { ERROR_CODES } from '../../src/protocol/errors.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, part, parts, paste, textsOf } from './elements.ts';
import { EVENING } from './entries.ts';

/** Refusals that only a fault of the client's can bring about: for those the server's own words do. */
const FAULTS_OF_OURS = ['invalid_request', 'not_found', 'method_not_allowed', 'unsupported_media_type'];

/** What the browser says it wants to read. */
let wanted: readonly string[];
const { languages } = Object.getOwnPropertyDescriptors(Navigator.prototype);

async function reads(...tags: string[]): Promise<void> {
  wanted = tags;
  await useLocale(tags);
}

before(() => Object.defineProperty(navigator, 'languages', { configurable: true, get: () => wanted }));
beforeEach(() => reads('en'));
after(async () => {
  await reads('en');
  Object.defineProperty(navigator, 'languages', languages);
});

it('In Portuguese the page speaks Portuguese, what is drawn already as well', async () => {
  const composer = await fixture<Composer>(html`<sala-composer></sala-composer>`);
  await reads('pt-PT');
  await composer.updateComplete;
  expect(document.documentElement.lang).to.equal('pt-BR');
  expect(part(composer, 'textarea').getAttribute('aria-label')).to.equal('Mensagem');
  button(composer, 'Enviar');
  await expectAccessible(composer);
});

it('One thing and several things have their own words', async () => {
  const rooms = [1, 2, 21].map((unread) => ({ name: 'sala', href: '#/sala', unread }));
  const list = await fixture<RoomList>(html`<sala-room-list .rooms=${rooms.map((room, index) => ({ ...room, name: `sala ${index}` }))}></sala-room-list>`);
  const unread = () => textsOf(parts(list, '.visually-hidden'));
  expect(unread()).to.deep.equal(['1 unread', '2 unread', '21 unread']);
  await reads('pt-BR');
  await list.updateComplete;
  expect(unread()).to.deep.equal(['1 não lida', '2 não lidas', '21 não lidas']);
});

it('A text that is one character too long is so in Portuguese too', async () => {
  await reads('pt-BR');
  const composer = await fixture<Composer>(html`<sala-composer></sala-composer>`);
  const words = async (length: number) => {
    paste(part<HTMLTextAreaElement>(composer, 'textarea'), 'x'.repeat(length));
    button(composer, 'Enviar').click();
    await composer.updateComplete;
    return part(composer, '[role=alert]').textContent;
  };
  expect(await words(4_001)).to.equal('É 1 caractere a mais. Envie em partes.');
  expect(await words(4_002)).to.equal('São 2 caracteres a mais. Envie em partes.');
});

it('Zero is one of several in English, and a single one in Portuguese', async () => {
  expect([0, 1, 2].map(isSingular)).to.deep.equal([false, true, false]);
  await reads('pt-BR');
  expect([0, 1, 2].map(isSingular)).to.deep.equal([true, true, false]);
});

it('Times and days are written as the reader\'s country writes them', async () => {
  const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ');
  await reads('en-US');
  expect(plain(formatTime(EVENING))).to.equal('7:05 PM');
  expect(formatDay(EVENING)).to.equal('Monday, November 23');
  await reads('de', 'en-GB');
  expect(formatTime(EVENING)).to.equal('19:05');
  expect(formatDay(EVENING)).to.match(/^Monday,? 23 November$/);
  await reads('pt-BR');
  expect(formatTime(EVENING)).to.equal('19:05');
  expect(formatDay(EVENING)).to.equal('segunda-feira, 23 de novembro');
});

it('Every refusal that a person can meet has words of its own', () => {
  for (const code of ERROR_CODES) {
    const words = failureWords({ kind: 'refused', code, message: 'The server\'s own words.' });
    expect(words === 'The server\'s own words.', code).to.equal(FAULTS_OF_OURS.includes(code));
  }
  expect(failureWords({ kind: 'refused', code: undefined, message: 'Nope.' })).to.equal('Nope.');
  expect(failureWords({ kind: 'unreachable' })).to.contain('does not answer');
  expect(failureWords({ kind: 'no_server' })).to.contain('no Sala server');
});

it('A room finds its way through an address and back', () => {
  for (const name of ['lobby', 'café & co', 'a/b', '100%', '#?', '日本', '..', '%2F']) expect(roomOf(hrefOf(name)), name).to.equal(name);
});

it('A fragment names a room or none, whoever wrote it', () => {
  expect(roomOf('')).to.equal(undefined);
  expect(roomOf('#')).to.equal(undefined);
  expect(roomOf('#/')).to.equal(undefined);
  expect(roomOf('#elsewhere')).to.equal(undefined);
  expect(roomOf('#/100%')).to.equal('100%');
});
