import { expect } from '@open-wc/testing';
import { nameOf, SOURCE_LOCALE, TARGET_LOCALES } from '../../src/locales/locale.ts';
import { showAsChosen } from '../../src/pages/appearance.ts';
import { preferences } from '../../src/pages/preferences.ts';
import { until } from './elements.ts';

const colours: HTMLMetaElement[] = [];
let end = () => {};

before(() => {
  for (const [scheme, content] of [['light', '#fff'], ['dark', '#000']]) {
    const colour = Object.assign(document.createElement('meta'), { name: 'theme-color', content });
    colour.setAttribute('media', `(prefers-color-scheme: ${scheme})`);
    document.head.append(colour);
    colours.push(colour);
  }
});
beforeEach(async () => { end = await showAsChosen(); });
afterEach(async () => {
  preferences.set({ theme: 'system', language: 'en' });
  await until(() => document.documentElement.lang === 'en');
  end();
  preferences.set({ language: 'system' });
});
after(() => { for (const colour of colours) colour.remove(); });

/** The colour of the window's frame where the system is in a scheme. */
function frame(scheme: 'light' | 'dark'): string | undefined {
  const applies = ({ media }: HTMLMetaElement) => media === 'all' || media === `(prefers-color-scheme: ${scheme})`;
  return colours.find(applies)?.content;
}

const schemeOf = () => getComputedStyle(document.documentElement).colorScheme;

it('A theme that is chosen is shown at once, by page and frame, and that of the system again', () => {
  const system = schemeOf();
  preferences.set({ theme: 'dark' });
  expect(schemeOf()).to.equal('dark');
  expect([frame('light'), frame('dark')]).to.deep.equal(['#000', '#000']);
  preferences.set({ theme: 'light' });
  expect(schemeOf()).to.equal('light');
  expect([frame('light'), frame('dark')]).to.deep.equal(['#fff', '#fff']);
  preferences.set({ theme: 'system' });
  expect(schemeOf()).to.equal(system);
  expect([frame('light'), frame('dark')]).to.deep.equal(['#fff', '#000']);
});

it('A language that is chosen is spoken at once, whatever the browser wants', async () => {
  preferences.set({ language: 'pt-BR' });
  await until(() => document.documentElement.lang === 'pt-BR');
  preferences.set({ language: 'en' });
  await until(() => document.documentElement.lang === 'en');
});

it('Each language is called as its speakers call it', () => {
  expect([SOURCE_LOCALE, ...TARGET_LOCALES].map(nameOf)).to.include.members(['English', 'Português']);
});
