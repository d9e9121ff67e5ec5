/** Longer runs of marks than this, in characters, take a time to be put in order that grows with their square. */
const PIECE = /[^]{1,100}/gu;

/** A text as it is searched: without case and accents, so that "São" is found by "sao". */
export function fold(text: string): string {
  return text.replace(PIECE, (piece) => piece.normalize('NFD').replaceAll(/\p{M}/gu, '')).toLowerCase();
}

/**
 * Where a folded text occurs in one that is not.
 *
 * @returns the places in the latter, from and to, in order and without overlaps
 */
export function findFolded(text: string, folded: string): readonly (readonly [from: number, to: number])[] {
  if (folded === '' || !fold(text).includes(folded)) return [];
  const starts: number[] = [];
  let all = '';
  let at = 0;
  for (const sign of text) {
    const part = fold(sign);
    for (let index = 0; index < part.length; index++) starts.push(at);
    all += part;
    at += sign.length;
  }
  starts.push(at);
  const found: [number, number][] = [];
  for (let place = all.indexOf(folded); place >= 0; place = all.indexOf(folded, place + folded.length)) {
    found.push([starts[place] ?? at, starts[place + folded.length] ?? at]);
  }
  return found;
}
