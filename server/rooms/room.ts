import type { RoomEvent } from '../../src/protocol/messages.ts';
import { History } from './history.ts';
import type { Limits } from './limits.ts';
import type { Queued } from './queue.ts';
import type { RoomSnapshot } from './snapshot.ts';
import { toSeconds } from './stamps.ts';
import type { RoomState } from './store.ts';

const SYSTEM_TEXT: Record<RoomEvent, (user: string) => string> = {
  joined: (user) => `${user} joined the room`,
  left: (user) => `${user} left the room`,
  timed_out: (user) => `${user} timed out`,
};

/** How the JSON of an event begins, and of no message: snapshots tell the two apart by it. */
const EVENT_START = '{"type":"system"';

/** One life of a room: who is in it and its last messages. */
export class Room implements Queued<Room> {
  readonly name: string;
  readonly epoch: string;
  /** In the order of joining. */
  readonly members = new Set<string>();
  readonly history: History;
  /** How many messages people have sent to it. */
  count = 0;
  /** The stamp of its newest message, of a person or of the system. */
  lastMicros = 0;
  /** What the budget of all rooms has counted of its history. */
  countedWeight = 0;
  previous: Room | undefined;
  next: Room | undefined;
  /** What members are told of it, until something changes. */
  #state: RoomState | undefined;

  constructor(name: string, epoch: string, limits: Limits) {
    this.name = name;
    this.epoch = epoch;
    this.history = new History(limits);
  }

  static restore(snapshot: RoomSnapshot, limits: Limits): Room {
    const room = new Room(snapshot.name, snapshot.epoch, limits);
    for (const member of snapshot.members) room.members.add(member);
    room.history.lostMicros = snapshot.lostMicros;
    for (const { micros, json } of snapshot.kept) {
      if (json.startsWith(EVENT_START)) room.history.addEvent(json, micros);
      else room.history.addMessage(json, micros);
    }
    room.count = snapshot.count;
    room.lastMicros = snapshot.lastMicros;
    return room;
  }

  snapshot(): RoomSnapshot {
    const { name, epoch, count, lastMicros, history } = this;
    return { name, epoch, count, lastMicros, lostMicros: history.lostMicros, members: [...this.members], kept: [...history] };
  }

  addMessage(username: string, message: string, id: string, micros: number): void {
    this.history.addMessage(JSON.stringify({ type: 'message', username, message, timestamp: toSeconds(micros), id }), micros);
    this.count++;
    this.#note(micros);
  }

  addEvent(event: RoomEvent, user: string, id: string, micros: number): void {
    const message = SYSTEM_TEXT[event](user);
    this.history.addEvent(JSON.stringify({ type: 'system', message, timestamp: toSeconds(micros), id, event, user }), micros);
    this.#note(micros);
  }

  #note(micros: number): void {
    this.lastMicros = micros;
    this.#state = undefined;
  }

  /** Made again after each message only: who comes or goes leaves one as well. */
  state(): RoomState {
    const { name, epoch, members, lastMicros } = this;
    return (this.#state ??= {
      room: JSON.stringify(name),
      details: JSON.stringify({ room: name, epoch, members: members.size, last_timestamp: toSeconds(lastMicros) }),
    });
  }
}
