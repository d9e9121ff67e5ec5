import { randomId } from '../chat/random.ts';
import { openDevice } from '../storage/database.ts';
import type { Device, WindowId } from '../storage/device.ts';

/** Where a window leaves its id for the page that comes after a reload. A copy of a window finds none there. */
const KEY = 'sala window';

/** Those that are in use in this page. */
const inUse = new Set<string>();

/** What this browser keeps, as this window has it. */
export function openOwnDevice(): Promise<Device> {
  return openDevice('sala', takeWindowId);
}

/** An id for this window, the same after a reload, and another one for each that is in use at a time. */
function takeWindowId(): WindowId {
  const left = takeLeft();
  const id = left !== undefined && !inUse.has(left) ? left : randomId();
  inUse.add(id);
  const leave = (): void => {
    try {
      sessionStorage.setItem(KEY, id);
    } catch {
      // The browser keeps nothing for this page: after a reload it is another window.
    }
  };
  addEventListener('pagehide', leave);
  addEventListener('pageshow', takeLeft);
  return {
    id,
    giveBack() {
      inUse.delete(id);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', takeLeft);
      // The next one of this page goes on with it.
      leave();
    },
  };
}

function takeLeft(): string | undefined {
  try {
    const left = sessionStorage.getItem(KEY) ?? undefined;
    sessionStorage.removeItem(KEY);
    return left;
  } catch {
    return undefined;
  }
}
