/** Of terminals: control sequences, strings up to their end, and shorter escapes (ECMA-48, 5.3 to 5.6). */
const ESCAPE_SEQUENCE = new RegExp([
  String.raw`(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]`,
  String.raw`(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C\n]*(?:\u0007|\u001B\\|\u009C)`,
  String.raw`\u001B[ -/]*[0-~]`,
].join('|'), 'g');

/** Of word processors, and of systems that end lines otherwise. */
const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** What a message may not have: controls, and halves of characters. */
const UNSENDABLE = /(?![\t\n])\p{Cc}|\p{Cs}/gu;

/**
 * A text that a message may have, from whatever was pasted, dropped or filled in: line breaks are line breaks, an escape
 * sequence is gone as a whole, and so is what cannot be shown.
 */
export function cleanText(text: string): string {
  return text.replaceAll(ESCAPE_SEQUENCE, '').replaceAll(LINE_BREAK, '\n').replaceAll(UNSENDABLE, '');
}
