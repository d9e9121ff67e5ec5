import { test } from 'node:test';
import { expect } from 'chai';
import { parse, safeParse } from 'valibot';
import { ReceiveRequest } from '../../src/protocol/requests.ts';

for (const [given, counts] of [['0', 0], ['0.5', 0.5], ['25', 25], ['25.001', 25], ['1e9', 25]] as const) {
  test(`a wait of ${given} counts as ${counts}`, () => {
    expect(parse(ReceiveRequest, { room: 'lobby', wait: given }).wait).to.equal(counts);
  });
}

test('a wait and a last_timestamp that are left out are 0', () => {
  expect(parse(ReceiveRequest, { room: 'lobby' })).to.deep.equal({ room: 'lobby', last_timestamp: 0, wait: 0 });
});

test('a wait that is no finite number is none', () => {
  expect(safeParse(ReceiveRequest, { room: 'lobby', wait: '1e999' }).success).to.equal(false);
});
