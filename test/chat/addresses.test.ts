import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServerAddress } from '../../src/api/servers.ts';

const PAGE = 'http://localhost:5501/';
const SECURE_PAGE = 'https://sala.example/';

const ADDRESSES: readonly [typed: string, base: string][] = [
  ['192.168.0.10:5501', 'http://192.168.0.10:5501/'],
  ['  sala.example  ', 'http://sala.example/'],
  ['localhost', 'http://localhost/'],
  ['localhost:5501', 'http://localhost:5501/'],
  ['[::1]:5501', 'http://[::1]:5501/'],
  ['https://sala.example', 'https://sala.example/'],
  ['HTTPS://Sala.Example/', 'https://sala.example/'],
  ['https://example.org/chat', 'https://example.org/chat/'],
  ['https://example.org/chat///', 'https://example.org/chat/'],
  ['https://example.org/chat/?room=x#/lobby', 'https://example.org/chat/'],
];

for (const [typed, base] of ADDRESSES) {
  test(`"${typed}" means ${base}`, () => assert.equal(readServerAddress(typed, PAGE), base));
}

test('without a scheme the address has that of the page', () => {
  assert.equal(readServerAddress('example.org', SECURE_PAGE), 'https://example.org/');
});

for (const typed of ['', '   ', 'http://', 'ftp://example.org', 'javascript://alert(1)', 'two words', 'file:///etc/passwd']) {
  test(`"${typed}" is no address`, () => assert.equal(readServerAddress(typed, PAGE), undefined));
}

test('an address does not carry a name and password along', () => {
  assert.equal(readServerAddress('http://ana:secret@sala.example/', PAGE), 'http://sala.example/');
});
