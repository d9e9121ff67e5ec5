import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import { hasTextCharacters, isBlank } from '../protocol/names.ts';
import type { Unanswered } from '../storage/kept.ts';
import type { ChatRoom, Pending } from './room.ts';

/** @throws RangeError where no server takes a text */
export function checkText(text: string): void {
  if (isBlank(text) || text.length > MESSAGE_MAX_LENGTH || !hasTextCharacters(text)) {
    throw new RangeError('Failed to send: the text is empty, too long or has control characters. Check it first.');
  }
}

export function firstWaiting(room: ChatRoom): Pending | undefined {
  return room.pending.find(({ state }) => state === 'waiting');
}

/** Of two attempts in one incarnation of the room the first may be the one that arrived. */
export function oldest(former: Unanswered | undefined, attempt: Unanswered): Unanswered {
  return former?.epoch === attempt.epoch ? former ?? attempt : attempt;
}
