// What the longest texts cost that a server may send, against a quarter of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold, findFolded } from '../../src/locales/fold.ts';
import { MESSAGE_MAX_LENGTH, RECEIVED_TEXT_MAX } from '../../src/protocol/limits.ts';
import { peopleFor } from '../../src/text/completing.ts';
import type { Inline } from '../../src/text/inline.ts';
import { parseMarkup } from '../../src/text/markup.ts';
import { mentions } from '../../src/text/mentions.ts';
import { toNames } from '../../src/text/names.ts';
import { partOf } from '../../src/text/part.ts';
import { plainText } from '../../src/text/plain.ts';
import { quoteOf } from '../../src/text/quote.ts';

/** Names of all lengths that there may be, which all begin alike. */
const CROWD = Array.from({ length: 1_000 }, (_, index) => `${'@'.repeat(index % 250)}x${index}`);
const NAMES = toNames(CROWD);

/** Milliseconds of the fastest of some runs: the machine may be busy with other things. */
function cost(run: () => void): number {
  return Math.min(...Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }));
}

/** The most that has marks, and the most that there may be. */
const LENGTHS = [2 * MESSAGE_MAX_LENGTH, RECEIVED_TEXT_MAX];

/** In proportion to the length it is 4 times as much, with its square 16 times. */
const MOST_GROWTH = 10;
/** Less than this is no measure, in milliseconds. */
const UNMEASURED_MS = 3;

const PIECES = [
  'plain word ', '*', '_', '`', '@', '>', '> ', '>\n', '> \n', '_*_*', '*(', ')*', '*a ', 'a* ', '(*a b_ ', '` `` ', '```\n', 'http://a ', 'http://',
  'https://a.example/( ', 'https://)))', '\n', 'x', '\u0301\u0316', '@x', '@xx ', '@@x1 ', '\\*', '*a_b', '😀', '_(*(', '花*', '\uD83D', '&', '*_a_*\n', '@\u0301\u0316',
];

const WORK: Record<string, (text: string) => void> = {
  'to be parsed': (text) => parseMarkup(text, NAMES),
  'to be looked through for a name': (text) => mentions(`${text}@`, 'ana'),
  'to be read out': plainText,
  'to be quoted': (text) => quoteOf('ana', text),
  'to be shown in part': partOf,
  'to be searched': (text) => findFolded(text, fold('zz')),
};

for (const [what, work] of Object.entries(WORK)) {
  test(`The longest text costs no more than in proportion ${what}`, () => {
    for (const piece of PIECES) {
      const text = (length: number) => piece.repeat(length / piece.length);
      for (const length of LENGTHS) {
        const [short, long] = [cost(() => work(text(length / 4))), cost(() => work(text(length)))];
        assert.ok(long < MOST_GROWTH * Math.max(short, UNMEASURED_MS), `${JSON.stringify(piece)} costs ${long} ms, and ${short} ms for a quarter.`);
      }
    }
  });
}

test('No text costs much more to be parsed than one of as many lines as characters', () => {
  const length = 2 * MESSAGE_MAX_LENGTH;
  const lines = Math.max(UNMEASURED_MS, cost(() => parseMarkup('\n'.repeat(length), NAMES)));
  for (const piece of PIECES) {
    for (const most of LENGTHS) {
      const long = cost(() => parseMarkup(piece.repeat(most / piece.length), NAMES));
      assert.ok(long < 10 * lines, `${JSON.stringify(piece)} costs ${long} ms, and lines ${lines} ms.`);
    }
  }
});

test('In a text of more than 8,000 characters marks are text, and nothing of it is lost', () => {
  assert.equal(parseMarkup('*a* '.repeat(2_000)).flatMap((block) => ('lines' in block ? block.lines.flat() : [])).length, 4_000);
  const text = '*a* '.repeat(2_001);
  assert.deepEqual(parseMarkup(text), [{ kind: 'lines', lines: [[{ kind: 'text', text }]] }]);
});

test('Ten thousand names beyond all bounds cost no more to be completed than short ones', () => {
  const costOf = (end: string) => {
    const names = Array.from({ length: 10_000 }, (_, index) => `${index}${end}`);
    return cost(() => peopleFor('ana', names, 8));
  };
  const [short, long] = [costOf(' x'), costOf('\u0301\u0316'.repeat(120))];
  assert.ok(long < 3 * Math.max(short, UNMEASURED_MS), `Long ones cost ${long} ms, short ones ${short} ms.`);
});

function depthOf(nodes: readonly Inline[]): number {
  return 1 + Math.max(0, ...nodes.map((node) => ('children' in node ? depthOf(node.children) : 0)));
}

test('Marks within marks go no deeper than one can draw, and none of the text is lost', () => {
  const text = '*a _b '.repeat(650) + 'c_ d* '.repeat(650);
  const [block] = parseMarkup(text);
  assert.ok(block?.kind === 'lines');
  const [line = []] = block.lines;
  assert.ok(depthOf(line) > 50 && depthOf(line) < 200, `It is ${depthOf(line)} deep.`);
  const written = (nodes: readonly Inline[]): number => nodes.reduce((sum, node) => sum + ('children' in node ? written(node.children) : node.text.length), 0);
  assert.ok(written(line) > 7_500);
});

test('In a text with hundreds of @ nobody is mentioned, and in one with two hundred they are', () => {
  const found = (count: number) => JSON.stringify(parseMarkup('@Ana '.repeat(count), toNames(['Ana']))).split('"mention"').length - 1;
  assert.equal(found(200), 200);
  assert.equal(found(201), 0);
});

test('A text is shown in part from 4,001 characters or 101 lines on', () => {
  assert.equal(partOf('x'.repeat(4_000)), undefined);
  assert.equal(partOf('x'.repeat(4_001)), 'x'.repeat(1_500));
  assert.equal(partOf('x\n'.repeat(99)), undefined);
  assert.equal(partOf('x\n'.repeat(100)), `${'x\n'.repeat(29)}x`);
  assert.equal(partOf('\n'.repeat(60_000)), '');
  assert.equal(partOf(`https://a.example/${'x'.repeat(5_000)}`)?.startsWith('a.example/xx'), true);
  assert.equal(partOf(`${'x'.repeat(1_499)}😀${'x'.repeat(4_000)}`), 'x'.repeat(1_499));
});

test('A folded text is what it is as a whole, wherever its pieces end', () => {
  for (const text of ['São João e\u0301', `${'x'.repeat(99)}e\u0301\u0316é`, '한국어'.repeat(60), `${'😀'.repeat(60)}É`, `x${'\u0301\u0316'.repeat(300)}y`]) {
    assert.equal(fold(text), text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase());
  }
});
