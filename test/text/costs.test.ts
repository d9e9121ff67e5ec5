// What the page computes on a text that it got costs no more for a hostile one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServerAddress } from '../../src/api/addresses.ts';
import { fold } from '../../src/locales/fold.ts';
import { placeOf } from '../../src/pages/route.ts';
import { mentions } from '../../src/text/mentions.ts';
import { alternatingMarks, costRatio } from '../support/costs.ts';

/** What grows with the square of the length is hundreds of times as much. */
const MOST = 20;
const LONG = 40_000;
const BASES = { own: 'https://page.example/', demo: 'https://page.example/demo/' };

const compare = (what: string, hostile: () => unknown, plain: () => unknown): void => {
  test(`${what} costs no more than a plain one of its length`, () => {
    const ratio = costRatio(hostile, plain);
    assert.ok(ratio < MOST, `It costs ${ratio.toFixed(1)} times as much.`);
  });
};

const [marks, letters] = [alternatingMarks(LONG), 'é'.repeat(LONG)];
compare('searching in a text of alternating marks', () => fold(marks), () => fold(letters));
compare('looking for mentions in a text of alternating marks', () => mentions(marks, 'ana'), () => mentions(letters, 'ana'));
compare('a link to a room of alternating marks', () => placeOf(`#/${marks}`, BASES), () => placeOf(`#/${letters}`, BASES));

const slashes = `${'/'.repeat(LONG)}x`;
compare('a link to a server of slashes', () => placeOf(`#/x?server=https://x${slashes}`, BASES), () => placeOf(`#/x?server=https://x/${letters}`, BASES));
compare('a server address of slashes', () => readServerAddress(`https://x${slashes}`, BASES.own), () => readServerAddress(`https://x/${letters}`, BASES.own));

test('a fold without accents is the same for composed and decomposed letters', () => {
  assert.equal(fold('São Ångström ǖ'), 'sao angstrom u');
  assert.equal(fold('São Ångström ǖ'.normalize('NFD')), 'sao angstrom u');
});
