import { marksIn } from './marks.ts';
import { isTouchingAt } from './names.ts';

/*
 * Where an address begins and ends in a text, after UTS #58 (Unicode Linkification): some characters end it wherever
 * they stand, some only where nothing more of it follows, and brackets only where they close what was opened before it.
 */

const SCHEME = /https?:\/\//giu;

/**
 * Ends an address: white space, what cannot be seen (but joiners and what emoji need), quotes that come in pairs, and the
 * marks of scripts that put no space behind a sentence.
 */
const HARD = /[\p{White_Space}\p{Cc}\p{Cs}\p{Co}<>"“”„«»‹›⟨⟩、。〃〈〉《》「」『』【】〔〕〖〗〘〙〚〛〝〞〟！＂（），：；＜＞？［］｛｝｟｠｡｢｣､｜]|(?!\u200C|\u200D|\uFE0F)\p{Default_Ignorable_Code_Point}/u;

/** No host has them. */
const NOT_IN_HOST = /[,;!|'‘’]/;

/** Ends a sentence rather than an address, unless more of the address follows. */
const SOFT = /[\p{Terminal_Punctuation}'‘’‚…|]/u;

const CLOSING: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);
const CLOSERS = new Set(CLOSING.values());

/** A host with its port, longer than any that there is (RFC 1035: 253). */
const HOST_MAX_LENGTH = 300;
/** A host in ASCII that a word of another script touches: no top-level domain and no port mixes the two. */
const TOUCHED_HOST = /^(?:(?:[\w-]+\.)+[a-z]{2,}(?=[^\p{ASCII}\p{Script=Latin}])|(?:[\w.-]+|\[[\da-f:]+\]):\d+(?=\P{ASCII}))/iu;

/** The parts of a text: what is an address of the web, and what is not. Put together they are the text again. */
export function splitLinks(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  /** Marks of emphasis that were opened and not closed so far: at the end of an address they do not belong to it. */
  const opened = new Set<string>();
  let [end, read] = [0, 0];
  for (const { index, 0: scheme } of text.matchAll(SCHEME)) {
    if (index < end) continue;
    for (const { mark, opens, closes } of marksIn(text, Math.max(end, read), index)) {
      if (closes && opened.has(mark)) opened.delete(mark);
      else if (opens) opened.add(mark);
    }
    read = index;
    const address = text.slice(index, beforeMarks(text, index + scheme.length, endOfAddress(text, index + scheme.length), opened));
    if (!URL.canParse(address)) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: address, href: new URL(address).href });
    end = index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** @param start behind the scheme @returns behind the last character that belongs to the address */
function endOfAddress(text: string, start: number): number {
  const [host = ''] = text.slice(start, start + HOST_MAX_LENGTH).split(/[/?#\s]/, 1);
  const touched = TOUCHED_HOST.exec(host)?.[0];
  if (touched !== undefined && !/\.\p{L}/u.test(host.slice(touched.length))) return start + touched.length;
  const closers: string[] = [];
  let end = start;
  for (let at = start; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (HARD.test(character) || (at < start + host.length && NOT_IN_HOST.test(character))) break;
    const closer = CLOSING.get(character);
    if (closer !== undefined) closers.push(closer);
    if (CLOSERS.has(character) && closers.pop() !== character) break;
    at += character.length;
    if (!SOFT.test(character)) end = at;
  }
  return end;
}

/**
 * Where an address ends by the marks that were opened before it: at one that nothing more of it follows, or a script whose
 * words touch.
 */
function beforeMarks(text: string, start: number, end: number, opened: ReadonlySet<string>): number {
  let last = end;
  for (const { start: at, mark } of opened.size === 0 ? [] : marksIn(text, start, end)) {
    if (opened.has(mark) && at < last && (isTouchingAt(text, at + mark.length) || /^[*_]*$/.test(text.slice(at, end)))) last = at;
  }
  return last;
}
