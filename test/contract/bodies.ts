import { expect } from 'chai';
import { expectError } from './expectations.ts';
import { rule } from './rule.ts';

const MAX_BYTES = 32 * 1024;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const whole = { room: 'lobby', username: 'ana', message: 'hi' };
const PATHS = ['/join', '/leave', '/send'] as const;

const notJson: readonly [what: string, body: string | Uint8Array<ArrayBuffer>][] = [
  ['nothing', ''],
  ['white space', ' '],
  ['a text', '"hi"'],
  ['a number', '1'],
  ['null', 'null'],
  ['an array', '[]'],
  ['half an object', '{"room":'],
  ['an object and more', '{"room":"lobby","username":"ana","message":"hi"} {}'],
  ['a form', 'room=lobby&username=ana&message=hi'],
  ['bytes that are not UTF-8', Uint8Array.from([...new TextEncoder().encode('{"room":"a'), 0xff, 0x22, 0x7d])],
  ['UTF-8 cut within a character', Uint8Array.from([...new TextEncoder().encode('{"room":"'), 0xc3, 0x22, 0x7d])],
  ['a surrogate encoded in three bytes', Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
];

const wrongTypes = [null, 1, true, ['lobby'], { name: 'lobby' }];

/** A body of exactly so many bytes. */
function ofBytes(bytes: number): string {
  const text = JSON.stringify({ ...whole, padding: '' });
  return text.replace('"padding":""', `"padding":"${'x'.repeat(bytes - text.length)}"`);
}

export const bodies = [
  ...notJson.map(([what, body]) =>
    rule(`a body of ${what} is refused as invalid_request`, async ({ get }) => {
      for (const path of PATHS) expectError(await get(path, { method: 'POST', headers: JSON_TYPE, body }), 'invalid_request');
    })),

  ...(['room', 'username', 'message'] as const).map((field) =>
    rule(`a send without ${field} is refused as invalid_request`, async ({ post }) => {
      expectError(await post('/send', { ...whole, [field]: undefined }), 'invalid_request');
    })),

  ...(['room', 'username', 'message', 'id', 'epoch'] as const).map((field) =>
    rule(`a send whose ${field} is no text is refused as invalid_request`, async ({ post }) => {
      for (const wrong of wrongTypes) expectError(await post('/send', { ...whole, [field]: wrong }), 'invalid_request');
    })),

  ...(['/join', '/leave'] as const).flatMap((path) => (['room', 'username'] as const).map((field) =>
    rule(`${path} without ${field}, or with one that is no text, is refused as invalid_request`, async ({ post }) => {
      for (const wrong of [undefined, ...wrongTypes]) {
        expectError(await post(path, { ...whole, [field]: wrong }), 'invalid_request');
      }
    }))),

  rule('a body of 32 KiB is taken', async ({ get }) => {
    const { httpStatus } = await get('/join', { method: 'POST', headers: JSON_TYPE, body: ofBytes(MAX_BYTES) });
    expect(httpStatus).to.equal(200);
  }),

  rule('a body of more than 32 KiB is refused as payload_too_large', async ({ get }) => {
    for (const path of PATHS) {
      for (const bytes of [MAX_BYTES + 1, 10 * MAX_BYTES]) {
        expectError(await get(path, { method: 'POST', headers: JSON_TYPE, body: ofBytes(bytes) }), 'payload_too_large');
      }
    }
  }),

  rule('the longest message is taken also where all of it is escaped', async ({ ana, get }) => {
    await ana.joins('lobby');
    const body = JSON.stringify(whole).replace('"hi"', `"${'\\u00e9'.repeat(4_000)}"`);
    expect((await get('/send', { method: 'POST', headers: JSON_TYPE, body })).httpStatus).to.equal(200);
    expect(await ana.readsAgain()).to.deep.equal(['é'.repeat(4_000)]);
  }),

  ...['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'application/jsonp', 'application/merge-patch+json'].map((type) =>
    rule(`a body that says ${type} is refused as unsupported_media_type`, async ({ get }) => {
      for (const path of PATHS) {
        const answer = await get(path, { method: 'POST', headers: { 'Content-Type': type }, body: JSON.stringify(whole) });
        expectError(answer, 'unsupported_media_type');
      }
    })),

  rule('a body that is too large and no JSON is refused for what it says it is', async ({ get }) => {
    const answer = await get('/send', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: ofBytes(MAX_BYTES + 1) });
    expectError(answer, 'unsupported_media_type');
  }),

  rule('a body that does not say what it is is refused as unsupported_media_type', async ({ get }) => {
    const body = new TextEncoder().encode(JSON.stringify(whole));
    expectError(await get('/join', { method: 'POST', body }), 'unsupported_media_type');
  }),

  ...['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset=UTF-8'].map((type) =>
    rule(`a body that says ${type} is taken`, async ({ get }) => {
      const init = { method: 'POST', headers: { 'Content-Type': type }, body: JSON.stringify(whole) };
      expect((await get('/join', init)).httpStatus).to.equal(200);
    })),
];
