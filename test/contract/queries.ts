import { expect } from 'chai';
import { expectError } from './expectations.ts';
import { rule } from './rule.ts';

const notNumbers = ['', 'abc', 'NaN', 'Infinity', '-1', '-0.5', '1e999', '0x10', '1,5', '1 000', ' 1', '1_000', '--1', '٣'];

const required: readonly [path: string, parameter: string][] = [
  ['/receive', 'room'], ['/user_rooms', 'username'], ['/people', 'room'],
];

const twice = [
  '/receive?room=a&room=b', '/receive?room=a&room=a', '/receive?room=a&wait=0&wait=0',
  '/receive?room=a&last_timestamp=0&last_timestamp=1', '/receive?room=a&epoch=x&epoch=y',
  '/receive?room=a&username=x&username=y', '/user_rooms?username=a&username=b', '/people?room=a&%72oom=b',
];

const notUtf8: readonly [what: string, value: string][] = [
  ['a byte that UTF-8 does not have', '%FF'],
  ['a character cut in two', '%C3'],
  ['a character in more bytes than it needs', '%C0%AF'],
  ['a surrogate', '%ED%A0%80'],
  ['a percent sign alone', '%'],
  ['a percent sign and half a byte', '%4'],
  ['a percent sign and what is no number', '%zz'],
];

export const queries = [
  ...required.map(([path, parameter]) =>
    rule(`${path} without ${parameter} is refused as invalid_request`, async ({ get }) => {
      expectError(await get(path), 'invalid_request');
      expectError(await get(`${path}?`), 'invalid_request');
      expectError(await get(`${path}?${parameter}`), 'invalid_request');
    })),

  ...['last_timestamp', 'wait'].flatMap((parameter) => notNumbers.map((number) =>
    rule(`a ${parameter} of ${JSON.stringify(number)} is refused as invalid_request`, async ({ ana, get }) => {
      await ana.joins('lobby');
      expectError(await get(`/receive?room=lobby&${parameter}=${encodeURIComponent(number)}`), 'invalid_request');
    }))),

  ...twice.map((path) =>
    rule(`a parameter given twice is refused as invalid_request: ${path}`, async ({ get }) => {
      expectError(await get(path), 'invalid_request');
    })),

  ...notUtf8.map(([what, value]) =>
    rule(`a query with ${what} is refused as invalid_request`, async ({ get }) => {
      for (const path of ['/people?room=', '/user_rooms?username=', '/receive?room=', '/receive?room=a&epoch=', '/receive?room=a&x=', '/people?room=a&']) {
        expectError(await get(path + value), 'invalid_request');
      }
    })),

  rule('a query has at most 8,192 characters and 32 parameters, known or not', async ({ ana, get }) => {
    await ana.joins('lobby');
    const filled = (length: number) => '/receive?room=lobby&x='.padEnd(length + '/receive?'.length, `${'x'.repeat(2_000)}&x=`);
    expect((await get(filled(8_192))).httpStatus).to.equal(200);
    expectError(await get(filled(8_193)), 'invalid_request');
    expect((await get(`/receive?room=lobby${'&x=y'.repeat(31)}`)).httpStatus).to.equal(200);
    expectError(await get(`/receive?room=lobby${'&x=y'.repeat(32)}`), 'invalid_request');
    expectError(await get(`/receive?room=lobby${'&'.repeat(32)}`), 'invalid_request');
  }),

  rule('a parameter of a query has at most 2,560 characters, known or not', async ({ ana, get }) => {
    await ana.joins('lobby');
    expect((await get(`/receive?room=lobby&x=${'x'.repeat(2_558)}`)).httpStatus).to.equal(200);
    expectError(await get(`/receive?room=lobby&x=${'x'.repeat(2_559)}`), 'invalid_request');
    expectError(await get(`/receive?room=lobby${'%20'.repeat(1_000)}`), 'invalid_request');
  }),

  rule('a number of a query has at most 64 characters', async ({ get }) => {
    for (const parameter of ['last_timestamp', 'wait']) {
      expect((await get(`/receive?room=lobby&${parameter}=${'0'.repeat(64)}`)).httpStatus).to.equal(200);
      expectError(await get(`/receive?room=lobby&${parameter}=${'0'.repeat(65)}`), 'invalid_request');
    }
  }),

  rule('the longest names arrive whole, however they are encoded', async ({ person, get }) => {
    // Four units for each one of its normal form, and nine characters for each unit.
    const [room, username] = ['\u1F82'.repeat(64), '\u1F82'.repeat(32)];
    await person(username.normalize('NFD')).joins(room.normalize('NFD'));
    const query = `room=${encodeURIComponent(room.normalize('NFD'))}&username=${encodeURIComponent(username.normalize('NFD'))}`;
    expect((await get(`/receive?${query}&epoch=${'e'.repeat(128)}&wait=0&last_timestamp=0`)).body.messages).to.have.length(1);
  }),

  rule('a number of a query is read also where it is percent-encoded', async ({ ana, get }) => {
    const { timestamp = NaN } = await ana.joins('lobby');
    const encoded = String(timestamp).replace(/./g, (each) => `%${each.charCodeAt(0).toString(16)}`);
    expect((await get(`/receive?room=lobby&last_timestamp=${encoded}`)).body.messages).to.deep.equal([]);
  }),

  rule('names with & = + # % in them arrive whole', async ({ ana }) => {
    await ana.joins('a&b=c+d#e%f?g/h');
    expect(await ana.isIn()).to.deep.equal(['a&b=c+d#e%f?g/h']);
    expect(await ana.seesPeople('a&b=c+d#e%f?g/h')).to.deep.equal(['ana']);
  }),
];
