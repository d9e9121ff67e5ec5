import type { ChatRoom } from '../chat/room.ts';

/** How many messages are lost when the room is left now. */
export function countUndelivered({ pending }: ChatRoom): number {
  return pending.filter(({ state }) => state !== 'sent').length;
}

/** How many messages wait for their writer to say what is to become of them. */
export function countUndecided({ pending }: ChatRoom): number {
  return pending.filter(({ state }) => state !== 'sent' && state !== 'waiting').length;
}
