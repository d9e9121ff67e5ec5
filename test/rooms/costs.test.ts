// What is hostile costs no more than what is allowed: its length is looked at before anything else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, readKey, type Input } from '../../server/answering.ts';
import { ENDPOINTS, type Endpoint } from '../../server/endpoints.ts';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import { skeletonsOf } from '../../server/rooms/skeleton.ts';
import { BODY_MAX_BYTES, NAME_RAW_MAX_LENGTH, USERNAME_MAX_LENGTH } from '../../src/protocol/limits.ts';
import { hasNameCharacters, normalizeName } from '../../src/protocol/names.ts';
import { alternatingMarks, costRatio } from '../support/costs.ts';

/** A request that is refused for one reason costs about as much as one for another, and far less than hundreds of times as much. */
const MOST = 20;

const LONG = BODY_MAX_BYTES / 2 - 100;

const context = {
  rooms: new Rooms(DEFAULT_LIMITS, { wallClock: () => 0, monotonicClock: () => 0, nextId: () => 'x.0', onChange: () => {} }),
  identity: { version: '0', server: 'x', urls: [], history: 50 },
  keyDigest: undefined,
  reportFault: (fault: unknown) => { throw fault; },
};

function ask(path: string, input: Input): () => unknown {
  const endpoint = ENDPOINTS.find((one): one is Endpoint => one.path === path);
  assert.ok(endpoint);
  return () => {
    const reply = answer(endpoint, input, context);
    assert.ok('status' in reply && [200, 400].includes(reply.status));
  };
}

const hostile: readonly [what: string, text: string][] = [
  ['alternating marks', alternatingMarks(LONG)],
  ['white space', ' '.repeat(LONG)],
  ['white space and letters by turns', 'a '.repeat(LONG / 2)],
  ['emoji tags that do not end', `\u{1F3F4}${'\u{E0067}'.repeat(LONG / 4)}`],
  ['joiners between emoji', '👩\u200D'.repeat(LONG / 8)],
  ['non-joiners between Arabic letters', 'ه\u200C'.repeat(LONG / 4)],
  ['what cannot be seen', '\u200B'.repeat(LONG / 2)],
  ['ligatures that become long', '\uFDFA'.repeat(LONG / 2)],
];

const fields: readonly [path: string, field: string][] = [
  ['/join', 'room'], ['/join', 'username'], ['/leave', 'username'], ['/send', 'room'], ['/send', 'username'], ['/send', 'message'], ['/send', 'id'], ['/send', 'epoch'],
];

for (const [path, field] of fields) {
  const body = (value: string): Input => ({ json: JSON.stringify({ room: 'lobby', username: 'ana', message: 'hi', [field]: value }) });
  for (const [what, text] of hostile) {
    test(`${path} with a ${field} of ${what} costs no more than a plain one`, () => {
      const ratio = costRatio(ask(path, body(text)), ask(path, body('a'.repeat(text.length))));
      assert.ok(ratio < MOST, `It costs ${ratio.toFixed(1)} times as much.`);
    });
  }
}

const queries: readonly [what: string, query: string][] = [
  ['a last_timestamp of 32,000 digits', `room=lobby&last_timestamp=${'1'.repeat(LONG)}x`],
  ['a wait of many digits and no end', `room=lobby&wait=1.${'1'.repeat(7_000)}x`],
  ['10,000 parameters', `room=lobby${'&x=1'.repeat(10_000)}`],
  ['as many parameters as its length allows', `room=lobby${'&'.repeat(8_100)}`],
  ['the same parameter again and again', 'room=lobby&'.repeat(740)],
  ['a name of escaped marks', `room=${encodeURIComponent(alternatingMarks(1_200))}`],
  ['an unknown parameter of escaped marks', `room=lobby&x=${encodeURIComponent(alternatingMarks(LONG))}`],
  ['an epoch of escaped marks', `room=lobby&epoch=${encodeURIComponent(alternatingMarks(1_200))}`],
  ['plus signs', `room=${'+'.repeat(8_000)}`],
];

for (const [what, query] of queries) {
  test(`a query with ${what} costs no more than one that is allowed`, () => {
    const allowed = `room=${encodeURIComponent('é'.repeat(60))}&username=${encodeURIComponent('é'.repeat(30))}&epoch=${'e'.repeat(128)}`;
    const ratio = costRatio(ask('/receive', { query }), ask('/receive', { query: allowed }));
    assert.ok(ratio < MOST, `It costs ${ratio.toFixed(1)} times as much.`);
  });
}

test('a header with a long key costs no more than one that is allowed', () => {
  const refused = (header: string) => () => assert.throws(() => readKey(header), /A key must have/);
  const ratio = costRatio(refused(`Bearer ${' '.repeat(16_000)}`), refused('Bearer x'));
  assert.ok(ratio < MOST, `It costs ${ratio.toFixed(1)} times as much.`);
});

test('a name of a megabyte costs no more than one that is allowed, before any schema', () => {
  const [long, allowed] = [alternatingMarks(1_000_000), 'é'.repeat(NAME_RAW_MAX_LENGTH)];
  const check = (name: string) => () => hasNameCharacters(normalizeName(name));
  const ratio = costRatio(check(long), check(allowed));
  assert.ok(ratio < MOST, `It costs ${ratio.toFixed(1)} times as much.`);
});

test('what a name looks like costs about the same for each name that is allowed', () => {
  const worst = [alternatingMarks(USERNAME_MAX_LENGTH), '\uFDFA'.repeat(USERNAME_MAX_LENGTH), '\u3316'.repeat(USERNAME_MAX_LENGTH)];
  for (const name of worst) {
    const ratio = costRatio(() => skeletonsOf(name), () => skeletonsOf('é'.repeat(USERNAME_MAX_LENGTH)));
    assert.ok(ratio < MOST, `${name} costs ${ratio.toFixed(1)} times as much.`);
  }
});
