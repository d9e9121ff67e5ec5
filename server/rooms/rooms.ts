import { Refusal } from '../../src/protocol/errors.ts';
import type { JoinRequest, LeaveRequest, SendRequest } from '../../src/protocol/requests.ts';
import { isSameDigest, KeptNames } from './kept-names.ts';
import type { Limits } from './limits.ts';
import { People, type Person } from './people.ts';
import { Room } from './room.ts';
import { SentIds } from './sent-ids.ts';
import type { RoomsSnapshot } from './snapshot.ts';
import { Stamps, toMicros, toSeconds } from './stamps.ts';
import type { Joined, Received, RoomState, RoomStore, SentMessage } from './store.ts';

export interface Surroundings {
  /** The wall clock in microseconds since the Unix epoch. It only stamps messages. */
  readonly wallClock: () => number;
  /** A clock in milliseconds that is never set. Everything that lasts is measured by it. */
  readonly monotonicClock: () => number;
  /** Makes ids of messages and epochs: each contains a `.` and is never made again, also after a restart. */
  readonly nextId: () => string;
  /** Called with the name of a room and the seconds of its new message; `Infinity` where the room was removed. */
  readonly onChange: (room: string, newest: number) => void;
}

/**
 * The rules of the chat, in memory. Requests come in their normal form, keys as digests. What a call costs does not
 * grow with the number of rooms or members, but for the one that lists members.
 */
export class Rooms implements RoomStore {
  readonly #rooms = new Map<string, Room>();
  readonly #people = new People();
  readonly #keptNames: KeptNames;
  readonly #sentIds: SentIds;
  readonly #stamps: Stamps;
  readonly #limits: Limits;
  readonly #surroundings: Surroundings;

  /** @param snapshot what they were when they were last kept; nothing for a fresh start */
  constructor(limits: Limits, surroundings: Surroundings, snapshot?: RoomsSnapshot) {
    this.#limits = limits;
    this.#surroundings = surroundings;
    this.#keptNames = new KeptNames(limits);
    this.#sentIds = new SentIds(limits);
    this.#stamps = new Stamps(surroundings.wallClock, snapshot?.lastMicros);
    if (snapshot) this.#restore(snapshot);
  }

