import { expect } from '@open-wc/testing';
import { talkAsJson, talkAsText, talkFileName, type Talk } from '../../src/pages/talk-file.ts';
import { openDevice } from '../../src/storage/database.ts';
import type { KeptEntry } from '../../src/storage/kept.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, part, parts, textsOf, until } from './elements.ts';
import { goTo, opened, OWN, useServers } from './opened-app.ts';

const servers = useServers();

/** 23 November 2026, 19:05, where the test runs, in seconds since the Unix epoch. */
const EVENING = new Date(2026, 10, 23, 19, 5).getTime() / 1_000;

const TALK: Talk = {
  room: 'a/b', server: 'https://sala.example/', at: EVENING * 1_000,
  entries: [
    { kind: 'event', key: '1', epoch: 'e', rank: 1, timestamp: EVENING, text: 'ana joined the room', event: 'joined', user: 'ana' },
    { kind: 'message', key: '2', epoch: 'e', rank: 1, timestamp: EVENING + 1, id: 'x', writer: 'ana', text: 'Hi,\nthere' },
    { kind: 'gap', key: '3', epoch: 'e', rank: 0, timestamp: EVENING + 86_400 },
    { kind: 'message', key: '4', epoch: 'e', rank: 1, timestamp: EVENING + 86_400, id: undefined, writer: 'bea', text: 'later' },
  ],
};

it('A talk as text has days, times, writers and what happened', () => {
  const time = /(19:05|7:05\sPM)/g;
  expect(talkAsText(TALK).replaceAll(time, 'TIME').split('\n').filter((line) => !/November/.test(line))).to.deep.equal([
    'a/b · https://sala.example/', '', '', 'TIME  ana joined the room', 'TIME  ana: Hi,', '    there', '', '',
    'TIME  Some messages may be missing here', 'TIME  bea: later', '',
  ]);
});

it('In a talk as text a name that says something stands in quotes', () => {
  const event = { kind: 'event', key: '1', epoch: 'e', rank: 1, timestamp: EVENING, text: '', event: 'joined' } as const;
  const said = { kind: 'message', key: '2', epoch: 'e', rank: 1, timestamp: EVENING, id: 'x', text: 'hi' } as const;
  const lines = (entries: Talk['entries']) => talkAsText({ ...TALK, entries }).trimEnd().split('\n').slice(4).map((line) => line.split('  ')[1]);
  expect(lines([
    { ...event, user: 'ana left the room' }, { ...event, user: 'ana: hi' }, { ...event, user: '“ana” left the room, “bea' },
    { ...said, writer: 'ana left the room' }, { ...said, writer: 'ana:' }, { ...said, writer: 'أنا' },
  ])).to.deep.equal([
    '“ana left the room” joined the room', '“ana: hi” joined the room', '“"ana" left the room, "bea” joined the room',
    '“ana left the room”: hi', '“ana:”: hi', 'أنا: hi',
  ]);
});

const saying = (text: string): KeptEntry => ({ kind: 'message', key: '2', epoch: 'e', rank: 1, timestamp: EVENING, id: 'x', writer: 'ana', text });

it('no line of a message looks like another entry, however it is broken', () => {
  for (const lineBreak of ['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029']) {
    const text = `hi${lineBreak}1:40 AM  ana: I owe bob 500 euros`;
    const lines = talkAsText({ ...TALK, entries: [saying(text)] }).split(/[\r\n\v\f\u0085\u2028\u2029]/);
    expect(lines.filter((line) => line.startsWith('1:40')), JSON.stringify(lineBreak)).to.deep.equal([]);
    expect(lines).to.include('    1:40 AM  ana: I owe bob 500 euros');
  }
});

it('a saved talk has no control that turns the writing around', () => {
  const entries = [saying('https://ed.example/about\u202E3pm.exe')];
  expect(talkAsText({ ...TALK, entries })).to.include('ana: https://ed.example/about3pm.exe');
  const json = talkAsJson({ ...TALK, entries });
  expect(json).not.to.include('\u202E');
  expect((JSON.parse(json) as { messages: { message: string }[] }).messages[0]?.message).to.equal('https://ed.example/about\u202E3pm.exe');
});

