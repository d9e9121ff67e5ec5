import { readServerAddress } from '../api/addresses.ts';
import { ServerClient } from '../api/client.ts';
import { diagnose } from '../api/diagnosis.ts';
import { findServer } from '../api/servers.ts';
import { toFailure } from '../chat/failure.ts';
import type { Problem } from '../components/problem.ts';
import type { Device, KnownServer } from '../storage/device.ts';
import { demoBase, demoObstacle } from './demo.ts';
import { addressWords, failureWords, faultWords } from './failure-words.ts';
import type { Bases, Place } from './route.ts';

/** The page's own address, which may be a server's, and that of its demo. */
const OWN = new URL('./', location.href.split(/[?#]/)[0]).href;
export const BASES: Bases = { own: OWN, demo: demoBase(OWN) };

/** The server that a link leads to, where one has been on `chosen` so far. */
export async function serverOf({ room, server }: Place, chosen: string, device: Device): Promise<string> {
  if (server !== undefined) return server;
  if (room === undefined || chosen === OWN) return chosen;
  // A link without a server leads to the one that the page comes from, where it comes from one.
  if ((await device.servers()).some(({ base }) => base === OWN)) return OWN;
  try {
    await findServer(new ServerClient(OWN));
    return OWN;
  } catch {
    return chosen;
  }
}

/** The server to go back to from the demo. */
export async function serverBeforeDemo(device: Device): Promise<string> {
  const former = await device.formerServer();
  return former === undefined || former === BASES.demo ? OWN : former;
}

/** Those to choose from: where one has a name, this one, and the demo where the page can have one. */
export async function serversToChoose(device: Device, current: string): Promise<readonly KnownServer[]> {
  const known = await device.servers();
  const others = [current, ...(demoObstacle() ? [] : [BASES.demo])];
  const unknown = others.filter((base, index) => others.indexOf(base) === index && !known.some((one) => one.base === base));
  return [...known, ...unknown.map((base) => ({ base, username: '', rooms: 0 }))];
}

/**
 * Looks for the server that somebody means by an address.
 *
 * @param current the server in use, which need not be looked for
 * @returns its base, or what is wrong in words
 */
export async function findAddress(typed: string, current: string): Promise<string | Problem> {
  const bases = readServerAddress(typed, location.href);
  if (bases.length === 0) return { text: addressWords() };
  if (bases.includes(current)) return current;
  let problem: Problem | undefined;
  for (const base of bases) {
    try {
      await findServer(new ServerClient(base));
      return base;
    } catch (error) {
      const fault = await diagnose(base, error, { isOnline: navigator.onLine, page: location.href });
      // Of two schemes, the one at which something answers is the one that was meant.
      if (!problem || fault !== 'unreachable') problem = fault ? faultWords(fault, base) : { text: failureWords(toFailure(error)) };
    }
  }
  return problem ?? { text: addressWords() };
}
