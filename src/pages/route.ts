const PREFIX = '#/';

/** The link that leads to a room. */
export function hrefOf(room: string): string {
  return PREFIX + encodeURIComponent(room);
}

/** The room that a link's fragment names. A fragment that is not percent-encoded is taken as it stands. */
export function roomOf(fragment: string): string | undefined {
  if (!fragment.startsWith(PREFIX) || fragment.length === PREFIX.length) return undefined;
  const name = fragment.slice(PREFIX.length);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
