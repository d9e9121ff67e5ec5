import { test } from 'node:test';
import { expect } from 'chai';
import { arrivalOf as read, isArrival } from '../../src/pages/arrival.ts';

const BASES = { own: 'https://sala.example/', demo: 'https://sala.example/demo/' };
/** As the manifest's addresses ask. */
const arrivalOf = (asked: string) => read({ hash: `#${asked}`, search: '' }, BASES);

const invited = (invitation: string) => arrivalOf(`?invitation=${encodeURIComponent(invitation)}`)?.invitation;

test('an address that asks for nothing of ours has no arrival', () => {
  for (const search of ['', '?', '?utm_source=mail', '?room=kitchen']) expect(arrivalOf(search), search).to.equal(undefined);
});

test('a shortcut’s address says what it wants', () => {
  expect(arrivalOf('?join')).to.include({ asksForRoom: true, wantsDemo: false });
  expect(arrivalOf('?demo')).to.include({ asksForRoom: false, wantsDemo: true });
});

test('an invitation names a room as a link’s fragment does', () => {
  expect(invited('web+sala:kitchen')).to.deep.equal({ room: 'kitchen', server: undefined });
  expect(invited('WEB+SALA://kitchen')?.room).to.equal('kitchen');
  expect(invited('web+sala:a%2Fb%3Fc%23d')?.room).to.equal('a/b?c#d');
  expect(invited('web+sala:50%')?.room).to.equal('50%');
  expect(invited('web+sala:kitchen?server=http://192.168.0.10:5501/')).to.deep.equal({ room: 'kitchen', server: 'http://192.168.0.10:5501/' });
});

test('an invitation of another scheme, or to no room, leads nowhere', () => {
  for (const other of ['', 'web+sala:', 'web+sala://', 'https://sala.example/', 'javascript:alert(1)', ' web+sala:a', 'web+sala:a#b']) {
    expect(invited(other)?.room, other).to.equal(undefined);
    expect(arrivalOf(`?invitation=${encodeURIComponent(other)}`), other).to.include({ asksForRoom: false, wantsDemo: false });
  }
});

test('of what is shared, title, text and link become lines, and nothing stands there twice', () => {
  const shared = (title: string, text: string, url: string) =>
    arrivalOf(`?${String(new URLSearchParams({ 'share-title': title, 'share-text': text, 'share-url': url }))}`)?.shared;
  expect(shared('Soup', 'Try this', 'https://soup.example/')).to.equal('Soup\nTry this\nhttps://soup.example/');
  expect(shared('', 'Try https://soup.example/', 'https://soup.example/')).to.equal('Try https://soup.example/');
  expect(shared('Soup', 'Soup: https://soup.example/', '')).to.equal('Soup: https://soup.example/');
  expect(shared('same', 'same', 'same')).to.equal('same');
  expect(shared(' ', '', '')).to.equal(undefined);
});

test('an app that was installed earlier asks in the query, and is understood', () => {
  expect(read({ hash: '', search: '?join' }, BASES)).to.include({ asksForRoom: true });
  expect(read({ hash: '#/kitchen', search: '?share-text=soup' }, BASES)).to.include({ shared: 'soup' });
});

test('a fragment that names a room asks for nothing', () => {
  for (const hash of ['', '#', '#/', '#/kitchen', '#/a?join']) expect(isArrival(hash), hash).to.equal(false);
  expect(read({ hash: '#/kitchen?join', search: '' }, BASES)).to.equal(undefined);
});

test('what was shared while nobody took it is said to be lost', () => {
  expect(arrivalOf('?share-again')).to.include({ lostShared: true, shared: '' });
});
