import * as v from 'valibot';
import { ERROR_CODES } from './errors.ts';
import { Timestamp } from './fields.ts';
import { Message } from './messages.ts';

/*
 * What a server answers. Fields that the base part does not have are optional here, because a client also talks to
 * servers that have the base part alone; fields that are not listed are ignored.
 */

const success = v.literal('success');

export const JoinAnswer = v.object({
  status: success,
  message: v.optional(v.string()),
  room: v.optional(v.string()),
  username: v.optional(v.string()),
  epoch: v.optional(v.string()),
  timestamp: v.optional(Timestamp),
});

export const LeaveAnswer = v.object({ status: success, message: v.optional(v.string()) });

export const SendAnswer = v.object({
  status: success,
  id: v.optional(v.string()),
  timestamp: v.optional(Timestamp),
  epoch: v.optional(v.string()),
});

export const ReceiveAnswer = v.object({
  messages: v.array(Message),
  epoch: v.optional(v.string()),
  gap: v.optional(v.boolean()),
  more: v.optional(v.boolean()),
});

export const RoomDetails = v.object({
  room: v.string(),
  epoch: v.string(),
  members: v.pipe(v.number(), v.integer(), v.minValue(0)),
  last_timestamp: Timestamp,
});

export const UserRoomsAnswer = v.object({
  rooms: v.array(v.string()),
  details: v.optional(v.array(RoomDetails)),
  server: v.optional(v.string()),
});

export const PeopleAnswer = v.object({ people: v.array(v.string()) });

export const FEATURES = ['ids', 'epoch', 'wait', 'gap', 'presence', 'people', 'keys'] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const HealthAnswer = v.object({
  status: v.literal('ok'),
  name: v.literal('sala'),
  version: v.string(),
  server: v.string(),
  urls: v.array(v.string()),
  features: v.array(v.string()),
  limits: v.object({
    room: count, username: count, message: count, history: count, wait: v.pipe(v.number(), v.minValue(0)),
  }),
});

/** `code` is missing on a server with the base part alone, and may be one that this version does not know. */
export const ErrorAnswer = v.object({
  status: v.literal('error'),
  message: v.optional(v.string(), ''),
  code: v.optional(v.string()),
});

/** An error as Sala's server answers it. */
export const KnownErrorAnswer = v.object({
  status: v.literal('error'),
  code: v.picklist(ERROR_CODES),
  message: v.string(),
});

export type JoinAnswer = v.InferOutput<typeof JoinAnswer>;
export type SendAnswer = v.InferOutput<typeof SendAnswer>;
export type ReceiveAnswer = v.InferOutput<typeof ReceiveAnswer>;
export type RoomDetails = v.InferOutput<typeof RoomDetails>;
export type UserRoomsAnswer = v.InferOutput<typeof UserRoomsAnswer>;
export type PeopleAnswer = v.InferOutput<typeof PeopleAnswer>;
export type HealthAnswer = v.InferOutput<typeof HealthAnswer>;
