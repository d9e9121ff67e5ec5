import type { ChatRoom } from '../chat/room.ts';

/** A message that is to be answered. */
export interface Reply {
  readonly writer: string;
  readonly text: string;
}

/** What somebody wrote last in a room, whether it has arrived or waits; empty where they wrote nothing. */
export function lastOwn({ pending, timeline }: ChatRoom, username: string): string {
  const said = () => timeline.entries.findLast((entry) => entry.kind === 'message' && entry.writer === username);
  const last = pending.at(-1) ?? said();
  return last && 'text' in last ? last.text : '';
}
