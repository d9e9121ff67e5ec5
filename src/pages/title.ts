import type { Session } from '../chat/session.ts';

/** What a window is called: what is unread in all rooms, and the one that is open. */
export function titleOf(session: Session | undefined): string {
  const unread = session?.rooms.reduce((sum, room) => sum + room.unread, 0) ?? 0;
  const place = session?.active ? `${session.active.name} · Sala` : 'Sala';
  return unread > 0 ? `(${unread}) ${place}` : place;
}
