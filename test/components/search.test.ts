import { expect } from '@open-wc/testing';
import { findFolded, fold } from '../../src/locales/fold.ts';
import type { SearchDialog } from '../../src/components/search-dialog.ts';
import { openDevice } from '../../src/storage/database.ts';
import type { KeptEntry, KeptRoom } from '../../src/storage/kept.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, hasFocus, part, parts, paste, press, textsOf, until } from './elements.ts';
import { goTo, opened, OWN, useServers } from './opened-app.ts';

const servers = useServers();

const LOBBY: KeptRoom = { name: 'lobby', openedAt: 1, epochs: [{ epoch: 'old', cursor: 500, coveredFrom: 0 }], formerEpochs: 0, epoch: 'old' };

/** Ana, whose device keeps 500 messages of the lobby, of which the 10th is about bread, and who is in the kitchen. */
async function inKitchen() {
  const store = (await openDevice()).store(OWN);
  await store.keepAccount({ username: 'Ana', key: 'k', activeRoom: 'kitchen' });
  await store.openRoom(LOBBY);
  const entries = Array.from({ length: 500 }, (_one, index): KeptEntry => ({
    kind: 'message', key: `old ana\n${index}`, epoch: 'old', timestamp: index + 1, rank: 1, id: String(index), writer: 'Bruno',
    text: index === 10 ? 'Quem traz o PÃO?' : `Number ${index}`,
  }));
  await store.keepRoom(LOBBY, entries);
  await store.openRoom({ ...LOBBY, name: 'kitchen', openedAt: 2, epochs: [], epoch: undefined });
  store.close();
  await servers[0]?.says('Bruno', 'kitchen', 'We have no bread');
  await servers[0]?.says('Bruno', 'lobby', 'Hello');
  goTo('#/kitchen');
  const one = await opened();
  await until(() => one.isIn('kitchen'));
  await until(() => textsOf(parts(part(one.page(), 'sala-message-log'), '.text')).includes('We have no bread'));
  button(one.page(), 'Search').click();
  await until(() => parts(one.dialogs(), 'sala-search').length === 1);
  const dialog = () => part<SearchDialog>(part(one.dialogs(), 'sala-search'), 'sala-search-dialog');
  await until(() => part<HTMLDialogElement>(dialog(), 'dialog').open);
  return {
    ...one,
    dialog,
    looksFor: async (text: string, count: string) => {
      paste(part<HTMLInputElement>(dialog(), 'input'), text);
      await until(() => part(dialog(), '[role=status]').textContent === count);
    },
  };
}

it('What was said is found in all rooms of the server, whatever case and accents, and marked', async () => {
  const { dialog, looksFor } = await inKitchen();
  expect(hasFocus(part(dialog(), 'input'))).to.equal(true);
  await expectAccessible(dialog());
  await looksFor('pao', '1 message found');
  expect(textsOf(parts(dialog(), 'mark'))).to.deep.equal(['PÃO']);
  expect(textsOf(parts(dialog(), '.place'))[0]).to.match(/^lobby · Bruno · /);
  await expectAccessible(dialog());
  await looksFor('BREAD', '1 message found');
  await looksFor('number', '499 messages found');
  expect(parts(dialog(), 'li')).to.have.length(100);
  await looksFor('nowhere', 'Nothing found.');
  await looksFor(' ', 'In what this device keeps of your rooms.');
});

it('A press opens the room at the message, also where it is not loaded yet', async () => {
  const { looksFor, isIn, page } = await inKitchen();
  await looksFor('pão', '1 message found');
  await press('ArrowDown');
  await press('Enter');
  await until(() => isIn('lobby'));
  const log = part(page(), 'sala-message-log');
  const found = () => parts(log, 'li').find((item) => item.textContent.includes('PÃO'));
  await until(() => found() && hasFocus(found()));
  const { top, bottom } = (found() ?? log).getBoundingClientRect();
  expect(top).to.be.at.least(log.getBoundingClientRect().top);
  expect(bottom).to.be.at.most(log.getBoundingClientRect().bottom);
});

it('A text is found where it stands, whatever its signs become', () => {
  const marked = (text: string, what: string) => findFolded(text, fold(what)).map(([from, to]) => text.slice(from, to));
  expect(marked('Coração, CORAÇÃO', 'coracao')).to.deep.equal(['Coração', 'CORAÇÃO']);
  expect(marked('e\u0301cole', 'ec')).to.deep.equal(['e\u0301c']);
  expect(marked('🍞 bread 🍞', '🍞')).to.deep.equal(['🍞', '🍞']);
  expect(marked('İstanbul', 'istan')).to.deep.equal(['İstan']);
  expect(marked('aaa', 'aa')).to.deep.equal(['aa']);
  expect(marked('abc', '')).to.deep.equal([]);
  expect(marked('किताब', 'क')).to.deep.equal(['कि']);
  expect(marked('नमस्ते', 'नमस्त')).to.deep.equal(['नमस्ते']);
  expect(marked('ΟΔΟΣ ΜΟΥ', 'οδος')).to.deep.equal(['ΟΔΟΣ']);
  expect(marked('κόσμος', 'ΚΟΣ')).to.deep.equal(['κόσ']);
  expect(marked('\u1112\u1161\u11AB글', '한')).to.deep.equal(['\u1112\u1161\u11AB']);
});

it('letters that only look like others with accents are letters of their own', () => {
  const finds = (text: string, what: string) => findFolded(text, fold(what)).length > 0;
  for (const [text, what] of [['दाल', 'दिल'], ['มา', 'มี'], ['שָׁלוֹם', 'שלם'], ['мой', 'мои'], ['か', 'が'], ['كتب', 'كاتب']] as const) {
    expect(finds(text, what), `${what} in ${text}`).to.equal(false);
  }
  for (const [text, what] of [['São', 'sao'], ['Ελλάδα', 'ελλαδα'], ['всё', 'все'], ['Việt', 'viet'], ['दिल', 'दिल'], ['सा\u0902', 'सां']] as const) {
    expect(finds(text, what), `${what} in ${text}`).to.equal(true);
  }
});
