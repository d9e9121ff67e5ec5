import { expect } from '@open-wc/testing';
import { Preferences } from '../../src/pages/preferences.ts';

const KEY = 'sala preferences';
const SERVER = 'https://sala.example/';

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

it('Who has chosen nothing has what the system says, and hears of everything', () => {
  const { values } = new Preferences();
  expect(values).to.deep.equal({ theme: 'system', language: 'system', sound: true, notify: 'all', notifyIn: {} });
});

it('What was chosen is there in the next page, and tells who listens', () => {
  const preferences = new Preferences();
  let told = 0;
  const end = preferences.subscribe(() => told++);
  preferences.set({ theme: 'dark' });
  preferences.setNotifyIn(SERVER, 'lobby', 'none');
  end();
  preferences.set({ sound: false });
  expect(told).to.equal(2);
  const next = new Preferences();
  expect(next.values).to.include({ theme: 'dark', sound: false });
  expect(next.notifyIn(SERVER, 'lobby')).to.equal('none');
  expect(next.notifyIn(SERVER, 'garden')).to.equal('all');
  expect(next.notifyIn('https://other.example/', 'lobby')).to.equal('all');
});

it('Another window\'s choice is heard', () => {
  const preferences = new Preferences();
  let told = 0;
  preferences.subscribe(() => told++);
  localStorage.setItem(KEY, JSON.stringify({ theme: 'light' }));
  dispatchEvent(new StorageEvent('storage', { key: KEY }));
  expect(told).to.equal(1);
  expect(preferences.values.theme).to.equal('light');
});

it('What cannot be read is as if nothing had been chosen, and the rest stays', () => {
  for (const broken of ['{', '[]', 'null', '{"theme":"pink"}', '{"notifyIn":7}']) {
    localStorage.setItem(KEY, broken);
    expect(new Preferences().values.theme, broken).to.equal('system');
  }
  localStorage.setItem(KEY, '{"theme":"pink","sound":false}');
  expect(new Preferences().values).to.include({ theme: 'system', sound: false });
});
