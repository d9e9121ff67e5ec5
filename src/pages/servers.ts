import { ServerClient } from '../api/client.ts';
import { findServer } from '../api/servers.ts';
import type { Device, KnownServer } from '../storage/device.ts';
import { demoBase, demoObstacle } from './demo.ts';
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
