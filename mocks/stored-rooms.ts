import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { JoinRequest, LeaveRequest, SendRequest } from '../src/protocol/requests.ts';
import { Refusal } from '../src/protocol/errors.ts';
import type { Limits } from '../server/rooms/limits.ts';
import { Rooms, type Surroundings } from '../server/rooms/rooms.ts';
import { skeletonsOf } from '../server/rooms/skeleton.ts';
import type { RoomsSnapshot } from '../server/rooms/snapshot.ts';
import type { Joined, Received, RoomState, RoomStore, SentMessage } from '../server/rooms/store.ts';
import { GUEST_NAMES } from './guest-lines.ts';

interface Schema extends DBSchema {
  /** `rooms` is all of them in one record, `origin` names the server that they belong to. */
  state: { key: 'rooms' | 'origin'; value: RoomsSnapshot | string };
}

/**
 * The rules on rooms that lie in IndexedDB, where every tab finds them, also after a reload. One transaction holds
 * reading, rule and writing, so that tabs exclude each other; the rule is synchronous, or the transaction would end
 * before it.
 */
export class StoredRooms implements RoomStore {
  /** New whenever the rooms begin anew, as a server's name is at its start. */
  readonly origin: string;
  readonly #database: IDBPDatabase<Schema>;
  readonly #limits: Limits;
  readonly #surroundings: Surroundings;
  /** Who has requests of this tab held, as often as there are. */
  readonly #held: string[] = [];

  private constructor(database: IDBPDatabase<Schema>, origin: string, limits: Limits, surroundings: Surroundings) {
    this.origin = origin;
    this.#database = database;
    this.#limits = limits;
    this.#surroundings = surroundings;
  }

  /** @param name of the database */
  static async open(name: string, limits: Limits, surroundings: Surroundings): Promise<StoredRooms> {
    const database = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        void fresh.createObjectStore('state').put(surroundings.nextId(), 'origin');
      },
      // Another tab has a newer version of the app: it reloads this one, or is about to.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new StoredRooms(database, (await database.get('state', 'origin')) as string, limits, surroundings);
  }

  close(): void {
    this.#database.close();
  }

  /** Visitors have keys and guests have none: a guest whose name a visitor has, or one like it, gives way. */
  join(request: JoinRequest, keyDigest: string | undefined): Promise<Joined> {
    return this.#transact((rooms) => {
      if (keyDigest !== undefined) for (const guest of GUEST_NAMES.filter((name) => looksLike(name, request.username))) leaveAll(rooms, guest);
      return rooms.join(request, keyDigest);
    });
  }

  leave(request: LeaveRequest, keyDigest: string | undefined): Promise<void> {
    return this.#transact((rooms) => rooms.leave(request, keyDigest));
  }

  send(request: SendRequest, keyDigest: string | undefined): Promise<SentMessage> {
    return this.#transact((rooms) => rooms.send(request, keyDigest));
  }

  receive(room: string, after: number, epoch?: string, username?: string): Promise<Received> {
    return this.#transact((rooms) => rooms.receive(room, after, epoch, username));
  }

  userRooms(username: string): Promise<readonly RoomState[]> {
    return this.#transact((rooms) => rooms.userRooms(username));
  }

  peopleIn(room: string): Promise<readonly string[]> {
    return this.#transact((rooms) => rooms.peopleIn(room));
  }

  /** Takes out those who have been silent for too long, for when nobody asks for anything. */
  sweep(): Promise<void> {
    return this.#transact((rooms) => rooms.sweep());
  }

  /** Counts somebody as heard of until the returned function is called. */
  hold(username: string): () => void {
    this.#held.push(username);
    return () => this.#held.splice(this.#held.indexOf(username), 1);
  }

  async #transact<T>(rule: (rooms: Rooms) => T): Promise<T> {
    const changed = new Map<string, number>();
    const transaction = this.#database.transaction('state', 'readwrite', { durability: 'relaxed' });
    const snapshot = (await transaction.store.get('rooms')) as RoomsSnapshot | undefined;
    const rooms = new Rooms(
      this.#limits, { ...this.#surroundings, onChange: (room, newest) => changed.set(room, newest) }, snapshot,
    );
    for (const username of this.#held) rooms.hold(username);
    const outcome = attempt(() => rule(rooms));
    await transaction.store.put(rooms.snapshot(), 'rooms');
    await transaction.done;
    for (const [room, newest] of changed) this.#surroundings.onChange(room, newest);
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.value;
  }
}

function looksLike(one: string, other: string): boolean {
  const looks = skeletonsOf(other);
  return skeletonsOf(one).some((skeleton, kind) => skeleton === looks[kind]);
}

/** Takes a guest out of all rooms; nothing where the name is a visitor's. */
function leaveAll(rooms: Rooms, username: string): void {
  for (const { room } of rooms.userRooms(username)) {
    attempt(() => rooms.leave({ room: JSON.parse(room) as string, username }, undefined));
  }
}

/** What is refused may still have changed something: somebody was heard of, or had been silent for too long. */
function attempt<T>(rule: () => T): { value: T } | { refusal: Refusal } {
  try {
    return { value: rule() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}
