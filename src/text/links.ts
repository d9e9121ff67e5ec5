const ADDRESS = /https?:\/\/[^\s<>"]+/giu;
/** What ends a sentence rather than an address, however close it stands. */
const TRAILING = '.,;:!?\'*_~’”»…';

/** The parts of a text: what is an address of the web, and what is not. Put together they are the text again. */
export function splitLinks(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimEnd(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href: new URL(address).href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Without marks behind it, and without a bracket that was opened before it: "(see https://sala.example)". */
function trimEnd(address: string): string {
  let surplus = address.split(')').length - address.split('(').length;
  let end = address.length;
  for (let last = address.charAt(end - 1); TRAILING.includes(last) || (last === ')' && surplus > 0); last = address.charAt(end - 1)) {
    if (last === ')') surplus--;
    end--;
  }
  return address.slice(0, end);
}
