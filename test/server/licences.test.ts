import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const LICENCES = readFileSync(new URL('../../dist/page/licences.txt', import.meta.url), 'utf8');

test('the page comes with the licences of all that is bundled into it and its worker', () => {
  for (const name of ['lit', 'lit-html', '@lit/localize', 'idb', 'valibot', 'msw', 'workbox-precaching']) {
    assert.match(LICENCES, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: [A-Z]`, 'm'), name);
  }
  assert.ok(LICENCES.includes('Permission is hereby granted'));
  assert.ok(LICENCES.includes('Redistribution and use in source and binary forms'));
});

test('the data of Unicode that is bundled into the demo has its licence there', () => {
  assert.match(LICENCES, /^Data of Unicode's UTS #39.*: Unicode-3\.0\n\nUNICODE LICENSE V3$/m);
});

test('nothing of the machine that built it is in them', () => {
  assert.ok(!/node_modules\//.test(LICENCES));
});
