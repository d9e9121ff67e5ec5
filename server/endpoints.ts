import type { GenericSchema, InferOutput } from 'valibot';
import {
  FEATURES, HealthAnswer, JoinAnswer, LeaveAnswer, PeopleAnswer, ReceiveAnswer, SendAnswer, UserRoomsAnswer,
} from '../src/protocol/answers.ts';
import {
  MESSAGE_MAX_LENGTH, ROOM_MAX_LENGTH, USERNAME_MAX_LENGTH, WAIT_MAX_SECONDS,
} from '../src/protocol/limits.ts';
import {
  HealthRequest, JoinRequest, LeaveRequest, PeopleRequest, ReceiveRequest, SendRequest, UserRoomsRequest,
} from '../src/protocol/requests.ts';
import { andThen, type Awaitable, type RoomStore } from './rooms/store.ts';

/** What a server says of itself. */
export interface Identity {
  readonly version: string;
  /** New at each start. */
  readonly server: string;
  /** At which others reach it. */
  readonly urls: readonly string[];
  /** How many messages a room keeps. */
  readonly history: number;
}

export interface Call<Request> {
  readonly rooms: RoomStore;
  readonly request: Request;
  readonly keyDigest: string | undefined;
  readonly identity: Identity;
}

/**
 * An answer, or the request for one that is not there yet: the door holds it until the room changes or the time is up,
 * then asks again.
 */
export type Outcome = { readonly json: string } | { readonly hold: ReceiveRequest };

export interface Endpoint<Request extends GenericSchema = GenericSchema> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly request: Request;
  readonly answer: GenericSchema;
  /** Whether it may carry `Authorization: Bearer KEY`. */
  readonly keyed: boolean;
  run(call: Call<InferOutput<Request>>): Awaitable<Outcome>;
}

function endpoint<Request extends GenericSchema>(entry: Endpoint<Request>): Endpoint {
  return entry;
}

const json = (answer: object): Outcome => ({ json: JSON.stringify(answer) });

/** Every endpoint of the protocol, once. Each server is a door to this table. */
export const ENDPOINTS: readonly Endpoint[] = [
  endpoint({
    method: 'POST', path: '/join', keyed: true, request: JoinRequest, answer: JoinAnswer,
    summary: 'Enter a room, which is made if it does not exist',
    run: ({ rooms, request, keyDigest }) => andThen(rooms.join(request, keyDigest), (joined) =>
      json({ status: 'success', message: `${joined.username} joined the room ${joined.room}`, ...joined })),
  }),
  endpoint({
    method: 'POST', path: '/leave', keyed: true, request: LeaveRequest, answer: LeaveAnswer,
    summary: 'Leave a room, which is removed with its messages when nobody is left in it',
    run: ({ rooms, request, keyDigest }) => andThen(rooms.leave(request, keyDigest), () =>
      json({ status: 'success', message: `${request.username} left the room ${request.room}` })),
  }),
  endpoint({
    method: 'POST', path: '/send', keyed: true, request: SendRequest, answer: SendAnswer,
    summary: 'Send a message to a room, entering it first if need be',
    run: ({ rooms, request, keyDigest }) => andThen(rooms.send(request, keyDigest), (sent) =>
      json({ status: 'success', ...sent })),
  }),
  endpoint({
    method: 'GET', path: '/receive', keyed: false, request: ReceiveRequest, answer: ReceiveAnswer,
    summary: 'The messages of a room newer than a time, oldest first',
    run({ rooms, request }) {
      const { room, last_timestamp, epoch, username, wait } = request;
      return andThen(rooms.receive(room, last_timestamp, epoch, username), (received): Outcome => {
        if (received.epoch === undefined) return { json: '{"messages":[]}' };
        const { messages, gap, more } = received;
        if (messages.length === 0 && wait > 0) return { hold: request };
        const rest = `"epoch":${JSON.stringify(received.epoch)}${gap ? ',"gap":true' : ''}${more ? ',"more":true' : ''}`;
        return { json: `{"messages":[${messages.join(',')}],${rest}}` };
      });
    },
  }),
  endpoint({
    method: 'GET', path: '/user_rooms', keyed: false, request: UserRoomsRequest, answer: UserRoomsAnswer,
    summary: 'The rooms that somebody is in, in the order of joining',
    run: ({ rooms, request, identity }) => andThen(rooms.userRooms(request.username), (states) => {
      const [names, details] = [states.map(({ room }) => room), states.map((state) => state.details)];
      return { json: `{"rooms":[${names.join(',')}],"details":[${details.join(',')}],"server":${JSON.stringify(identity.server)}}` };
    }),
  }),
  endpoint({
    method: 'GET', path: '/people', keyed: false, request: PeopleRequest, answer: PeopleAnswer,
    summary: 'Who is in a room, in the order of joining',
    run: ({ rooms, request }) => andThen(rooms.peopleIn(request.room), (people) => json({ people })),
  }),
  endpoint({
    method: 'GET', path: '/health', keyed: false, request: HealthRequest, answer: HealthAnswer,
    summary: 'What this server is and can do',
    run({ identity }) {
      return json({
        status: 'ok',
        name: 'sala',
        version: identity.version,
        server: identity.server,
        urls: identity.urls,
        features: FEATURES,
        limits: {
          room: ROOM_MAX_LENGTH,
          username: USERNAME_MAX_LENGTH,
          message: MESSAGE_MAX_LENGTH,
          history: identity.history,
          wait: WAIT_MAX_SECONDS,
        },
      });
    },
  }),
];

/** The paths of the table. */
export const PATHS: readonly string[] = ENDPOINTS.map(({ path }) => path);
