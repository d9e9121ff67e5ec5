import { msg } from '@lit/localize';
import { loadLater } from '../components/code.ts';
import { event } from '../components/events.ts';

/** The dialogs of a room, loaded when they are first opened. */
export const ROOM_DIALOGS = {
  invite: () => import('../components/invite-dialog.ts'),
  notify: () => import('../components/notify-dialog.ts'),
} as const;

/** Waits for the code of a dialog, and has the app say where it could not be loaded, by the event `sala-opened`. */
export async function isLoaded(host: Element, code: Promise<unknown>): Promise<boolean> {
  const loaded = await loadLater(code).then(() => true, () => false);
  host.dispatchEvent(event('sala-opened', loaded));
  return loaded;
}

export function unopenedWords(): string {
  return msg('This cannot be opened without the server. Try again when connected.', { id: 'unopened' });
}
