import * as v from 'valibot';
import { Epoch, MessageId, MessageText, QueryNumber, RoomName, UserName } from './request-fields.ts';
import { WAIT_MAX_SECONDS } from './limits.ts';

export const JoinRequest = v.object({ room: RoomName, username: UserName });
export const LeaveRequest = v.object({ room: RoomName, username: UserName });

export const SendRequest = v.object({
  room: RoomName,
  username: UserName,
  message: MessageText,
  id: v.optional(MessageId),
  epoch: v.optional(Epoch),
});

export const ReceiveRequest = v.object({
  room: RoomName,
  last_timestamp: v.optional(QueryNumber, '0'),
  epoch: v.optional(Epoch),
  username: v.optional(UserName),
  wait: v.optional(v.pipe(QueryNumber, v.transform((seconds) => Math.min(seconds, WAIT_MAX_SECONDS))), '0'),
});

export const UserRoomsRequest = v.object({ username: UserName });
export const PeopleRequest = v.object({ room: RoomName });
export const HealthRequest = v.object({});

export type JoinRequest = v.InferOutput<typeof JoinRequest>;
export type LeaveRequest = v.InferOutput<typeof LeaveRequest>;
export type SendRequest = v.InferOutput<typeof SendRequest>;
export type ReceiveRequest = v.InferOutput<typeof ReceiveRequest>;
export type UserRoomsRequest = v.InferOutput<typeof UserRoomsRequest>;
export type PeopleRequest = v.InferOutput<typeof PeopleRequest>;
