import type { Invitation } from '../components/invitation.ts';
import { hrefOf, type Bases } from './route.ts';

/** What makes a server listen to others than its own machine. */
const COMMAND = 'npm start -- --host';

/** Hosts that lead everybody to their own machine. */
const LOOPBACK = /^(localhost\.?|.*\.localhost\.?|127\..*|0\.0\.0\.0|\[::1?\]|\[::ffff:7f.*\])$/;

export interface Invited {
  readonly room: string;
  /** Of the server that the room is on, its base. */
  readonly server: string;
  /**
   * The addresses at which the server says that others reach it; undefined where it has not answered, and none where it
   * does not say.
   */
  readonly urls: readonly string[] | undefined;
  /** Whether the server has the page of Sala as well. One with the base part alone has not. */
  readonly hasPage: boolean;
}

/**
 * What brings others into a room. A link that leads through the own machine's name is of no use to them: then the
 * server's own address is taken, under which there is the page too, and where it has none what has to be done.
 */
export function invitationOf({ room, server, urls, hasPage }: Invited, bases: Bases): Invitation {
  if (server === bases.demo) return { kind: 'demo' };
  const url = bases.own + hrefOf(room, server, bases);
  if (!isLoopback(bases.own) && !isLoopback(server)) return { kind: 'link', url };
  if (!urls) return { kind: 'unknown' };
  const address = urls.find((one) => !isLoopback(one)) ?? (hasPage && !isLoopback(server) ? server : undefined);
  if (address === undefined) return { kind: 'alone', command: COMMAND, url };
  const base = address.endsWith('/') ? address : `${address}/`;
  return { kind: 'link', url: base + hrefOf(room, base, { ...bases, own: base }) };
}

function isLoopback(url: string): boolean {
  return LOOPBACK.test(new URL(url).hostname);
}
