/*
 * What a name looks like, as a text that is the same for all names that look the same: NFKC, case folding, and the
 * confusable characters of UTS #39. Only compared, never shown.
 */
import { CONFUSABLES } from './confusables.ts';

const LOOKS_LIKE = readTable(CONFUSABLES);

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** A letter with a dot of its own looks the same with one more, as the Turkish İ in small letters. */
const SECOND_DOT = /(?<=\p{Soft_Dotted})\u0307/gu;

/**
 * The two skeletons of a name: by its small letters, and by its letters as they stand. One alone would not do: I looks like
 * l, and i does not, so that either "Ian" would not be "lan", or "Iara" would be "Lara". Names look alike where their first
 * ones are equal or their second ones are.
 */
export function skeletonsOf(name: string): readonly [folded: string, asWritten: string] {
  const text = name.normalize('NFKC').replaceAll(UNSEEN, '');
  const asWritten = unify(text).split('L').map(foldCase).join('L');
  return [foldCase(unify(foldCase(text))), asWritten];
}

/** Composed letters are in the table as well, so it is asked before and after they are taken apart. */
function unify(text: string): string {
  return replaceSigns(replaceSigns(text.normalize('NFC')).normalize('NFD')).normalize('NFD').replaceAll(SECOND_DOT, '');
}

function replaceSigns(text: string): string {
  return Array.from(text, (sign) => LOOKS_LIKE.get(sign) ?? sign).join('');
}

/** Of some letters only the capitals are the same, as of ß and ss. */
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

function readTable(table: string): ReadonlyMap<string, string> {
  let point = 0;
  return new Map(table.trim().split(/\s/).map((record) => {
    const [distance = '', looks = ''] = record.split(':');
    point += Number.parseInt(distance, 36);
    return [String.fromCodePoint(point), String.fromCodePoint(...looks.split('.').map((each) => Number.parseInt(each, 36)))];
  }));
}
