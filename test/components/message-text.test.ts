import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { messageText, splitLinks } from '../../src/components/message-text.ts';

const linksOf = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

function rendered(text: string): HTMLParagraphElement {
  const paragraph = document.createElement('p');
  render(html`${messageText(text)}`, paragraph);
  return paragraph;
}

it('Addresses of the web are links, and nothing else is', () => {
  expect(linksOf('http://a.example and https://b.example/x?y=1#z')).to.deep.equal(['http://a.example/', 'https://b.example/x?y=1#z']);
  for (const text of [
    'javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'file:///etc/passwd', 'www.a.example', 'https://', 'mailto:a@b.example', 'http s://a.example',
  ]) expect(linksOf(text), text).to.deep.equal([]);
});

it('What ends a sentence ends a link', () => {
  for (const text of [
    'See https://a.example/b.', '(https://a.example/b)', 'https://a.example/b, or', '"https://a.example/b"', '<https://a.example/b>', '“https://a.example/b”',
    'https://a.example/b?!', '**https://a.example/b**', 'https://a.example/b…',
  ]) expect(linksOf(text), text).to.deep.equal(['https://a.example/b']);
});

it('Brackets that belong to a link stay in it', () => {
  expect(linksOf('(https://a.example/Sala_(room))')).to.deep.equal(['https://a.example/Sala_(room)']);
});

it('The parts of a text are the text', () => {
  for (const text of ['', ' ', 'https://a.example', ' a https://a.example\n\n(https://b.example/).  ', '😀https://a.example/😀!', 'https://a.examplehttps://b.example']) {
    expect(splitLinks(text).map((part) => part.text).join(''), text).to.equal(text);
  }
});

it('A link opens elsewhere and tells nobody where it was', () => {
  const link = rendered('https://a.example/b').querySelector('a');
  expect(link?.target).to.equal('_blank');
  expect(link?.rel.split(' ')).to.include.members(['noopener', 'noreferrer', 'nofollow', 'ugc']);
});

it('HTML stays text', () => {
  const text = '<img src=x onerror="alert(1)"> <b>bold</b> &amp; <script>alert(1)</script> https://a.example/"><i>x</i>';
  const paragraph = rendered(text);
  expect(paragraph.textContent).to.equal(text);
  expect([...paragraph.querySelectorAll('*')].map(({ localName }) => localName)).to.deep.equal(['a']);
});

it('Of many marks and brackets behind an address only those that belong to it stay', () => {
  for (const [mark, stays] of [['!', ''], [')', ''], ['(', '('.repeat(4_000)], ['.)', ''], ['()', '()'.repeat(2_000)]] as const) {
    const marks = mark.repeat(4_000 / mark.length);
    expect(splitLinks(`https://a.example/${marks}x`)[0]?.text, mark).to.equal(`https://a.example/${marks}x`);
    expect(splitLinks(`https://a.example/${marks}`)[0]?.text, mark).to.equal(`https://a.example/${stays}`);
  }
});
