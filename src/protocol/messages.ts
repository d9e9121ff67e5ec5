import * as v from 'valibot';
import { ReceivedName, ReceivedText, Timestamp } from './received.ts';

/** Something that a person wrote. */
export const UserMessage = v.object({
  type: v.literal('message'),
  username: ReceivedName,
  message: ReceivedText,
  timestamp: Timestamp,
  /** Together with `username` it names the message in its room. Missing on a server with the base part alone. */
  id: v.optional(ReceivedName),
});

export const ROOM_EVENTS = ['joined', 'left', 'timed_out'] as const;

/** Something that happened in the room. It has no `username`: clients of the base part tell the two apart by that. */
export const SystemMessage = v.object({
  type: v.literal('system'),
  message: ReceivedText,
  timestamp: Timestamp,
  id: v.optional(ReceivedName),
  /** An event that this version does not know is left out: the message's text says it. */
  event: v.fallback(v.optional(v.picklist(ROOM_EVENTS)), undefined),
  user: v.optional(ReceivedName),
});

export const Message = v.variant('type', [UserMessage, SystemMessage]);

export type UserMessage = v.InferOutput<typeof UserMessage>;
export type SystemMessage = v.InferOutput<typeof SystemMessage>;
export type Message = v.InferOutput<typeof Message>;
export type RoomEvent = (typeof ROOM_EVENTS)[number];
