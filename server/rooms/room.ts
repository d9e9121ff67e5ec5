import type { RoomEvent } from '../../src/protocol/messages.ts';
import type { RoomSnapshot } from './snapshot.ts';
import { toSeconds } from './stamps.ts';
import type { RoomState } from './store.ts';

const SYSTEM_TEXT: Record<RoomEvent, (user: string) => string> = {
  joined: (user) => `${user} joined the room`,
  left: (user) => `${user} left the room`,
  timed_out: (user) => `${user} timed out`,
};

/** One incarnation of a room: who is in it and its last messages. */
export class Room {
  readonly name: string;
  /** Names this incarnation. */
  readonly epoch: string;
  /** In the order of joining. */
  readonly members = new Set<string>();
  /** How many messages it has had. */
  count = 0;
  /** The stamp of its newest message. */
  lastMicros = 0;
  /** The stamp of the newest message that is no longer kept. */
  #lostMicros = 0;
  /** Its last messages as JSON, as they go over the wire: made once, when a message is sent, and not once for each reader. */
  readonly #kept: string[] = [];
  /** The stamp of each of them. Numbers by themselves lie side by side in memory. */
  readonly #stamps: number[] = [];
  readonly #capacity: number;
  /** What is told of it, until something changes. */
  #state: RoomState | undefined;

  constructor(name: string, epoch: string, capacity: number) {
    this.name = name;
    this.epoch = epoch;
    this.#capacity = capacity;
  }

  static restore(snapshot: RoomSnapshot, capacity: number): Room {
    const room = new Room(snapshot.name, snapshot.epoch, capacity);
    for (const member of snapshot.members) room.members.add(member);
    room.count = snapshot.count;
    room.lastMicros = snapshot.lastMicros;
    room.#lostMicros = snapshot.lostMicros;
    for (const { micros, json } of snapshot.kept) {
      room.#kept.push(json);
      room.#stamps.push(micros);
    }
    return room;
  }

  snapshot(): RoomSnapshot {
    const { name, epoch, count, lastMicros } = this;
    const kept = this.#stamps.map((micros, place) => ({ micros, json: this.#kept[place] ?? '' }));
    return { name, epoch, count, lastMicros, lostMicros: this.#lostMicros, members: [...this.members], kept };
  }

  addMessage(username: string, message: string, id: string, micros: number): void {
    this.#keep(micros, { type: 'message', username, message, timestamp: toSeconds(micros), id });
  }

  addEvent(event: RoomEvent, user: string, id: string, micros: number): void {
    this.#keep(micros, {
      type: 'system', message: SYSTEM_TEXT[event](user), timestamp: toSeconds(micros), id, event, user,
    });
  }

  #keep(micros: number, message: object): void {
    this.#kept.push(JSON.stringify(message));
    this.#stamps.push(micros);
    if (this.#kept.length > this.#capacity) {
      this.#kept.shift();
      this.#lostMicros = this.#stamps.shift() ?? 0;
    }
    this.lastMicros = micros;
    this.count++;
    this.#state = undefined;
  }

  /** Made once, and anew after a message: who comes or goes leaves one as well. */
  state(): RoomState {
    const { name, epoch, members, lastMicros } = this;
    return (this.#state ??= {
      room: JSON.stringify(name),
      details: JSON.stringify({ room: name, epoch, members: members.size, last_timestamp: toSeconds(lastMicros) }),
    });
  }

  /** The kept messages newer than a stamp, oldest first, as JSON. */
  messagesAfter(micros: number): readonly string[] {
    let start = this.#stamps.length;
    while ((this.#stamps[start - 1] ?? 0) > micros) start--;
    return this.#kept.slice(start);
  }

  /** Whether messages newer than a stamp are no longer kept. */
  hasLostAfter(micros: number): boolean {
    return this.#lostMicros > micros;
  }
}
