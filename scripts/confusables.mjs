// Makes server/rooms/confusables.ts of https://www.unicode.org/Public/security/latest/confusables.txt:
//
//     node scripts/confusables.mjs confusables.txt
//
// A newer one only says of more names that they look alike. Nothing that is stored depends on it.
import { readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from './paths.mjs';

const [source] = process.argv.slice(2);
if (source === undefined) {
  console.error('Failed to make confusables.ts: no file is named. Pass the path of Unicode’s confusables.txt.');
  process.exit(1);
}

const text = readFileSync(source, 'utf8');
const version = /^# Version: ([\d.]+)$/m.exec(text)?.[1];
const copyright = /^# (© \d+ Unicode®, Inc\.)$/m.exec(text)?.[1];
if (version === undefined || copyright === undefined) {
  console.error(`Failed to make confusables.ts: ${source} says no version. Is it Unicode’s confusables.txt?`);
  process.exit(1);
}

const LINE_LENGTH = 116;

/** What a name never has when it is compared: skeleton.ts takes it away before. */
const GONE = /[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

const base36 = (/** @type {string} */ hex) => Number.parseInt(hex, 16).toString(36);

const pairs = [...text.matchAll(/^([0-9A-F]+) ;\t([0-9A-F ]+) ;\tMA/gm)]
  .map(([, from = '', to = '']) => ({ from: Number.parseInt(from, 16), to: to.split(' ').map(base36).join('.') }))
  .filter(({ from }) => {
    const sign = String.fromCodePoint(from);
    return sign.normalize('NFKC') === sign && !GONE.test(sign);
  })
  .toSorted((one, other) => one.from - other.from);

let last = 0;
let line = '';
const lines = [];
for (const { from, to } of pairs) {
  const record = `${(from - last).toString(36)}:${to}`;
  last = from;
  if (line.length + 1 + record.length > LINE_LENGTH) {
    lines.push(line);
    line = '';
  }
  line += line === '' ? record : ` ${record}`;
}
lines.push(line);

writeFileSync(`${ROOT}server/rooms/confusables.ts`, `/*
 * Made by scripts/confusables.mjs from confusables.txt of Unicode ${version}; do not edit. ${copyright} Its terms are in
 * LICENSES/Unicode-3.0.txt. It was modified: what NFKC changes is left out.
 */

/**
 * Characters and what they look like (UTS #39), in the order of their code points: how far each is from the one before, and
 * the code points that it looks like, in base 36.
 */
export const CONFUSABLES = \`
${lines.join('\n')}
\`;
`);
console.log(`${pairs.length} characters of Unicode ${version}.`);
