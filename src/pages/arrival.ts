import type { Session } from '../chat/session.ts';
import { isBlank } from '../protocol/names.ts';
import { placeOf, type Bases, type Place } from './route.ts';

/**
 * What the address that opened the app asks for, beside the room in its fragment. The manifest has such addresses, in
 * scripts/manifest.mjs: they ask in the fragment, of which no server hears. Apps that were installed earlier ask in the query.
 */
export interface Arrival {
  /** The form for one more room is to be open. */
  readonly asksForRoom: boolean;
  readonly wantsDemo: boolean;
  /** Where an invitation leads to. */
  readonly invitation: Place | undefined;
  /** What somebody shared into Sala, as the draft of a message; empty where it is nothing. */
  readonly shared: string;
  /** Something was shared while no worker was there to take it. */
  readonly lostShared: boolean;
}

/** How a fragment begins that asks for something; one that names a room begins with `#/`. */
const ASKS = '#?';

export function isArrival(fragment: string): boolean {
  return fragment.startsWith(ASKS);
}

/** An invitation is the scheme and what stands in a link's fragment: the room, and its server where it has another one. */
const INVITATION = /^web\+sala:(?:\/\/)?(?<place>[^#]*)$/i;

/** Reads an address. One that asks for nothing of ours is none. */
export function arrivalOf({ hash, search }: Pick<Location, 'hash' | 'search'>, bases: Bases): Arrival | undefined {
  const query = new URLSearchParams(isArrival(hash) ? hash.slice(1) : search);
  const place = INVITATION.exec(query.get('invitation') ?? '')?.groups?.['place'];
  const arrival = {
    asksForRoom: query.has('join'), wantsDemo: query.has('demo'), shared: sharedIn(query),
    lostShared: query.has('share-again'),
    invitation: place === undefined ? undefined : placeOf(`#/${place}`, bases),
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

/**
 * Puts what was shared below what was being typed in the room that is open. Nothing is sent.
 *
 * @returns whether it is there
 */
export function putShared(shared: string, session: Session): boolean {
  const { active } = session;
  if (!active || shared === '') return false;
  session.saveDraft(active, isBlank(active.draft) ? shared : `${active.draft}\n${shared}`);
  session.changed();
  return true;
}
