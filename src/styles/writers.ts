import { css, unsafeCSS, type CSSResult } from 'lit';

/** As many as there are tokens `--writer-0` and so on. */
export const WRITER_HUES = 12;

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** The class that gives an element the colour of somebody's name: `--writer`, the same for a name everywhere. */
export function writerClass(name: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(name.normalize('NFC').toLowerCase())) {
    hash = Math.imul(hash ^ byte, PRIME);
  }
  return `writer-${(hash >>> 0) % WRITER_HUES}`;
}

/** For elements with a class of `writerClass`. */
export const writerColours: readonly CSSResult[] = Array.from({ length: WRITER_HUES }, (_, hue) =>
  css`.writer-${unsafeCSS(hue)} { --writer: var(--writer-${unsafeCSS(hue)}); }`);