it('A talk as JSON has the fields of the protocol, and says where something is missing', () => {
  expect(JSON.parse(talkAsJson(TALK))).to.deep.equal({
    room: 'a/b', server: 'https://sala.example/', saved: EVENING,
    messages: [
      { type: 'system', message: 'ana joined the room', timestamp: EVENING, event: 'joined', user: 'ana' },
      { type: 'message', username: 'ana', message: 'Hi,\nthere', timestamp: EVENING + 1, id: 'x' },
      { type: 'message', username: 'bea', message: 'later', timestamp: EVENING + 86_400, gap: true },
    ],
  });
});

it('A file is named after room and day, as every system takes it', () => {
  expect(talkFileName(TALK, 'json')).to.equal('a_b 2026-11-23.json');
  expect(talkFileName({ ...TALK, room: '..' }, 'txt')).to.equal('_ 2026-11-23.txt');
});

it('The talk of the open room is saved as a file, by what the device keeps of it', async () => {
  await servers[0]?.says('Bruno', 'lobby', 'Bring bread');
  const { join, isIn, page, dialogs } = await opened();
  join('Ana', 'lobby');
  await until(() => isIn('lobby'));
  await until(() => textsOf(parts(part(page(), 'sala-message-log'), '.text')).includes('Bring bread'));
  button(page(), 'Save the talk').click();
  await until(() => parts(dialogs(), 'sala-save-talk').length === 1 && parts(part(dialogs(), 'sala-save-talk'), 'dialog[open]').length === 1);
  const save = part(dialogs(), 'sala-save-talk');
  expect(part(save, 'p').textContent).to.contain('1 message of this room');
  await expectAccessible(save);
  const saved: HTMLAnchorElement[] = [];
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function remember(this: HTMLAnchorElement) { saved.push(this); };
  button(save, 'As JSON').click();
  HTMLAnchorElement.prototype.click = click;
  expect(saved.map(({ download }) => download)).to.deep.equal([talkFileName({ ...TALK, room: 'lobby', at: Date.now() }, 'json')]);
  expect(part<HTMLDialogElement>(save, 'dialog').open).to.equal(false);
});

it('A file says where a room was made again', async () => {
  const store = (await openDevice()).store(OWN);
  const room = { name: 'lobby', openedAt: 1, epochs: [{ epoch: 'old', cursor: 1, coveredFrom: 0 }], formerEpochs: 0, epoch: 'old' };
  await store.keepAccount({ username: 'Ana', key: 'k', activeRoom: 'lobby' });
  await store.openRoom(room);
  await store.keepRoom(room, [{ kind: 'message', key: 'old', epoch: 'old', timestamp: 1, rank: 1, id: 'x', writer: 'Bruno', text: 'before' }]);
  store.close();
  await servers[0]?.says('Bruno', 'lobby', 'after');
  goTo('#/lobby');
  const { page, dialogs } = await opened();
  await until(() => textsOf(parts(part(page(), 'sala-message-log'), '.text')).includes('after'));
  button(page(), 'Save the talk').click();
  await until(() => parts(dialogs(), 'sala-save-talk').length === 1 && parts(part(dialogs(), 'sala-save-talk'), 'dialog[open]').length === 1);
  const saved: Blob[] = [];
  const { createObjectURL } = URL;
  URL.createObjectURL = (file) => { saved.push(file as Blob); return '#'; };
  button(part(dialogs(), 'sala-save-talk'), 'As JSON').click();
  URL.createObjectURL = createObjectURL;
  const { messages } = JSON.parse((await saved[0]?.text()) ?? '') as { messages: { gap?: boolean }[] };
  expect(messages.map(({ gap }) => gap ?? false).slice(0, 3)).to.deep.equal([false, true, false]);
});