  snapshot(): RoomsSnapshot {
    return {
      lastMicros: this.#stamps.last,
      rooms: Array.from(this.#rooms.values(), (room) => room.snapshot()),
      people: this.#people.snapshot(),
      keptNames: this.#keptNames.snapshot(),
      sentIds: this.#sentIds.snapshot(),
    };
  }

  #restore({ rooms, people, keptNames, sentIds }: RoomsSnapshot): void {
    for (const room of rooms) this.#rooms.set(room.name, Room.restore(room, this.#limits.history));
    for (const { name, keyDigest, heardAt, rooms: names } of people) {
      const person = this.#people.add(name, keyDigest, heardAt);
      for (const each of names) person.rooms.add(this.#roomNamed(each));
    }
    for (const name of keptNames) this.#keptNames.restore(name);
    for (const { room, ...sent } of sentIds) this.#sentIds.restore(this.#roomNamed(room), sent);
  }

  join({ room: name, username }: JoinRequest, keyDigest: string | undefined): Joined {
    this.sweep();
    this.#admit(username, keyDigest);
    const room = this.#rooms.get(name);
    if (!room?.members.has(username)) this.#enter(room ?? name, username, keyDigest);
    const joined = this.#roomNamed(name);
    return { room: name, username, epoch: joined.epoch, timestamp: toSeconds(joined.lastMicros) };
  }

  leave({ room: name, username }: LeaveRequest, keyDigest: string | undefined): void {
    this.sweep();
    this.#admit(username, keyDigest);
    const room = this.#roomNamed(name);
    const person = this.#people.find(username);
    if (!person?.rooms.has(room)) {
      throw new Refusal('room_not_found', `${username} is not in the room ${name}.`);
    }
    this.#exit(room, person, 'left');
  }

  send(request: SendRequest, keyDigest: string | undefined): SentMessage {
    this.sweep();
    const { username } = request;
    this.#admit(username, keyDigest);
    const room = this.#roomNamed(request.room);
    if (request.epoch !== undefined && request.epoch !== room.epoch) {
      throw new Refusal('room_changed', `The room ${room.name} was made anew. Join it again, then send.`);
    }
    const now = this.#now();
    if (request.id !== undefined) {
      const former = this.#sentIds.find(room, username, request.id, now);
      if (former) return { id: request.id, timestamp: toSeconds(former.micros), epoch: room.epoch };
    }
    if (!room.members.has(username)) {
      if (request.epoch !== undefined) throw new Refusal('room_not_found', `${username} is not in the room ${room.name}. Join it, then send.`);
      this.#enter(room, username, keyDigest);
    }
    const micros = this.#stamps.next();
    const id = request.id ?? this.#surroundings.nextId();
    room.addMessage(username, request.message, id, micros);
    if (request.id !== undefined) this.#sentIds.remember(room, username, id, micros, now);
    this.#surroundings.onChange(room.name, toSeconds(micros));
    return { id, timestamp: toSeconds(micros), epoch: room.epoch };
  }

  receive(name: string, after: number, epoch?: string, username?: string): Received {
    this.sweep();
    if (username !== undefined) this.#hear(username);
    const room = this.#rooms.get(name);
    if (!room) return { messages: [], epoch: undefined, gap: false };
    const micros = epoch !== undefined && epoch !== room.epoch ? 0 : toMicros(after);
    // Most polls find nothing new.
    const messages = room.lastMicros > micros ? room.messagesAfter(micros) : [];
    return { messages, epoch: room.epoch, gap: room.hasLostAfter(micros) };
  }

  userRooms(username: string): readonly RoomState[] {
    this.sweep();
    this.#hear(username);
    return Array.from(this.#people.find(username)?.rooms ?? [], (room) => room.state());
  }

  peopleIn(name: string): readonly string[] {
    this.sweep();
    return [...(this.#rooms.get(name)?.members ?? [])];
  }

  /** Counts somebody as heard of until {@link release}. */
  hold(username: string | undefined): Person | undefined {
    const person = username === undefined ? undefined : this.#people.find(username);
    if (person) person.held++;
    return person;
  }

  /** @param person what {@link hold} returned */
  release(person: Person | undefined): void {
    if (!person) return;
    person.held--;
    // Who has left meanwhile waits for no timeout any more.
    if (person.rooms.size > 0) this.#people.hear(person, this.#now());
  }

  /** Takes out those who have been silent for too long. Every call does it first; a timer does it between calls. */
  sweep(): void {
    const now = this.#now();
    const deadline = now - this.#limits.presenceTimeout * 1_000;
    for (let silent = this.#people.silentSince(deadline, now); silent;
      silent = this.#people.silentSince(deadline, now)) {
      if (silent.keyDigest !== undefined) this.#keptNames.keep(silent.name, silent.keyDigest, now);
      for (const room of silent.rooms) this.#exit(room, silent, 'timed_out');
    }
  }

  #now(): number {
    return this.#surroundings.monotonicClock();
  }

  #hear(username: string): void {
    const person = this.#people.find(username);
    if (person) this.#people.hear(person, this.#now());
  }

  #roomNamed(name: string): Room {
    const room = this.#rooms.get(name);
    if (!room) throw new Refusal('room_not_found', `There is no room ${name}. Joining it makes it.`);
    return room;
  }

  /**
   * A name joined with a key answers to that key alone, a name joined without one to everybody. Whoever is let through
   * is heard of, also if the request is refused for another reason.
   */
  #admit(username: string, keyDigest: string | undefined): void {
    const person = this.#people.find(username);
    const claim = person ? person.keyDigest : this.#keptNames.keyDigestOf(username, this.#now());
    if (claim !== undefined && !isSameDigest(claim, keyDigest)) {
      throw new Refusal('name_taken', `The name ${username} is taken. Choose another one.`);
    }
    this.#hear(username);
  }

  /** Puts somebody into a room, which is made if it is given by its name. Changes nothing where a limit forbids it. */
  #enter(roomOrName: Room | string, username: string, keyDigest: string | undefined): void {
    const { maxRooms, maxMembers, maxRoomsPerUser } = this.#limits;
    const known = this.#people.find(username);
    if (known && known.rooms.size >= maxRoomsPerUser) {
      throw new Refusal('too_many_rooms', `${username} is in ${maxRoomsPerUser} rooms already. Leave one first.`);
    }
    if (typeof roomOrName === 'string' && this.#rooms.size >= maxRooms) {
      throw new Refusal('server_full', `This server has ${maxRooms} rooms, as many as it can. Try again later.`);
    }
    if (typeof roomOrName !== 'string' && roomOrName.members.size >= maxMembers) {
      throw new Refusal('room_full', `The room ${roomOrName.name} has ${maxMembers} members, as many as it can.`);
    }
    const room = typeof roomOrName === 'string' ? this.#make(roomOrName) : roomOrName;
    const person = known ?? this.#people.add(username, keyDigest, this.#now());
    this.#keptNames.release(username);
    person.rooms.add(room);
    room.members.add(username);
    room.addEvent('joined', username, this.#surroundings.nextId(), this.#stamps.next());
    this.#surroundings.onChange(room.name, toSeconds(room.lastMicros));
  }

  #make(name: string): Room {
    const room = new Room(name, this.#surroundings.nextId(), this.#limits.history);
    this.#rooms.set(name, room);
    return room;
  }

  #exit(room: Room, person: Person, event: 'left' | 'timed_out'): void {
    room.members.delete(person.name);
    person.rooms.delete(room);
    if (person.rooms.size === 0) this.#people.remove(person);
    if (room.members.size === 0) {
      this.#rooms.delete(room.name);
      this.#sentIds.forgetRoom(room);
      this.#surroundings.onChange(room.name, Infinity);
    } else {
      room.addEvent(event, person.name, this.#surroundings.nextId(), this.#stamps.next());
      this.#surroundings.onChange(room.name, toSeconds(room.lastMicros));
    }
  }
}
