/** Whether a text calls somebody by `@` and their name, in whatever case, with no letter or digit after it. */
export function mentions(text: string, username: string): boolean {
  const name = username.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return username !== '' && new RegExp(`@${name}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}
