import { str } from '@lit/localize';
import { expect, fixture, html } from '@open-wc/testing';
import type { Composer } from '../../src/components/composer.ts';
import '../../src/components/composer.ts';
import type { ConnectionStatus } from '../../src/components/connection-status.ts';
import '../../src/components/connection-status.ts';
import type { RoomList } from '../../src/components/room-list.ts';
import '../../src/components/room-list.ts';
import { formatAgo, formatDay, formatMoment, formatTime } from '../../src/locales/format.ts';
import { useLocale } from '../../src/locales/locale.ts';
import { plural } from '../../src/locales/plural.ts';
import { failureWords } from '../../src/pages/failure-words.ts';
import { hrefOf, placeOf } from '../../src/pages/route.ts';
import { lossWords } from '../../src/pages/undelivered.ts';
import { ERROR_CODES } from '../../src/protocol/errors.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, part, parts, paste, textsOf } from './elements.ts';
import { EVENING, MINUTE } from './entries.ts';

/** Refusals that only a fault of the client's can bring about: for those the server's own words do. */
const FAULTS_OF_OURS = ['invalid_request', 'not_found', 'method_not_allowed', 'unsupported_media_type', 'headers_too_large'];

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
  const rooms = [1, 2, 21].map((unread) => ({ name: 'sala', href: '#/sala', unread, undelivered: unread, isLost: false, isMuted: false }));
  const list = await fixture<RoomList>(html`<sala-room-list .rooms=${rooms.map((room, index) => ({ ...room, name: `sala ${index}` }))}></sala-room-list>`);
  const said = () => textsOf(parts(list, '.visually-hidden'));
  expect(said()).to.deep.equal(['1 not sent', '1 unread', '2 not sent', '2 unread', '21 not sent', '21 unread']);
  await reads('pt-BR');
  await list.updateComplete;
  expect(said()).to.deep.equal([
    '1 não enviada', '1 não lida', '2 não enviadas', '2 não lidas', '21 não enviadas', '21 não lidas',
  ]);
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
  const words = () => [0, 1, 2].map((count) => plural(count, 'roomCount', { one: str`${count} room`, other: str`${count} rooms` }));
  expect(words()).to.deep.equal(['0 rooms', '1 room', '2 rooms']);
  await reads('pt-BR');
  expect(words()).to.deep.equal(['0 sala', '1 sala', '2 salas']);
});

it('Times and days are written as the reader\'s country writes them', async () => {
  const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ');
  await reads('en-US');
  expect(plain(formatTime(EVENING))).to.equal('7:05 PM');
  const days = [1, 2, 3, 400].map((count) => EVENING + count * 86_400_000);
  const [, , later = NaN] = days;
  expect(formatDay(EVENING, later)).to.equal('Monday, November 23');
  await reads('de', 'en-GB');
  expect(formatTime(EVENING)).to.equal('19:05');
  expect(formatDay(EVENING, later)).to.match(/^Monday,? 23 November$/);
  expect(formatDay(EVENING, days[3])).to.match(/^Monday,? 23 November 2026$/);
  expect(days.slice(0, 2).map((now) => formatDay(EVENING, now))).to.deep.equal(['Yesterday', formatDay(EVENING, later)]);
  expect(formatDay(EVENING, EVENING + 60 * MINUTE)).to.equal('Today');
  expect(formatMoment(EVENING)).to.match(/^Monday,? 23 November 2026 at 19:05$/);
  await reads('pt-BR');
  expect(formatTime(EVENING)).to.equal('19:05');
  expect(formatDay(EVENING, later)).to.equal('segunda-feira, 23 de novembro');
  expect([EVENING, days[0]].map((now) => formatDay(EVENING, now))).to.deep.equal(['Hoje', 'Ontem']);
  expect(plain(formatMoment(EVENING))).to.equal('segunda-feira, 23 de novembro de 2026 às 19:05');
});

