import { shorten } from './shorten.ts';

/** As much as one needs to see what is answered. */
const QUOTED_LINES = 2;
const QUOTED_CHARACTERS = 120;

/** A quote of a message, to be answered below it: its first lines, without what it quotes itself and without fences. */
export function quoteOf(writer: string, text: string): string {
  const all = text.split('\n').map((line) => line.trim());
  const own = all.filter((line) => line !== '' && !/^(?:>|```)/.test(line));
  // What only quotes is quoted by what it quotes.
  const lines = own.length > 0 ? own : all.map((line) => line.replace(/^(?:> ?|```)+/, '')).filter((line) => line !== '');
  const first = lines.slice(0, QUOTED_LINES).join('\n> ');
  const short = shorten(first, QUOTED_CHARACTERS);
  const isWhole = short === first && lines.length <= QUOTED_LINES;
  return `> ${writer}: ${short}${isWhole ? '' : ' …'}\n`;
}
