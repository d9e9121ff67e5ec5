import { roomOf } from './route.ts';

/**
 * What the address that opened the app asks for, beside the room in its fragment. The manifest has such addresses, in
 * scripts/manifest.mjs.
 */
export interface Arrival {
  /** The form for one more room is to be open. */
  readonly asksForRoom: boolean;
  readonly wantsDemo: boolean;
  /** The room that an invitation leads to. */
  readonly room: string | undefined;
  /** What somebody shared into Sala, as the draft of a message; empty where it is nothing. */
  readonly shared: string;
}

/** An invitation is the scheme and the room, written as in a link's fragment. What else it may have is not taken. */
const INVITATION = /^web\+sala:(?:\/\/)?(?<room>[^?#]*)$/i;

/** Reads an address' query, with its question mark. One that asks for nothing of ours is none. */
export function arrivalOf(search: string): Arrival | undefined {
  const query = new URLSearchParams(search);
  const invited = INVITATION.exec(query.get('invitation') ?? '')?.groups?.['room'] ?? '';
  const arrival = {
    asksForRoom: query.has('join'), wantsDemo: query.has('demo'), room: roomOf(`#/${invited}`), shared: sharedIn(query),
  };
  return query.has('invitation') || Object.values(arrival).some(Boolean) ? arrival : undefined;
}

/** Title, text and link, a line each. Systems often put the link, or all of them, into the text. */
function sharedIn(query: URLSearchParams): string {
  const parts = ['share-title', 'share-text', 'share-url'].map((name) => (query.get(name) ?? '').trim());
  const isSaidBy = (part: string, others: readonly string[]) => others.some((other) => other.includes(part));
  return parts.filter((part, index) => part !== '' && !isSaidBy(part, parts.slice(index + 1)))
    .filter((part, index, kept) => !isSaidBy(part, kept.slice(0, index))).join('\n');
}
