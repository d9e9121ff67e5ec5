import type { Device } from '../storage/device.ts';
import { closeNotices, showBadge } from '../pwa/notifications.ts';
import { preferences } from './preferences.ts';
import { placeOf } from './route.ts';
import { BASES } from './servers.ts';

/** Tells other windows which server was forgotten; null: all of them. A channel does not hear itself. */
const channel = new BroadcastChannel('sala forgotten');

/** Begins anew, as if the page had just been opened without a room. */
export function beginAnew(): void {
  history.replaceState(null, '', location.pathname);
  location.reload();
}

/** Begins anew where another window has had this one's server forgotten. @returns what ends it */
export function watchForgetting(server: () => string | undefined): () => void {
  const listening = new AbortController();
  channel.addEventListener('message', ({ data }: MessageEvent<string | null>) => {
    if (data === null || data === server()) beginAnew();
  }, { signal: listening.signal });
  return () => listening.abort();
}

/** Deletes what this device keeps of a server. @returns whether that could be done */
export async function forgetServer(device: Device, server: string): Promise<boolean> {
  if (!(await device.forget(server))) return false;
  channel.postMessage(server);
  await closeNotices(({ tag }) => (placeOf(tag, BASES).server ?? BASES.own) === server);
  return true;
}

/**
 * Deletes all that this device keeps: of every server, what was chosen for this browser, and the demo's rooms.
 *
 * @param demo the demo's base
 * @returns whether that could be done
 */
export async function forgetEverything(device: Device, demo: string): Promise<boolean> {
  if (!(await device.forgetAll())) return false;
  preferences.reset();
  // As mocks/browser.ts calls it. Whoever has it open lets go of it.
  indexedDB.deleteDatabase(`sala ${new URL(demo).pathname}`);
  channel.postMessage(null);
  showBadge(0);
  await closeNotices(() => true);
  return true;
}
