import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentions } from '../../src/text/mentions.ts';

test('A name behind an @ is a mention, wherever it stands and whatever its capitals', () => {
  for (const text of ['@Ana', 'hi @Ana!', '(@ana)', '@ANA, look', 'look,@Ana', 'one\ntwo @Ana', '*@Ana*', '_@Ana_', '*hi _dear @Ana_*', '@Ana’s', '@Ana@Bruno', '👋@Ana']) {
    assert.equal(mentions(text, 'Ana'), true, text);
  }
});

test('A name without an @ is none, nor one that goes on, nor an address', () => {
  for (const text of ['', 'Ana', '@', '@ Ana', '@Anabel', '@Ana_b', '@Ana1', 'ana@ana', 'x@Ana', 'https://a.example/@Ana', '@Bruno']) {
    assert.equal(mentions(text, 'Ana'), false, text);
  }
});

test('Names have spaces, marks and scripts of their own', () => {
  for (const name of ['Ana Maria', 'snake_case', '*star*', 'João', 'محمد', '花子', '🦊', 'a.b', '@', '`']) {
    assert.equal(mentions(`hi @${name}, bye`, name), true, name);
    assert.equal(mentions(`hi @${name}`, name), true, name);
  }
  assert.equal(mentions('@Ana maria', 'Ana Maria'), true);
  assert.equal(mentions('@Ana', 'Ana Maria'), false);
});

test('What is in code or in a quote mentions nobody', () => {
  for (const text of ['`@Ana`', '```\n@Ana\n```', '> @Ana', '> Bruno: hi @Ana\nwell']) assert.equal(mentions(text, 'Ana'), false, text);
  assert.equal(mentions('> Bruno: hi @Ana\n@Ana really?', 'Ana'), true);
});

test('An answer is meant for whom it quotes', () => {
  assert.equal(mentions('> Ana: shall we?\nYes', 'Ana'), true);
  assert.equal(mentions('> Anabel: shall we?\nYes', 'Ana'), false);
  assert.equal(mentions('Yes\n> Ana: shall we?', 'Ana'), false);
});

test('a mention may have what its script attaches to a name', () => {
  for (const [text, name] of [['@김민수님 안녕', '김민수'], ['@김민수가', '김민수'], ['@สมชายครับ', 'สมชาย'], ['@田中さん', '田中'], ['ל@דנה', 'דנה'], ['של@דנה', 'דנה'], ['و@أحمد', 'أحمد']] as const) {
    assert.equal(mentions(text, name), true, text);
  }
  assert.equal(mentions('שלום@דנה', 'דנה'), false);
});

test('a name typed with combining accents mentions the same person', () => {
  for (const name of ['José', 'Ångström', 'Việt', '김민수']) {
    for (const [typed, mine] of [[name.normalize('NFD'), name], [name, name.normalize('NFD')]] as const) {
      assert.equal(mentions(`hi @${typed}`, mine), true, name);
      assert.equal(mentions(`@${typed}, hi`, mine), true, name);
    }
  }
  assert.equal(mentions('@Ana\u0301', 'Ana'), false);
});
