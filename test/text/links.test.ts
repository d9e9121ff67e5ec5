import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitLinks } from '../../src/text/links.ts';

const linksOf = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

test('Addresses of the web are links, and nothing else is', () => {
  assert.deepEqual(linksOf('http://a.example and https://b.example/x?y=1#z'), ['http://a.example/', 'https://b.example/x?y=1#z']);
  for (const text of [
    'javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'file:///etc/passwd', 'www.a.example', 'https://', 'mailto:a@b.example', 'http s://a.example',
  ]) assert.deepEqual(linksOf(text), [], text);
});

test('What ends a sentence ends a link', () => {
  for (const text of [
    'See https://a.example/b.', '(https://a.example/b)', 'https://a.example/b, or', '"https://a.example/b"', '<https://a.example/b>', '“https://a.example/b”',
    'https://a.example/b?!', '**https://a.example/b**', 'https://a.example/b…',
  ]) assert.deepEqual(linksOf(text), ['https://a.example/b'], text);
});

test('Brackets that belong to a link stay in it', () => {
  assert.deepEqual(linksOf('(https://a.example/Sala_(room))'), ['https://a.example/Sala_(room)']);
});

test('The parts of a text are the text', () => {
  for (const text of ['', ' ', 'https://a.example', ' a https://a.example\n\n(https://b.example/).  ', '😀https://a.example/😀!', 'https://a.examplehttps://b.example']) {
    assert.equal(splitLinks(text).map((part) => part.text).join(''), text);
  }
});

test('Of many marks and brackets behind an address only those that belong to it stay', () => {
  for (const [mark, stays] of [['!', ''], [')', ''], ['(', '('.repeat(4_000)], ['.)', ''], ['()', '()'.repeat(2_000)]] as const) {
    const marks = mark.repeat(4_000 / mark.length);
    const isOver = mark.endsWith(')') && mark !== '()';
    assert.equal(splitLinks(`https://a.example/${marks}x`)[0]?.text, `https://a.example/${isOver ? stays : `${marks}x`}`);
    assert.equal(splitLinks(`https://a.example/${marks}`)[0]?.text, `https://a.example/${stays}`);
  }
});

/** The text with its links in angle brackets. */
const shown = (text: string) => splitLinks(text).map((part) => (part.href === undefined ? part.text : `<${part.text}>`)).join('');

function ends(expected: Record<string, string>): void {
  for (const [text, links] of Object.entries(expected)) assert.equal(shown(text), links);
}

test('a mark of emphasis at the end of an address belongs to it unless one was opened', () => {
  ends({
    'https://video.example/dQw4_': '<https://video.example/dQw4_>',
    'https://a.example/*': '<https://a.example/*>',
    'see https://a.example/b_: there': 'see <https://a.example/b_>: there',
    'snake_case https://a.example/b_': 'snake_case <https://a.example/b_>',
    '__dirname https://a.example/b_': '__dirname <https://a.example/b_>',
    'C:\\_x https://a.example/b_': 'C:\\_x <https://a.example/b_>',
    '*.js https://a.example/x*': '*.js <https://a.example/x*>',
    '^_^ https://a.example/b_': '^_^ <https://a.example/b_>',
    '_see https://a.example/foo_(bar)_': '_see <https://a.example/foo_(bar)>_',
    '*bold* https://a.example/b*': '*bold* <https://a.example/b*>',
    '_https://a.example/b_c_': '_<https://a.example/b_c>_',
    '*see https://a.example/x*': '*see <https://a.example/x>*',
  });
});

test('an address ends where a reader of its script ends it', () => {
  ends({
    'https://example.com/guide，详见': '<https://example.com/guide>，详见',
    '看https://example.com/guide。好': '看<https://example.com/guide>。好',
    'https://a.example/b（见上）': '<https://a.example/b>（见上）',
    '「https://a.example/b」です': '「<https://a.example/b>」です',
    'https://example.com에서 보세요': '<https://example.com>에서 보세요',
    '주소는 https://sala.example입니다.': '주소는 <https://sala.example>입니다.',
    'http://192.168.0.5:8787입니다.': '<http://192.168.0.5:8787>입니다.',
    '**https://a.example/x**를 보세요': '**<https://a.example/x>**를 보세요',
    '_https://a.example/x_です': '_<https://a.example/x>_です',
    'https://sala.example,thanks': '<https://sala.example>,thanks',
    'https://a.example,https://b.example': '<https://a.example>,<https://b.example>',
    '⟨https://a.example/x⟩': '⟨<https://a.example/x>⟩',
    'http://localhost:5501에서': '<http://localhost:5501>에서',
    'https://a.example/ا، ثم': '<https://a.example/ا>، ثم',
    'https://a.example/हिन्दी।': '<https://a.example/हिन्दी>।',
    '(https://a.example/b)c': '(<https://a.example/b>)c',
    '[text](https://a.example/b)': '[text](<https://a.example/b>)',
    '|https://a.example|': '|<https://a.example>|',
  });
});

test('nothing that belongs to an address is lost', () => {
  for (const address of [
    'https://ko.wikipedia.org/wiki/한국', 'https://www.bücher.example/x', 'https://例え.example/パス', 'https://fa.example/می\u200Cخواهم', 'http://[::1]:5501/x',
    'https://a.example/?q=a[0]&b={x}', 'https://a.example/👩\u200D👧/x', 'https://a.example/it’s', 'https://a.example/a.b,c;d:e!f', 'https://a.example/~ana/', 'https://a.example/-',
  ]) assert.equal(shown(address), `<${address}>`);
});

test('an address ends before what cannot be seen', () => {
  for (const control of ['\u202E', '\u2067', '\u200E', '\u200B', '\u00AD', '\u2060', '\u{E0041}']) {
    assert.equal(shown(`https://ed.example/about${control}3pm.exe`), `<https://ed.example/about>${control}3pm.exe`);
  }
});
