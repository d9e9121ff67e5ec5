import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inline } from '../../src/text/inline.ts';
import { parseMarkup, type Block } from '../../src/text/markup.ts';
import { toNames } from '../../src/text/names.ts';

const PEOPLE = toNames(['Ana', 'Ana Maria', 'snake_case', 'João']);

/** A tree as tags, so that a test can be read. */
function tags(blocks: readonly Block[]): string {
  return blocks.map((block) => {
    if (block.kind === 'lines') return block.lines.map(inlineTags).join('\n');
    if (block.kind === 'quote') return `<quote>${tags(block.blocks)}</quote>`;
    return `<pre${block.language && ` ${block.language}`}>${block.text}</pre>`;
  }).join('|');
}

function inlineTags(nodes: readonly Inline[]): string {
  return nodes.map((node) => {
    if ('children' in node) return `<${node.kind}>${inlineTags(node.children)}</${node.kind}>`;
    return node.kind === 'text' ? node.text : `<${node.kind}>${node.text}</${node.kind}>`;
  }).join('');
}

/** All that is left of a text, languages of code included. */
function rest(blocks: readonly Block[]): string {
  return blocks.map((block) => {
    if (block.kind === 'lines') return block.lines.map(inlineRest).join('\n');
    return block.kind === 'quote' ? rest(block.blocks) : [block.language, block.text].filter(Boolean).join('\n');
  }).join('\n');
}

function inlineRest(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('children' in node ? inlineRest(node.children) : node.text)).join('');
}

function reads(expected: Record<string, string>): void {
  for (const [text, tree] of Object.entries(expected)) assert.equal(tags(parseMarkup(text, PEOPLE)), tree, text);
}

test('Marks at the edges of words make bold, italic and code', () => {
  reads({
    '*bold*': '<strong>bold</strong>',
    '**bold**': '<strong>bold</strong>',
    '***bold***': '<strong>bold</strong>',
    '_italic_': '<emphasis>italic</emphasis>',
    '`code`': '<code>code</code>',
    'so *very good*, (_yes_)!': 'so <strong>very good</strong>, (<emphasis>yes</emphasis>)!',
    '*bold _and_ `code`*': '<strong>bold <emphasis>and</emphasis> <code>code</code></strong>',
    '**_both_**': '<strong><emphasis>both</emphasis></strong>',
    '_**both**_': '<emphasis><strong>both</strong></emphasis>',
    '*Olá, João*': '<strong>Olá, João</strong>',
    '*🎉*': '<strong>🎉</strong>',
    '_snake_case_': '<emphasis>snake_case</emphasis>',
    '**a * b**': '<strong>a * b</strong>',
    '花*太字*花': '花<strong>太字</strong>花',
    '*중요*합니다': '<strong>중요</strong>합니다',
    'ו*חשוב*': 'ו<strong>חשוב</strong>',
    '*"quoted"* and *$5*': '<strong>"quoted"</strong> and <strong>$5</strong>',
    '*สำคัญ*มาก': '<strong>สำคัญ</strong>มาก',
    '*hello,* she said': '<strong>hello,</strong> she said',
    '``a ` b``': '<code>a ` b</code>',
    '*a*\n_b_': '<strong>a</strong>\n<emphasis>b</emphasis>',
  });
});

test('What only looks like a mark stays as it was typed', () => {
  for (const text of [
    '2 * 3 * 4', '2*3*4', 'snake_case_name', '__init__', '*open', 'open*', '* item\n* item', '_open', '`open', '``open`', '*a\nb*', '_a\nb_', '`a\nb`',
    '****', '*', '**', '_', '__', '`', '``', '```', '*not *', '* not*', 'a*b*c', 'a_b_c', '****x****', ':_)', '^_^',  '¯\\_(ツ)_/¯', 'é_a_', '*.js,*.ts', '*foo.js,*.ts', '**/*.ts', '_.map(_)', '*.test.js or *.spec.js', '*/5 * * * *', '*\u200B*', '*...*', 'src/**/*.ts and test/**/*.ts', '*@a.example,*@b.example', '"*" and "*"', '/* a */ b /* c */',
    'x = *(int*)p * *q', '[a-z]*_[0-9]*', '^.*_.*$', '"**/node_modules/**","**/dist/**"', '*-linux-* *-win-*', '-*- mode: c -*-', 'user_*_id user_*_x', '^_^ and ^_^', '>_< >_<', '*_*', '𝒜*b*', '>:(', '>.<', '>', '->', '\\*a\\*', '*a\\*',
  ]) assert.equal(tags(parseMarkup(text)), text);
});

test('Marks that are never closed leave alone those around them', () => {
  reads({
    '*a _b*': '<strong>a _b</strong>',
    '_a *b_ c*': '<emphasis>a *b</emphasis> c*',
    '*a *b*': '*a <strong>b</strong>',
    '*a* *b': '<strong>a</strong> *b',
    '**a*': '**a*',
    '`a` b`': '<code>a</code> b`',
  });
});

