/** A letter of a script whose accents people leave out, with the marks on it. Of other scripts, marks are vowels. */
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])(\p{M}+)/gu;
/** Й and Ў are letters of their own. */
const BREVE_IS_LETTER = /^[иу]\u0306$/iu;
/** More marks than any character has (UAX #15, Stream-Safe Text Format): normalising takes time by the square of them. */
const SURPLUS_MARKS = /(\p{M}{30})\p{M}+/gu;
/** A character with its marks, or with the vowel and the end of its syllable in Korean. */
const CHARACTER = /\P{M}[\p{M}\u1160-\u11FF]*|\p{M}+/gu;

/** A text as it is searched: without case and accents, so that "São" is found by "sao", and "दाल" not by "दिल". */
export function fold(text: string): string {
  return text.replaceAll(SURPLUS_MARKS, '$1').normalize('NFD')
    .replaceAll(ACCENTED, (character, letter: string) => (BREVE_IS_LETTER.test(character) ? character : letter))
    .normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}

/**
 * Where a folded text occurs in one that is not: whole characters, also where only a part of one was looked for.
 *
 * @returns the places in the latter, from and to, in order and without overlaps
 */
export function findFolded(text: string, folded: string): readonly (readonly [from: number, to: number])[] {
  if (folded === '' || !fold(text).includes(folded)) return [];
  const characters: (readonly [from: number, to: number])[] = [];
  let all = '';
  for (const { index, 0: character } of text.matchAll(CHARACTER)) {
    const part = fold(character);
    for (let unit = 0; unit < part.length; unit++) characters.push([index, index + character.length]);
    all += part;
  }
  const found: [number, number][] = [];
  for (let place = all.indexOf(folded); place >= 0; place = all.indexOf(folded, place + folded.length)) {
    const [from = 0] = characters[place] ?? [];
    const [, to = text.length] = characters[place + folded.length - 1] ?? [];
    const last = found.at(-1);
    if (last && last[1] > from) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
