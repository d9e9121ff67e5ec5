import { expect, fixture } from '@open-wc/testing';
import { html, render } from 'lit';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { messageText } from '../../src/components/message-text.ts';
import { expectAccessible } from '../support/a11y.ts';
import { part, parts, resize } from './elements.ts';
import { message } from './entries.ts';

const PEOPLE = ['Ana', 'Bruno', 'Ana Maria'];

function renderInto(block: HTMLElement, text: string, people: readonly string[]): void {
  render(html`${messageText(text, people, 'Ana')}`, block);
}

function rendered(text: string, people: readonly string[] = PEOPLE): HTMLElement {
  const block = document.createElement('div');
  renderInto(block, text, people);
  return block;
}

/** The elements without Lit's comments and without what is the same for all of a kind. */
function markup(text: string): string {
  const element = rendered(text);
  return element.innerHTML.replaceAll(/<!--.*?-->| (?:dir|class|href|target|rel|tabindex|role|aria-label)="[^"]*"/g, '');
}

const logged = (...texts: string[]) =>
  fixture<MessageLog>(html`<sala-message-log style="block-size: 30rem" username="Ana" .people=${PEOPLE}
    .entries=${texts.map((text, index) => message(index % 2 ? 'Ana' : 'Bruno', text))}></sala-message-log>`);

it('Marks become elements', () => {
  expect(markup('*a* _b_ `c`')).to.equal('<p><strong>a</strong> <em>b</em> <code translate="no">c</code></p>');
  expect(markup('> a\nb')).to.equal('<blockquote><p>a</p></blockquote><p>b</p>');
  expect(markup('```ts\n*a*\n  b\n```')).to.equal('<pre translate="no"><code>*a*\n  b</code></pre>');
});

it('White space and lines stay', () => {
  expect(rendered('  hi\n\n there ').textContent).to.equal('  hi\n\n there ');
});

it('A link opens elsewhere and tells nobody where it was', () => {
  const link = rendered('https://a.example/b').querySelector('a');
  expect(link?.target).to.equal('_blank');
  expect(link?.rel.split(' ')).to.include.members(['noopener', 'noreferrer', 'nofollow', 'ugc']);
});

it('HTML stays text', () => {
  const text = '<img src=x onerror="alert(1)"> <b>bold</b> &amp; <script>alert(1)</script> https://a.example/"><i>x</i>';
  const block = rendered(text);
  expect(block.textContent).to.equal(text);
  expect([...block.querySelectorAll('*')].map(({ localName }) => localName)).to.deep.equal(['p', 'a', 'bdi']);
});

it('People who are there are mentioned, and oneself more strongly', () => {
  expect(markup('@ana, @Ana Maria, @bruno and @Carla')).to.equal('<p><mark translate="no">@ana</mark>, <bdi translate="no">@Ana Maria</bdi>, <bdi translate="no">@bruno</bdi> and @Carla</p>');
});

it('Who comes can be mentioned in what was said before', () => {
  const block = rendered('hi @Carla', []);
  expect(block.querySelector('bdi')).to.equal(null);
  renderInto(block, 'hi @Carla', ['Carla']);
  expect(block.querySelector('bdi')?.textContent).to.equal('@Carla');
  const before = block.querySelector('bdi');
  renderInto(block, 'hi @Carla', ['Carla']);
  expect(block.querySelector('bdi') === before).to.equal(true);
});

it('A text runs in the direction of its script, and code from the left', async () => {
  const log = await logged('مرحبا `x = 1`\nhello', '> مرحبا\n```\nمرحبا = 1\n```');
  const directions = parts(log, '.text p, .text blockquote, .text pre, .text code').map((element) => `${element.localName} ${getComputedStyle(element).direction}`);
  expect(directions).to.deep.equal(['p rtl', 'code ltr', 'blockquote rtl', 'p rtl', 'pre ltr', 'code ltr']);
});

it('Long code breaks into lines and widens nothing', async () => {
  await resize(320, 800);
  const log = await logged(`\`\`\`\n${'let x = 1; '.repeat(40)}\n\`\`\``, `> \`\`\`\n> ${'x'.repeat(400)}\n> \`\`\`\n\`${'y'.repeat(400)}\``);
  for (const element of [log, part(log, '[role=log]'), ...parts(log, '.text, pre')]) expect(element.scrollWidth, element.className).to.equal(element.clientWidth);
});

it('All of it is accessible, in one\'s own messages and in those of others', async () => {
  const all = '*a* _b_ `c` https://a.example @Ana @Bruno\n> quoted *a* `c` @Ana @Bruno https://a.example\n```\ncode\n```';
  await expectAccessible(await logged(all, all));
});
