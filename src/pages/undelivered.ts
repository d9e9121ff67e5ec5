import { msg, str } from '@lit/localize';
import type { ChatRoom } from '../chat/room.ts';
import { plural } from '../locales/plural.ts';

/** How many messages are lost when the room is left now. */
export function countUndelivered({ pending }: ChatRoom): number {
  return pending.filter(({ state }) => state !== 'sent').length;
}

/** How many messages wait for their writer to say what is to become of them. */
export function countUndecided({ pending }: ChatRoom): number {
  return pending.filter(({ state }) => state !== 'sent' && state !== 'waiting').length;
}

export function leaveTitle({ name }: ChatRoom): string {
  return msg(str`Leave ${name}?`, { id: 'leaveTitle' });
}

/** What leaving costs. Meanwhile it may have become nothing. */
export function lossWords(undelivered: number): string {
  if (undelivered === 0) return msg('By now everything has been sent.', { id: 'lossNone' });
  return plural(undelivered, 'loss', {
    one: str`${undelivered} message has not been sent and will be lost.`,
    other: str`${undelivered} messages have not been sent and will be lost.`,
  });
}
