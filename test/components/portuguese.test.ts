import { expect } from '@open-wc/testing';
import { useLocale } from '../../src/locales/locale.ts';
import { templates } from '../../src/locales/pt-BR.ts';
import { part, parts, textsOf, until } from './elements.ts';
import { opened, useServers } from './opened-app.ts';

const servers = useServers();

before(() => useLocale(['pt-BR']));
after(() => useLocale(['en']));

/** What may be said that no language changes: what people wrote, names, numbers, keys, and what `Intl` writes. */
const SAME = /^(Sala|Hoje|Ana|Bruno|lobby|Olá|English|Português|localhost(:\d+)?(\/\S*)?|(Ctrl|Shift|Alt|Esc|Enter|[KFR↑↓?])|.*\d.*|\p{P}*)$/u;

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Texts that the language has, with anything where a value is. */
const known = Object.values(templates).map((template) =>
  new RegExp(`^${typeof template === 'string' ? escaped(template) : template.strings.map(escaped).join('.*')}$`, 's'));

/** Everything that is shown or read out below a node, in all shadow roots; what belongs together in one piece. */
function* wordsBelow(node: Node): Generator<string> {
  if (node instanceof Text) yield node.data;
  if (node instanceof HTMLStyleElement) return;
  if (node instanceof Element) {
    for (const name of ['aria-label', 'title', 'placeholder']) yield node.getAttribute(name) ?? '';
    if (node.shadowRoot) yield* wordsBelow(node.shadowRoot);
  }
  for (const child of node.childNodes) yield* wordsBelow(child);
}

/** What is said in no language that there is. A sentence with values may be several texts. */
function strange(root: Node): string[] {
  const words = [...wordsBelow(root)].flatMap((text) => text.trim().split(' · ')).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  return [...new Set(words)].filter((text) => text !== '' && !SAME.test(text) && !known.some((one) => one.test(text)));
}

it('In Portuguese no word of another language is left, on the first screen, in a room and in all dialogs', async () => {
  await servers[0]?.says('Bruno', 'lobby', 'Olá');
  const one = await opened();
  expect(strange(one.app)).to.deep.equal([]);
  one.join('Ana', 'lobby');
  await until(() => one.isIn('lobby'));
  await until(() => textsOf(parts(part(one.page(), 'sala-message-log'), '.text')).includes('Olá'));
  expect(strange(one.app)).to.deep.equal([]);
  for (const name of ['settings', 'find', 'search', 'save', 'shortcuts'] as const) {
    await one.dialogs().open(name);
    await one.dialogs().updateComplete;
    expect(strange(one.app), name).to.deep.equal([]);
  }
});
