import type { ChatRoom } from '../chat/room.ts';
import type { Session } from '../chat/session.ts';
import type { Entry } from '../chat/timeline.ts';
import { loadLater } from '../components/code.ts';
import { underLock } from '../pwa/locks.ts';
import { closeNotice, onNoticePressed, showBadge } from '../pwa/notifications.ts';
import { mentions } from '../text/mentions.ts';
import { preferences } from './preferences.ts';
import { hrefOf } from './route.ts';
import { BASES } from './servers.ts';
import { titleOf } from './title.ts';

/** For so long other windows of this browser keep still about the same message, in milliseconds. */
const SAID_MS = 5_000;

/** A message of somebody. */
export type Written = Extract<Entry, { kind: 'message' }>;

/**
 * Tells of what is new: in the title, on the app's icon, and of messages that nobody sees coming by a sound and a
 * notice for each room. What was read is told of no more.
 */
export class Notices {
  #session: Session | undefined;
  #badge: number | undefined;
  /** What there was in each room when it was last looked at. */
  readonly #seen = new WeakMap<ChatRoom, readonly Entry[]>();
  /** What was told and not read. */
  readonly #told = new Map<ChatRoom, Written[]>();
  /** The rooms of which no notice is shown. */
  readonly #clear = new WeakSet<ChatRoom>();

  constructor() {
    onNoticePressed((href) => { location.hash = href; });
    const lookAgain = (): void => this.look(this.#session);
    addEventListener('focus', lookAgain);
    document.addEventListener('visibilitychange', lookAgain);
  }

  /** Takes note of what is new in a session, and of who looks. */
  look(session: Session | undefined): void {
    this.#session = session;
    document.title = titleOf(session);
    if (!session) return;
    this.#count(session);
    for (const room of session.rooms) this.#lookAt(room, session);
    for (const room of this.#told.keys()) if (!session.rooms.includes(room)) this.#forget(room, session);
  }

  #count({ rooms }: Session): void {
    const unread = rooms.reduce((sum, room) => sum + room.unread, 0);
    if (unread !== this.#badge) showBadge(unread);
    this.#badge = unread;
  }

  #lookAt(room: ChatRoom, session: Session): void {
    const isOpen = room === session.active && document.visibilityState === 'visible';
    const fresh = this.#freshIn(room, session);
    // What another window has shown is read. In a window that has not the focus it is read, and not seen yet.
    if (isOpen ? document.hasFocus() : room.unread === 0) this.#forget(room, session);
    else if (fresh.length > 0) void this.#tell(room, fresh, session);
  }

  /** What others have written since the last look, as far as one wants to be told. Of what was there first, nothing. */
  #freshIn(room: ChatRoom, { client, username }: Session): Written[] {
    const { entries } = room.timeline;
    const seen = this.#seen.get(room);
    if (entries === seen) return [];
    this.#seen.set(room, entries);
    const last = seen?.at(-1);
    const from = last ? entries.findLastIndex(({ key }) => key === last.key) : -1;
    const wanted = preferences.notifyIn(client.base, room.name);
    if (from < 0 || wanted === 'none') return [];
    return entries.slice(from + 1).filter((entry) => entry.kind === 'message').filter(({ writer, text }) =>
      writer !== username && (wanted === 'all' || mentions(text, username)));
  }

  #forget(room: ChatRoom, { client }: Session): void {
    this.#told.delete(room);
    if (this.#clear.has(room)) return;
    this.#clear.add(room);
    void closeNotice(hrefOf(room.name, client.base, BASES));
  }

  async #tell(room: ChatRoom, fresh: readonly Written[], { client }: Session): Promise<void> {
    const told = [...(this.#told.get(room) ?? []), ...fresh];
    this.#told.set(room, told);
    this.#clear.delete(room);
    const { tell } = await loadLater(import('./telling.ts'));
    const href = hrefOf(room.name, client.base, BASES);
    await asFirstWindow(`${client.base} ${href} ${fresh.at(-1)?.key}`, async () => {
      const isRead = (): boolean => !this.#told.has(room);
      if (!isRead()) await tell({ room: room.name, href, messages: told, isRead });
      if (isRead()) await closeNotice(href);
    });
  }
}

/** Does something unless another window of this browser does it, or has just done it. */
async function asFirstWindow(name: string, work: () => Promise<void>): Promise<void> {
  await underLock(`sala notice ${name}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    await work();
    await new Promise((resolve) => { setTimeout(resolve, SAID_MS); });
  });
}

/** Those of this page. */
export const notices = new Notices();
