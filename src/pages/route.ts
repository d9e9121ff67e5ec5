import { readServerAddress } from '../api/addresses.ts';

const PREFIX = '#/';

/** UTF-16 code units of a link's fragment: enough for each room and server, percent-encoded. */
const FRAGMENT_MAX_LENGTH = 8_192;

/** How a link names the demo, which is at another address on every page. */
const DEMO = 'demo';

/** Marks in the history a talk that was opened from the rooms. */
const ABOVE_ROOMS = 'above the rooms';

/** The servers that links of this page name in short. */
export interface Bases {
  /** The page's own, which is not named. */
  readonly own: string;
  readonly demo: string;
}

/** What a link leads to. */
export interface Place {
  readonly room: string | undefined;
  /** Its base; undefined where the link names none. */
  readonly server: string | undefined;
}

/** The link that leads to a room of a server. */
export function hrefOf(room: string, server: string, { own, demo }: Bases): string {
  const href = PREFIX + encodeURIComponent(room);
  if (server === own) return href;
  // Encoded as little as need be: people read it.
  const named = server === demo ? DEMO : encodeURIComponent(server).replaceAll('%3A', ':').replaceAll('%2F', '/');
  return `${href}?server=${named}`;
}

/**
 * Reads a link's fragment: a room, percent-encoded, and after `?server=` its server. A room that is not encoded is taken
 * as it stands, a server that is no address as none, and what is too long as a link that leads nowhere.
 */
export function placeOf(fragment: string, { own, demo }: Bases): Place {
  if (!fragment.startsWith(PREFIX) || fragment.length > FRAGMENT_MAX_LENGTH) return { room: undefined, server: undefined };
  const [, room = '', named] = /^(.*?)(?:\?server=([^?]*))?$/s.exec(fragment.slice(PREFIX.length)) ?? [];
  const server = named === undefined ? '' : decode(named);
  return {
    room: room === '' ? undefined : decode(room),
    server: server === DEMO ? demo : readServerAddress(server, own)[0],
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Says that the talk that is shown now was opened from the rooms, so that the way back leads there. */
export function markAboveRooms(): void {
  history.replaceState(ABOVE_ROOMS, '');
}

/** Goes back to the rooms as the device's own gesture does, so that neither way leads into talks that were closed. */
export function goToRooms(): void {
  if (history.state === ABOVE_ROOMS) history.back();
  else showRooms();
}

/** Makes the address that of the rooms, in the place of the talk's. */
export function showRooms(): void {
  history.replaceState(null, '', PREFIX);
}

/** Shows a talk's address, with the rooms below it where it is the first. */
export function showTalk(href: string): void {
  if (history.state === ABOVE_ROOMS) {
    if (location.hash !== href) history.pushState(null, '', href);
    return;
  }
  showRooms();
  history.pushState(ABOVE_ROOMS, '', href);
}
