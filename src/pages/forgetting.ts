import type { Device } from '../storage/device.ts';
import { preferences } from './preferences.ts';

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
  const isDone = await device.forget(server);
  if (isDone) channel.postMessage(server);
  return isDone;
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
  return true;
}
