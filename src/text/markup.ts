import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import { parseLine, type Inline } from './inline.ts';
import { toNames, type Names } from './names.ts';

/**
 * The blocks of a text. `lines` and `quote` hold one tree for each line. The language of a code block is the word
 * behind its opening fence, as it was typed.
 */
export type Block =
  | { readonly kind: 'lines'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

const NOBODY: Names = toNames([]);
/** In a longer text than this, in UTF-16 code units, marks are text: browsers take long to lay out what thousands of them make. */
const MARKED_MAX = 2 * MESSAGE_MAX_LENGTH;
/** A text with more `@` than this mentions nobody: each would be looked up for each length that a name has. */
const MENTIONS_MAX = 200;
const FENCE = '```';
const LANGUAGE = /^[\w+#.-]*$/;
const QUOTE = /^> /;
const QUOTE_GOES_ON = /^>(?: |$)/;
/** Controls that write what follows backwards: "exe.3pm" would read as another ending. Isolates do what they are good for. */
export const REVERSING = /[\u202A-\u202E]/g;

/**
 * The little Markdown that people type anyway: `*bold*` and `**bold**`, `_italic_`, `` `code` ``, code between fences
 * of three backticks, quotes behind `> `, addresses, and mentions of people who are named. Plain data comes out, and
 * nothing of the text is lost but marks. A text that is far too long stays as it is. Whatever the text is, this does not throw, and takes time in proportion to it.
 */
export function parseMarkup(text: string, names: Names = NOBODY): Block[] {
  if (text.length > MARKED_MAX) return [{ kind: 'lines', lines: [[{ kind: 'text', text: withoutReversal(text) }]] }];
  return parseBlocks(withoutReversal(text).split('\n'), text.split('@').length > MENTIONS_MAX + 1 ? NOBODY : names, true);
}

/** A text that reads as it was typed, wherever it is shown. */
export function withoutReversal(text: string): string {
  return text.replaceAll(REVERSING, '');
}

function parseBlocks(lines: readonly string[], names: Names, mayQuote: boolean): Block[] {
  const blocks: Block[] = [];
  const closing = closingLines(lines);
  let plain: Inline[][] = [];
  const add = (block: Block) => {
    if (plain.length > 0) blocks.push({ kind: 'lines', lines: plain });
    plain = [];
    blocks.push(block);
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const end = codeEnd(lines, at, closing);
    if (end !== undefined) {
      add(codeBlock(lines.slice(at, end)));
      at = end;
    } else if (mayQuote && QUOTE.test(line)) {
      const quoted: string[] = [];
      for (; QUOTE_GOES_ON.test(lines[at] ?? ''); at++) quoted.push((lines[at] ?? '').slice(2));
      add({ kind: 'quote', blocks: parseBlocks(quoted, names, false) });
    } else {
      plain.push(parseLine(line, names));
      at++;
    }
  }
  if (plain.length > 0) blocks.push({ kind: 'lines', lines: plain });
  return blocks;
}

/** For each line, the next one from it on that ends with a fence, or -1. */
function closingLines(lines: readonly string[]): number[] {
  const closing: number[] = [];
  let next = -1;
  for (let at = lines.length - 1; at >= 0; at--) {
    if (lines[at]?.trimEnd().endsWith(FENCE)) next = at;
    closing[at] = next;
  }
  return closing;
}

/** Behind which line the code ends that begins in a line, if there is any. */
function codeEnd(lines: readonly string[], start: number, closing: readonly number[]): number | undefined {
  const line = (lines[start] ?? '').trimEnd();
  if (!line.startsWith(FENCE)) return undefined;
  const isWhole = line.length > 2 * FENCE.length && line.endsWith(FENCE);
  if (isWhole) return start + 1;
  const last = line.slice(FENCE.length).includes('`') ? -1 : closing[start + 1] ?? -1;
  return last < 0 ? undefined : last + 1;
}

function codeBlock(lines: readonly string[]): Block {
  const text = lines.join('\n').trimEnd().slice(FENCE.length, -FENCE.length);
  const lineBreak = text.indexOf('\n');
  const first = text.slice(0, lineBreak).trim();
  const isFenced = lineBreak >= 0 && text.endsWith('\n') && LANGUAGE.test(first);
  if (!isFenced) return { kind: 'code', language: '', text };
  return { kind: 'code', language: first, text: text.slice(lineBreak + 1, -1) };
}