it('What was a while ago is told in whole minutes, hours or days', async () => {
  const ago = (ms: number) => formatAgo(EVENING - ms, EVENING);
  const HOUR = 60 * MINUTE;
  await reads('en');
  expect([11.9 * MINUTE, HOUR - 1].map(ago)).to.deep.equal(['11 minutes ago', '59 minutes ago']);
  expect([HOUR, 3.5 * HOUR, 24 * HOUR - 1].map(ago)).to.deep.equal(['1 hour ago', '3 hours ago', '23 hours ago']);
  expect([24 * HOUR, 49 * HOUR].map(ago)).to.deep.equal(['1 day ago', '2 days ago']);
  expect([0, -HOUR].map(ago)).to.deep.equal(['1 minute ago', '1 minute ago']);
  await reads('pt-PT', 'en');
  expect([MINUTE, 3 * HOUR, 48 * HOUR].map(ago)).to.deep.equal(['há 1 minuto', 'há 3 horas', 'há 2 dias']);
});

it('What waits is counted in Portuguese too', async () => {
  const status = await fixture<ConnectionStatus>(html`<sala-connection-status state="connected" .waiting=${1}></sala-connection-status>`);
  await reads('pt-BR');
  await status.updateComplete;
  expect(textsOf(parts(status, '.waiting'))).to.deep.equal(['1 mensagem à espera']);
  status.waiting = 2;
  await status.updateComplete;
  expect(textsOf(parts(status, '.waiting'))).to.deep.equal(['2 mensagens à espera']);
});

it('Every refusal that a person can meet has words of its own', () => {
  for (const code of ERROR_CODES) {
    const words = failureWords({ kind: 'refused', code, message: 'The server\'s own words.' });
    expect(words === 'The server\'s own words.', code).to.equal(FAULTS_OF_OURS.includes(code));
  }
  expect(failureWords({ kind: 'refused', code: undefined, message: 'Nope.' })).to.equal('Nope.');
  expect(failureWords({ kind: 'unreachable' })).to.contain('does not answer');
  expect(failureWords({ kind: 'no_server' })).to.contain('no Sala server');
  expect(failureWords({ kind: 'left' })).to.contain('on another device');
});

it('What leaving costs is said by its number', () => {
  expect(lossWords(3)).to.equal('3 messages have not been sent and will be lost.');
  expect(lossWords(1)).to.equal('1 message has not been sent and will be lost.');
  expect(lossWords(0)).to.equal('By now everything has been sent.');
});

const BASES = { own: 'https://sala.example/', demo: 'https://sala.example/demo/' };
const OTHER = 'http://192.168.0.10:5501/chat/';

it('A room and its server find their way through an address and back', () => {
  for (const room of ['lobby', 'café & co', 'a/b', '100%', '#?', '日本', '..', '%2F', 'x?server=y']) {
    const own = hrefOf(room, BASES.own, BASES);
    expect(own, room).to.equal(`#/${encodeURIComponent(room)}`);
    expect(placeOf(own, BASES), room).to.deep.equal({ room, server: undefined });
    for (const server of [BASES.demo, OTHER]) expect(placeOf(hrefOf(room, server, BASES), BASES), room).to.deep.equal({ room, server });
  }
});

it('A link reads well', () => {
  expect(hrefOf('lobby', OTHER, BASES)).to.equal('#/lobby?server=http://192.168.0.10:5501/chat/');
  expect(hrefOf('lobby', BASES.demo, BASES)).to.equal('#/lobby?server=demo');
});

it('A fragment names a room or none, whoever wrote it', () => {
  const places: Record<string, { room: string | undefined; server: string | undefined }> = {
    '': { room: undefined, server: undefined },
    '#': { room: undefined, server: undefined },
    '#/': { room: undefined, server: undefined },
    '#elsewhere': { room: undefined, server: undefined },
    '#/100%': { room: '100%', server: undefined },
    '#/what?': { room: 'what?', server: undefined },
    '#/lobby?server=chat.example': { room: 'lobby', server: 'https://chat.example/' },
    '#/lobby?server=javascript://x': { room: 'lobby', server: undefined },
    '#/?server=https://chat.example': { room: undefined, server: 'https://chat.example/' },
  };
  for (const [fragment, place] of Object.entries(places)) expect(placeOf(fragment, BASES), fragment).to.deep.equal(place);
});
