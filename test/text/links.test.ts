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
    assert.equal(splitLinks(`https://a.example/${marks}x`)[0]?.text, `https://a.example/${marks}x`);
    assert.equal(splitLinks(`https://a.example/${marks}`)[0]?.text, `https://a.example/${stays}`);
  }
});
