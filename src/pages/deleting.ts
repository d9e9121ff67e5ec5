import type { Device } from '../storage/device.ts';
import { closeNotices, showBadge } from '../pwa/notifications.ts';
import { preferences } from './preferences.ts';
import { placeOf } from './route.ts';
import { BASES } from './servers.ts';
import { tellForgotten } from './forgetting.ts';

/** Deletes what this device keeps of a server. @returns whether that could be done */
export async function forgetServer(device: Device, server: string): Promise<boolean> {
  if (!(await device.forget(server))) return false;
  tellForgotten(server);
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
  // What was said is on no screen before the page begins again.
  showBadge(0);
  await closeNotices(() => true);
  preferences.reset();
  // As mocks/browser.ts calls it. Whoever has it open lets go of it.
  indexedDB.deleteDatabase(`sala ${new URL(demo).pathname}`);
  tellForgotten(null);
  return true;
}
