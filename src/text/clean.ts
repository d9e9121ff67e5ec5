/**
 * Of terminals: control sequences, strings up to their end, signs of other sets, and shorter escapes (ECMA-48, 5.3 to 5.6).
 * Of those in one byte only the first: the others are what a wrongly read text has as well.
 */
const ESCAPE_SEQUENCE = new RegExp([
  String.raw`(?:\u001B\[|\u009B)[0-?]*[ -/]*(?:[@-~]|$)`,
  String.raw`\u001B[\]PX^_][^\u0007\u001B\n]*(?:\u0007|\u001B\\)`,
  String.raw`\u001B[NO][ -~]`,
  String.raw`\u001B[ -/]*[0-~]`,
].join('|'), 'g');

/** Of word processors, and of systems that end lines otherwise. */
const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** What a message may not have, and what is no character: controls, and halves of characters. */
const UNSENDABLE = /(?![\t\n])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/**
 * A text that a message may have, from whatever was pasted, dropped or filled in: line breaks are line breaks, an escape
 * sequence is gone as a whole, and so is what cannot be shown.
 */
export function cleanText(text: string): string {
  return text.replaceAll(ESCAPE_SEQUENCE, '').replaceAll(LINE_BREAK, '\n').replaceAll(UNSENDABLE, '');
}
