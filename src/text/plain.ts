import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import type { Inline } from './inline.ts';
import { parseMarkup, type Block } from './markup.ts';
import { shorten } from './shorten.ts';

const MOST_CHARACTERS = 280;

/**
 * What a text says, without the marks of its Markdown, for where it is read out or shown as one piece. An answer comes
 * without what it quotes. What is long is cut.
 */
export function plainText(text: string): string {
  const blocks = parseMarkup(text.slice(0, MESSAGE_MAX_LENGTH));
  const own = blocks.filter(({ kind }) => kind !== 'quote');
  const words = wordsOf(own).trim() || wordsOf(blocks).trim();
  const short = shorten(words, MOST_CHARACTERS);
  return short === words ? words : `${short} …`;
}

function wordsOf(blocks: readonly Block[]): string {
  return blocks.map((block) => {
    if (block.kind === 'code') return block.text;
    return block.kind === 'quote' ? wordsOf(block.blocks) : block.lines.map(lineOf).join('\n');
  }).join('\n');
}

function lineOf(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('children' in node ? lineOf(node.children) : node.text)).join('');
}
