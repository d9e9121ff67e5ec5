import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import type { Inline } from './inline.ts';
import { parseMarkup, type Block } from './markup.ts';
import { fold, toNames } from './names.ts';

/**
 * Whether a message is meant for somebody: it has `@` and their name, whatever its capitals, or answers what they
 * wrote. What is in code or in a quote mentions nobody. Of a name that begins a longer one, as Ana does Ana Maria,
 * both are mentioned: this knows no other names. Behind what a message may have at most nothing is looked for.
 */
export function mentions(long: string, username: string): boolean {
  const text = long.slice(0, MESSAGE_MAX_LENGTH);
  // The normal form of a whole text takes a while. A unit of a name has at most four when it is decomposed.
  const start = text.slice(0, 4 * username.length + '> : '.length);
  if (fold(start).startsWith(`> ${fold(username)}: `)) return true;
  return text.includes('@') && parseMarkup(text, toNames([username])).some(isMentioning);
}

function isMentioning(block: Block): boolean {
  return block.kind === 'lines' && block.lines.some((line) => line.some(hasMention));
}

function hasMention(node: Inline): boolean {
  return node.kind === 'mention' || ('children' in node && node.children.some(hasMention));
}
