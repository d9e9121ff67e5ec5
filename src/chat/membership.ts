import type { ServerClient } from '../api/client.ts';
import type { UserRoomsAnswer } from '../protocol/answers.ts';
import { normalizeName } from '../protocol/names.ts';
import type { Account } from '../storage/device.ts';
import { isAbort, isNoMember, isRefused, toFailure } from './failure.ts';
import { ChatRoom } from './room.ts';

/** A member whom a server took out must have been silent for at least this long, in milliseconds. */
const LEAST_PRESENCE_MS = 60_000;

/** What the membership needs of the session that it belongs to. */
export interface Host {
  readonly client: ServerClient;
  readonly username: string;
  readonly key: string | undefined;
  readonly active: ChatRoom | undefined;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  receive(room: ChatRoom, signal: AbortSignal): Promise<boolean>;
  activate(name: string | undefined): void;
  keep(): void;
  changed(): void;
}

/**
 * Which rooms one is in: what this device says, held against what the server says. Rooms that the server lost are
 * joined again, rooms that were left on another device are closed here, rooms that were joined there open here.
 */
export class Membership {
  rooms: readonly ChatRoom[] = [];
  readonly #session: Host;
  /** The server's run that the rooms belong to. */
  #run: string | undefined;
  /** Counts joins and leaves begun or ended: an answer asked for before the last of them is out of date. */
  #changes = 0;
  /** When the server last told the rooms, in milliseconds since the Unix epoch. */
  #heardAt = -Infinity;
  /** Whether the server could not be reached since then. */
  #wasUnreachable = false;

  constructor(session: Host) {
    this.#session = session;
  }

  restore({ rooms, run }: Account): void {
    this.rooms = rooms.map(({ name, epoch, readTo }) => new ChatRoom(name, epoch, readTo));
    this.#run = run;
  }

  toKeep(): Pick<Account, 'rooms' | 'run'> {
    return { rooms: this.rooms.map(({ name, epoch, readTo }) => ({ name, epoch, readTo })), run: this.#run };
  }

  find(name: string): ChatRoom | undefined {
    return this.rooms.find((room) => room.name === normalizeName(name));
  }

  /** Notes that the server could not be reached. */
  lost(): void {
    this.#wasUnreachable = true;
  }

  async join(name: string, username: string): Promise<{ room: ChatRoom; username: string }> {
    const answer = await this.#change(() =>
      this.#session.client.join({ room: name, username }, this.#session.key));
    const room = this.#open(answer.room ?? normalizeName(name));
    room.enter(answer.epoch);
    room.failure = undefined;
    return { room, username: answer.username ?? normalizeName(username) };
  }

  async leave(room: ChatRoom): Promise<void> {
    const { client, username, key } = this.#session;
    try {
      await this.#change(() => client.leave({ room: room.name, username }, key));
    } catch (error) {
      // Where the name is somebody else's by now, one is in none of its rooms.
      if (!isNoMember(error) && !isRefused(error, 'name_taken')) throw error;
    }
    this.#close(room);
  }

  async rejoin(room: ChatRoom): Promise<void> {
    const { client, username, key } = this.#session;
    const { epoch } = await this.#change(() => client.join({ room: room.name, username }, key));
    room.enter(epoch);
    room.failure = undefined;
  }

  /** Asks the server for the rooms and does what its answer calls for. */
  async refresh(signal: AbortSignal): Promise<void> {
    const changes = this.#changes;
    const { client, username } = this.#session;
    const answer = await client.userRooms(username, signal);
    signal.throwIfAborted();
    if (changes !== this.#changes) return;
    const isNewRun = answer.server !== this.#run;
    // With the base part alone a server does not say that it has started anew, but then it was away for a while.
    const mayBeNewRun = isNewRun || (answer.server === undefined && this.#wasUnreachable);
    // In a new run others may have one's name, and then those are their rooms: joining tells.
    const isKnown = (name: string) => answer.rooms.includes(name) && (!isNewRun || this.#run === undefined);
    for (const room of this.rooms.filter(({ name }) => !isKnown(name))) {
      await this.#findAgain(room, mayBeNewRun, signal);
      signal.throwIfAborted();
    }
    // Not before: where a room was not found again for want of a connection, the next answer is judged as this one.
    this.#run = answer.server;
    this.#heardAt = this.#session.now();
    this.#wasUnreachable = false;
    if (isNewRun) this.#session.keep();
    if (changes !== this.#changes) return;
    for (const name of answer.rooms) if (!this.find(name)) this.#open(name);
    await this.#receiveNews(answer, signal);
  }

  /** A room that we believe to be in and the server does not. */
  async #findAgain(room: ChatRoom, mayBeNewRun: boolean, signal: AbortSignal): Promise<void> {
    // One that could not be joined again is still wanted.
    const isWanted = mayBeNewRun || room.failure !== undefined || (await this.#wasTakenOut(room, signal));
    if (!isWanted) return this.#close(room);
    try {
      await this.rejoin(room);
    } catch (error) {
      if (isAbort(error)) throw error;
      const failure = toFailure(error);
      if (failure.kind !== 'refused') throw error;
      room.failure = failure;
      this.#session.changed();
    }
  }

  /** Whether one was taken out of a room, rather than left it on another device. Where the room says neither, silence does. */
  async #wasTakenOut(room: ChatRoom, signal: AbortSignal): Promise<boolean> {
    const { client, username } = this.#session;
    const { messages, epoch } = await client.receive({ room: room.name, after: 0 }, signal);
    if (epoch !== undefined && epoch !== room.epoch) return true;
    const last = messages.findLast((message) => message.type === 'system' && message.user === username);
    if (last?.type === 'system') return last.event !== 'left';
    const silence = this.#session.now() - this.#heardAt;
    // With the base part alone nobody times out; what happened before the page was loaded is not known there.
    return silence >= (this.#run === undefined ? Infinity : LEAST_PRESENCE_MS);
  }

  /** One `/receive` for each closed room that has news; without `details` for every closed room. */
  async #receiveNews({ details }: UserRoomsAnswer, signal: AbortSignal): Promise<void> {
    for (const room of this.rooms) {
      if (room === this.#session.active) continue;
      const told = details?.find((one) => one.room === room.name);
      const isCurrent = told && told.epoch === room.epoch && told.last_timestamp <= room.cursor;
      if (!isCurrent) await this.#session.receive(room, signal);
      if (signal.aborted) return;
    }
  }

  #open(name: string): ChatRoom {
    const known = this.find(name);
    if (known) return known;
    const room = new ChatRoom(name);
    this.rooms = [...this.rooms, room];
    this.#session.changed();
    return room;
  }

  #close(room: ChatRoom): void {
    this.rooms = this.rooms.filter((one) => one !== room);
    room.pending = [];
    if (this.#session.active === room) this.#session.activate(undefined);
    this.#session.keep();
    this.#session.changed();
  }

  async #change<T>(call: () => Promise<T>): Promise<T> {
    this.#changes++;
    try {
      return await call();
    } finally {
      this.#changes++;
    }
  }
}
