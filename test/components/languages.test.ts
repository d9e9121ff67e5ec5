// Holds that a further language is one file: words with the forms that it has, and its direction.
import './made-languages.ts';
import { expect, fixture, html } from '@open-wc/testing';
import type { Composer } from '../../src/components/composer.ts';
import '../../src/components/composer.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import type { PreferenceFields } from '../../src/components/preference-fields.ts';
import '../../src/components/preference-fields.ts';
import type { RoomList } from '../../src/components/room-list.ts';
import '../../src/components/room-list.ts';
import { suggestRoomName } from '../../src/components/room-name.ts';
import { useLocale } from '../../src/locales/locale.ts';
import { lossWords } from '../../src/pages/undelivered.ts';
import { expectAccessible } from '../support/a11y.ts';
import { part, parts, paste, textsOf } from './elements.ts';
import { EVENING } from './entries.ts';

afterEach(() => useLocale(['en']));

async function unread(...counts: number[]): Promise<string[]> {
  const rooms = counts.map((count) => ({ name: `room ${count}`, href: '#/room', unread: count, undelivered: 0, isLost: false, isMuted: false }));
  const list = await fixture<RoomList>(html`<sala-room-list .rooms=${rooms}></sala-room-list>`);
  await expectAccessible(list);
  return textsOf(parts(list, '.visually-hidden'));
}

it('A language with six forms for counts uses each, in lists, fields and questions', async () => {
  await useLocale(['ar']);
  expect(await unread(1, 2, 3, 11, 100)).to.deep.equal(['one 1', 'two 2', 'few 3', 'many 11', 'other 100']);
  const left = async (length: number) => {
    const composer = await fixture<Composer>(html`<sala-composer></sala-composer>`);
    paste(part<HTMLTextAreaElement>(composer, 'textarea'), 'x'.repeat(length));
    await composer.updateComplete;
    return part(composer, '[role=status]').textContent;
  };
  expect([await left(4_000), await left(4_002)]).to.deep.equal(['zero 0', 'two 2']);
  expect(lossWords(3)).to.equal('few 3');
});

it('Where a language has no text for a form, the one for all others does', async () => {
  await useLocale(['pl']);
  expect(await unread(1, 2, 5, 22)).to.deep.equal(['one 1', 'few 2', 'other 5', 'few 22']);
});

it('What people did is said by how many they are', async () => {
  const came = (user: string) => ({ kind: 'event', key: user, text: '', at: EVENING, event: 'joined', user } as const);
  const left = (user: string) => ({ ...came(user), key: `${user} left`, event: 'left' } as const);
  const log = await fixture<MessageLog>(html`<sala-message-log .entries=${[came('A'), came('B'), left('C')]}></sala-message-log>`);
  await useLocale(['ar']);
  await log.updateComplete;
  expect(parts(log, '[role=log]').map(({ textContent }) => textContent).join(' ')).to.match(/two .*A.*B.*one .*C/s);
});

it('A language of the list can be chosen, by its own name', async () => {
  const choices = { language: 'ar', theme: 'system', notify: 'all', sound: false } as const;
  const choice = await fixture<PreferenceFields>(html`<sala-preference-fields .choices=${choices}></sala-preference-fields>`);
  expect(textsOf(parts(choice, '#language option')).slice(1)).to.deep.equal(['English', 'Português', 'العربية', 'Polski']);
  expect(part<HTMLSelectElement>(choice, '#language').value).to.equal('ar');
  expect((await suggestRoomName('ar')).split('-').length).to.equal(3);
});

it('The page has the direction of its language', async () => {
  const { documentElement } = document;
  const directions: string[] = [];
  for (const tag of ['ar', 'pl', 'ar-EG', 'pt-BR', 'ar', 'en']) {
    await useLocale([tag]);
    directions.push(`${documentElement.lang} ${documentElement.dir}`);
  }
  expect(directions).to.deep.equal(['ar rtl', 'pl ltr', 'ar rtl', 'pt-BR ltr', 'ar rtl', 'en ltr']);
});