test('Code and addresses win over emphasis', () => {
  reads({
    '`*a*`': '<code>*a*</code>',
    '*`a*`': '*<code>a*</code>',
    '*a `b* c`': '*a <code>b* c</code>',
    '_https://a.example/b_c_': '<emphasis><link>https://a.example/b_c</link></emphasis>',
    '*https://a.example*': '<strong><link>https://a.example</link></strong>',
    'https://a.example/*x*/y': '<link>https://a.example/*x*/y</link>',
    '`https://a.example`': '<code>https://a.example</code>',
    '(see https://a.example/b_(c))': '(see <link>https://a.example/b_(c)</link>)',
  });
});

test('Code between fences is a block, with or without a language, over one line or many', () => {
  reads({
    '```\nlet a = 1;\n```': '<pre>let a = 1;</pre>',
    '```ts\nlet a = 1;\n\n  *b*\n```': '<pre ts>let a = 1;\n\n  *b*</pre>',
    '```let a = 1;```': '<pre>let a = 1;</pre>',
    '```one\ntwo```': '<pre>one\ntwo</pre>',
    'See:\n```\na\n```\nGood?': 'See:|<pre>a</pre>|Good?',
    '```\n> a\n```': '<pre>> a</pre>',
    '```\na': '```\na',
    'a\n```': 'a\n```',
    'a ```b``` c': 'a <code>b</code> c',
    '```\na\n```\n```\nb\n```': '<pre>a</pre>|<pre>b</pre>',
  });
});

test('Lines behind > are a quote', () => {
  reads({
    '> a': '<quote>a</quote>',
    '> *a*\n> b\nc': '<quote><strong>a</strong>\nb</quote>|c',
    '> a\n>\n> b': '<quote>a\n\nb</quote>',
    'a\n> b': 'a|<quote>b</quote>',
    '> ```\n> a\n> ```': '<quote><pre>a</pre></quote>',
    '> > a': '<quote>> a</quote>',
    '> a\n\nb': '<quote>a</quote>|\nb',
  });
});

test('People who are there are mentioned, by the longest name that fits', () => {
  reads({
    '@Ana Maria and @ana': '<mention>@Ana Maria</mention> and <mention>@ana</mention>',
    '@Ana Mari': '<mention>@Ana</mention> Mari',
    '_@snake_case_ @João @Bruno': '<emphasis><mention>@snake_case</mention></emphasis> <mention>@João</mention> @Bruno',
    '`@Ana` https://a.example/@Ana x@Ana @Anabel': '<code>@Ana</code> <link>https://a.example/@Ana</link> x@Ana @Anabel',
    '> @Ana': '<quote><mention>@Ana</mention></quote>',
    '@@Ana': '@<mention>@Ana</mention>',
  });
});

test('controls that turn the writing around are left out, and an address goes on without them', () => {
  reads({
    'https://ed.example/about\u202E3pm.exe': '<link>https://ed.example/about3pm.exe</link>',
    'a\u202Ab\u202Bc\u202Dd\u202Ce': 'abcde',
    'a\u2067b\u2069': 'a\u2067b\u2069',
  });
});

const PIECES = ['*', '**', '_', '`', '```', '\n', '\n```\n', '> ', '\n> ', ' ', 'a', 'b1', 'é', '😀', '\uD83D', '@', '@Ana', '@Ana Maria', 'https://a.example/', '.', '(', ')', '\\', '花', '\t', '<b>'];
const typed = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

test('Whatever the text is, nothing of it is lost but marks', () => {
  fc.assert(fc.property(typed, (text) => {
    const left = rest(parseMarkup(text, PEOPLE));
    let at = 0;
    for (const unit of text) {
      if (left.startsWith(unit, at)) at += unit.length;
      else assert.match(unit, /[*_`>\s\u202A-\u202E]/, `${JSON.stringify(unit)} of ${JSON.stringify(text)} is lost: ${JSON.stringify(left)}`);
    }
    assert.equal(at, left.length, `${JSON.stringify(left)} has more than ${JSON.stringify(text)}`);
  }), { numRuns: 3_000 });
});

test('A text without marks is one block, and the same', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }).filter((text) => !/[*_`>@\u202A-\u202E]|:\/\//.test(text)), (text) => {
    assert.equal(tags(parseMarkup(text, PEOPLE)), text);
  }));
});

/** Four times as much as a message may have. Where time grew with the square of it, it would be seconds. */
const LONG = 16_000;
const NOTICED_MS = 100;

test('No text of any kind takes a time that one would notice', () => {
  const elapsed = (text: string): number => {
    const start = performance.now();
    parseMarkup(text, PEOPLE);
    return performance.now() - start;
  };
  const texts = [
    '*a _b ', '*a', 'a* ', '(*a b_ ', '`', '` `` ', '``` ', '```\n', '```a\n', '> ', '> \n', '@', '@Ana ', 'https://a.example/( ', '_', '*_', ' *', 'a ', '> ```\n',
  ].map((piece) => piece.repeat(LONG / piece.length));
  for (const text of [...texts, `\`\`\`${' '.repeat(LONG)}!\n\`\`\``]) {
    // The machine may be busy with other things.
    assert.ok(Array.from({ length: 10 }).some(() => elapsed(text) < NOTICED_MS), `${JSON.stringify(text.slice(0, 20))}… takes longer.`);
  }
});
