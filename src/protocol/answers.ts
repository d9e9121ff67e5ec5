import * as v from 'valibot';
import { ReceivedName, receivedList, ReceivedText, ReceivedUrl, Timestamp } from './received.ts';
import {
  ANSWER_FACTS_MAX, ANSWER_MESSAGES_MAX, ANSWER_PEOPLE_MAX, ANSWER_ROOMS_MAX, RECEIVED_NAME_MAX, RECEIVED_TEXT_MAX,
  RECEIVED_WAIT_MAX_SECONDS,
} from './limits.ts';
import { Message } from './messages.ts';

/*
 * What a server answers. Fields that the base part does not have are optional here, because a client also talks to
 * servers that have the base part alone; fields that are not listed are ignored. Everything is bounded: what exceeds
 * this is no answer of the protocol.
 */

const success = v.literal('success');

const count = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));

export const JoinAnswer = v.object({
  status: success,
  message: v.optional(ReceivedText),
  room: v.optional(ReceivedName),
  username: v.optional(ReceivedName),
  epoch: v.optional(ReceivedName),
  timestamp: v.optional(Timestamp),
});

export const LeaveAnswer = v.object({ status: success, message: v.optional(ReceivedText) });

export const SendAnswer = v.object({
  status: success,
  id: v.optional(ReceivedName),
  timestamp: v.optional(Timestamp),
  epoch: v.optional(ReceivedName),
});

export const ReceiveAnswer = v.object({
  messages: receivedList(Message, ANSWER_MESSAGES_MAX),
  epoch: v.optional(ReceivedName),
  gap: v.optional(v.boolean()),
  more: v.optional(v.boolean()),
});

export const RoomDetails = v.object({
  room: ReceivedName,
  epoch: ReceivedName,
  members: count(ANSWER_PEOPLE_MAX),
  last_timestamp: Timestamp,
});

export const UserRoomsAnswer = v.object({
  rooms: receivedList(ReceivedName, ANSWER_ROOMS_MAX),
  details: v.optional(receivedList(RoomDetails, ANSWER_ROOMS_MAX)),
  server: v.optional(ReceivedName),
});

export const PeopleAnswer = v.object({ people: receivedList(ReceivedName, ANSWER_PEOPLE_MAX) });

export const FEATURES = ['ids', 'epoch', 'wait', 'gap', 'presence', 'people', 'keys'] as const;

export const HealthAnswer = v.object({
  status: v.literal('ok'),
  name: v.literal('sala'),
  version: ReceivedName,
  server: ReceivedName,
  urls: receivedList(ReceivedUrl, ANSWER_FACTS_MAX),
  features: receivedList(ReceivedName, ANSWER_FACTS_MAX),
  limits: v.object({
    room: count(RECEIVED_NAME_MAX),
    username: count(RECEIVED_NAME_MAX),
    message: count(RECEIVED_TEXT_MAX),
    history: count(ANSWER_MESSAGES_MAX),
    wait: v.pipe(v.number(), v.minValue(0), v.maxValue(RECEIVED_WAIT_MAX_SECONDS)),
  }),
});

/** `code` is missing on a server with the base part alone, and may be one that this version does not know. */
export const ErrorAnswer = v.object({
  status: v.literal('error'),
  message: v.optional(ReceivedText, ''),
  code: v.optional(ReceivedName),
});

export type JoinAnswer = v.InferOutput<typeof JoinAnswer>;
export type SendAnswer = v.InferOutput<typeof SendAnswer>;
export type ReceiveAnswer = v.InferOutput<typeof ReceiveAnswer>;
export type RoomDetails = v.InferOutput<typeof RoomDetails>;
export type UserRoomsAnswer = v.InferOutput<typeof UserRoomsAnswer>;
export type PeopleAnswer = v.InferOutput<typeof PeopleAnswer>;
export type HealthAnswer = v.InferOutput<typeof HealthAnswer>;
