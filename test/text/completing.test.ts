import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedIn, peopleFor, startedIn } from '../../src/text/completing.ts';

test('A colon and two letters begin an emoji, at the edge of a word', () => {
  for (const [before, query] of [[':ta', 'ta'], ['hi :tada', 'tada'], ['(:+1', '+1'], ['one\n:co', 'co'], [':coração', 'coração'], ['🎉:ta', 'ta']] as const) {
    assert.deepEqual(startedIn(before), { kind: 'emoji', start: before.lastIndexOf(':'), query }, before);
  }
  for (const before of ['', ':', ':t', ': ta', 'at 10:30', 'note:ta', 'https://', '::ta', ':tada:', ':ta da', ':)', ':-)', '`:ta', '```\n:ta']) {
    assert.equal(startedIn(before), undefined, before);
  }
  assert.equal(startedIn('`a` :ta')?.query, 'ta');
});

test('An @ begins a person, at the edge of a word, with as many names as they have', () => {
  for (const [before, query] of [['@', ''], ['hi @An', 'An'], ['@Ana Mar', 'Ana Mar'], ['@@b', 'b'], ['(@x', 'x']] as const) {
    assert.deepEqual(startedIn(before), { kind: 'person', start: before.lastIndexOf('@'), query }, before);
  }
  for (const before of ['ana@', 'ana@sala.ex', '@ a', '@a\nb', '@Ana how are you on this fine evening', '`@An']) {
    assert.equal(startedIn(before), undefined, before);
  }
});

test('A second colon closes a shortcode', () => {
  assert.deepEqual(closedIn('hi :tada:'), { kind: 'emoji', start: 3, query: 'tada' });
  for (const before of [':tada', '10:30:', '::', ':a b:', '`:tada:']) assert.equal(closedIn(before), undefined, before);
});

test('People are found by the beginning of their name, then by that of a later name', () => {
  const people = ['Maria', 'Ana Maria', 'João', 'Ana', 'mário'];
  assert.deepEqual(peopleFor('', people, 8), people);
  assert.deepEqual(peopleFor('', people, 2), ['Maria', 'Ana Maria']);
  assert.deepEqual(peopleFor('MAR', people, 8), ['Maria', 'Ana Maria']);
  assert.deepEqual(peopleFor('ana', people, 8), ['Ana Maria', 'Ana']);
  assert.deepEqual(peopleFor('joão', people, 8), []);
  assert.deepEqual(peopleFor('x', people, 8), []);
});
