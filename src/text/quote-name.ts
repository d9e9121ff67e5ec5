/** A word, which says nothing by itself. */
const WORD = /^[^\s:“”]+$/;

/**
 * A name as it stands in a sentence that is plain text: in quotes where it could be read as a part of it, as of somebody
 * who is called "ana left the room". Quotes of its own become others.
 */
export function quoteName(name: string): string {
  return WORD.test(name) ? name : `“${name.replaceAll(/[“”]/g, '"')}”`;
}
