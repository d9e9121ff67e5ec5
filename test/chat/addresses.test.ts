import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServerAddress } from '../../src/api/addresses.ts';

const PAGE = 'http://localhost:5501/';
const SECURE_PAGE = 'https://sala.example/';

const ADDRESSES: readonly [typed: string, ...bases: string[]][] = [
  ['192.168.0.10:5501', 'http://192.168.0.10:5501/', 'https://192.168.0.10:5501/'],
  ['192.168.0.10', 'http://192.168.0.10/', 'https://192.168.0.10/'],
  ['  sala.example  ', 'https://sala.example/', 'http://sala.example/'],
  ['sala.example:5501/chat', 'http://sala.example:5501/chat/', 'https://sala.example:5501/chat/'],
  ['laptop', 'http://laptop/', 'https://laptop/'],
  ['localhost:5501', 'http://localhost:5501/', 'https://localhost:5501/'],
  ['[::1]:5501', 'http://[::1]:5501/', 'https://[::1]:5501/'],
  ['https://sala.example', 'https://sala.example/'],
  ['http://sala.example', 'http://sala.example/'],
  ['HTTPS://Sala.Example/', 'https://sala.example/'],
  ['https://example.org/chat', 'https://example.org/chat/'],
  ['https://example.org/chat///', 'https://example.org/chat/'],
  ['https://example.org/chat/?room=x#/lobby', 'https://example.org/chat/'],
];

for (const [typed, ...bases] of ADDRESSES) {
  test(`"${typed}" means ${bases.join(' or ')}`, () => assert.deepEqual(readServerAddress(typed, PAGE), bases));
}

test('from a page over https only https can be asked, but for this very machine', () => {
  assert.deepEqual(readServerAddress('example.org', SECURE_PAGE), ['https://example.org/']);
  assert.deepEqual(readServerAddress('192.168.0.10:5501', SECURE_PAGE), ['https://192.168.0.10:5501/']);
  assert.deepEqual(readServerAddress('localhost:5501', SECURE_PAGE), ['https://localhost:5501/', 'http://localhost:5501/']);
});

for (const typed of ['', '   ', 'http://', 'ftp://example.org', 'javascript://alert(1)', 'two words', 'file:///etc/passwd']) {
  test(`"${typed}" is no address`, () => assert.deepEqual(readServerAddress(typed, PAGE), []));
}

test('an address does not carry a name and password along', () => {
  assert.deepEqual(readServerAddress('http://ana:secret@sala.example/', PAGE), ['http://sala.example/']);
});
