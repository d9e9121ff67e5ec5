import type { UserRoomsAnswer } from '../protocol/answers.ts';
import { normalizeName } from '../protocol/names.ts';
import type { ServerStore } from '../storage/device.ts';
import { Blocks } from './blocking.ts';
import { BlockedError, isAbort, isRefused, toFailure } from './failure.ts';
import type { Host } from './host.ts';
import { Leaving } from './leaving.ts';
import { Pace, REJOINS_AT_ONCE, ROOMS_OPENED_MAX } from './pace.ts';
import { ChatRoom } from './room.ts';

/** A member whom a server took out must have been silent for at least this long, in milliseconds. */
const LEAST_PRESENCE_MS = 60_000;

/**
 * Which rooms one is in: what this device says, held against what the server says. Rooms that the server lost are
 * joined again, rooms that were left on another device are closed here, rooms that were joined there open here.
 */
export class Membership {
  rooms: readonly ChatRoom[] = [];
  /** The server's run that the rooms belong to. */
  run: string | undefined;
  readonly leaving: Leaving;
  readonly #session: Host;
  readonly #store: ServerStore;
  readonly #rejoins: Pace;
  /** Rooms that cannot be entered again because something between here and the server refuses it, by their names. */
  readonly #blocks: Blocks;
  readonly #rejoining = new WeakMap<ChatRoom, Promise<void>>();
  /** Counts joins and leaves begun or ended: an answer asked for before the last of them is out of date. */
  #changes = 0;
  /** When the server was last asked for the rooms and told them, in milliseconds since the Unix epoch. */
  #heardAt = -Infinity;
  /** Whether the server could not be reached since then. */
  #wasUnreachable = false;

  constructor(session: Host, store: ServerStore) {
    this.#session = session;
    this.#store = store;
    this.#rejoins = new Pace(session.clock, REJOINS_AT_ONCE);
    this.#blocks = new Blocks(session.client);
    this.leaving = new Leaving(session, store, this);
  }

  find(name: string): ChatRoom | undefined {
    const named = (wanted: string) => this.rooms.find((room) => room.name === wanted);
    // A server may write a name in another form.
    return named(name) ?? named(normalizeName(name));
  }

  /** Takes up a room that the device keeps, in its order. */
  add(room: ChatRoom): void {
    this.rooms = [...this.rooms, room].toSorted((one, other) => one.openedAt - other.openedAt);
  }

  /** Takes a room out of the list. */
  drop(room: ChatRoom): void {
    this.#changes++;
    this.rooms = this.rooms.filter((one) => one !== room);
    room.pending = [];
    if (this.#session.active === room) this.#session.activate(undefined);
    this.#session.changed();
  }

  /** Notes that the server could not be reached. */
  lost(): void {
    this.#wasUnreachable = true;
    for (const room of this.rooms) room.doubt();
  }

  async join(name: string, username: string): Promise<ChatRoom> {
    this.leaving.want(normalizeName(name));
    const answer = await this.change(() =>
      this.#session.client.join({ room: name, username }, this.#session.key));
    // Before the room: where the page is closed in between, the device would keep a room of nobody.
    this.#session.goBy(answer.username ?? normalizeName(username));
    const room = this.#open(answer.room ?? normalizeName(name), answer.epoch);
    this.#enter(room, answer.epoch);
    return room;
  }

  /** Enters a room again that was left on another device. Where that fails for now, the list of rooms leads to it again. */
  async reenter(room: ChatRoom): Promise<void> {
    try {
      await this.rejoin(room);
    } catch (error) {
      room.failure = toFailure(error);
      void this.#store.keepRoom(room.toKeep(), []);
      this.#session.changed();
    }
  }

  /** Enters a room once more, after what is under way for it: the answer that comes last is to be the last one given. */
  async rejoin(room: ChatRoom): Promise<void> {
    const former = this.#rejoining.get(room) ?? Promise.resolve();
    const rejoining = former.then(() => this.#rejoin(room));
    this.#rejoining.set(room, rejoining.catch(() => {}));
    await rejoining;
  }

  async #rejoin(room: ChatRoom): Promise<void> {
    const { client, username, key } = this.#session;
    if (!this.leaving.isWanted(room)) return;
    const { epoch } = await this.change(() => client.join({ room: room.name, username }, key));
    // The user may have left it meanwhile, and the server may have had the join last.
    if (this.leaving.isWanted(room)) this.#enter(room, epoch);
    else await this.leaving.leaveAgain(room.name);
  }

  /**
   * Enters all rooms under another name as well. The former one is still in them.
   *
   * @returns the name as the server writes it
   * @throws what `ServerClient` does; then the other name is in none of them, as far as the server could be told
   */
  async enterAs(wanted: string): Promise<string> {
    const { client, key } = this.#session;
    const rooms = this.rooms.filter(({ failure }) => failure === undefined);
    let username = normalizeName(wanted);
    const entered: ChatRoom[] = [];
    await this.change(async () => {
      try {
        for (const room of rooms) {
          entered.push(room);
          const answer = await client.join({ room: room.name, username }, key);
          username = answer.username ?? username;
          if (this.leaving.isWanted(room)) this.#enter(room, answer.epoch);
          else await this.leaving.leaveAs(username, [room]);
        }
      } catch (error) {
        // One whose answer was lost may have been entered.
        await this.leaving.leaveAs(username, isRefused(error, 'name_taken') ? [] : entered);
        throw error;
      }
    });
    return username;
  }

  /** Notes that one goes by another name: what was asked for under the former one is out of date. */
  renamed(): void {
    this.#changes++;
    // What was there has been seen by whoever wrote some of it.
    for (const room of this.rooms) {
      if (room.unread === 0 && room.markRead('')) void this.#store.keepRoom(room.toKeep(), []);
    }
    this.#session.changed();
  }

  /** Asks the server for the rooms and does what its answer calls for. */
  async refresh(signal: AbortSignal): Promise<void> {
    const changes = this.#changes;
    const { client, username } = this.#session;
    const askedAt = this.#session.clock.now();
    const answer = await client.userRooms(username, signal);
    signal.throwIfAborted();
    if (changes !== this.#changes) return;
    const isNewRun = answer.server !== this.run;
    // With the base part alone a server does not say that it has started anew, but then it was away for a while.
    const mayBeNewRun = isNewRun || (answer.server === undefined && this.#wasUnreachable);
    // In a new run others may have one's name, and then those are their rooms: joining tells.
    const isKnown = (name: string) => answer.rooms.includes(name) && (!isNewRun || this.run === undefined);
    for (const room of this.rooms) {
      if (!this.leaving.isWanted(room)) continue;
      if (isKnown(room.name)) this.#comeBack(room, answer);
      else if (room.failure?.kind !== 'left') await this.#findAgain(room, answer, mayBeNewRun, signal);
      signal.throwIfAborted();
    }
    this.#session.outbox.judged();
    // Not before: where a room was not found again for want of a connection, the next answer is judged as this one.
    this.run = answer.server;
    this.#heardAt = askedAt;
    this.#wasUnreachable = false;
    if (isNewRun) this.#session.keepAccount();
    if (changes !== this.#changes) return;
    await this.#openNew(answer);
    await this.#receiveNews(answer, signal);
  }

  /** Rooms that were joined on another device open here, but for one that was left while this client entered it. */
  async #openNew({ rooms, details }: UserRoomsAnswer): Promise<void> {
    for (const name of rooms.filter((one) => !this.find(one))) {
      if (this.leaving.isUnwanted(name)) await this.leaving.leaveAgain(name);
      else if (this.rooms.length < ROOMS_OPENED_MAX) this.#open(name, details?.find(({ room }) => room === name)?.epoch);
    }
  }

  /** A room that we believe to be in and the server does not. */
  async #findAgain(room: ChatRoom, answer: UserRoomsAnswer, mayBeNewRun: boolean, signal: AbortSignal): Promise<void> {
    // One that could not be joined again is still wanted.
    const isWanted = mayBeNewRun || room.failure !== undefined || (await this.#wasTakenOut(room, answer, signal));
    if (!isWanted) return this.leaving.closeLeft(room);
    await this.#rejoins.turn(signal);
    try {
      await this.rejoin(room);
    } catch (error) {
      if (isAbort(error)) throw error;
      const failure = toFailure((await this.#blocks.note(room.name, error, signal)) ? new BlockedError() : error);
      if (failure.kind !== 'refused' && failure.kind !== 'blocked') throw error;
      room.failure = failure;
      this.#session.changed();
    }
  }

  /** Whether one was taken out of a room, rather than left it on another device. Where the room says neither, silence does. */
  async #wasTakenOut(room: ChatRoom, { server }: UserRoomsAnswer, signal: AbortSignal): Promise<boolean> {
    const { username } = this.#session;
    room.doubt();
    await this.#session.receiveNow(room, signal);
    signal.throwIfAborted();
    // With the base part alone nobody times out. A room that is gone may have gone with all that the server knew.
    if (server === undefined) return room.isDoubtful || (room.joinedIn !== undefined && room.joinedIn !== room.incarnation);
    const last = room.timeline.entries.findLast((entry) =>
      entry.kind === 'event' && entry.user === username && entry.epoch === room.incarnation);
    if (last?.kind === 'event' && last.event !== 'joined') return last.event !== 'left';
    return this.#session.clock.now() - this.#heardAt >= LEAST_PRESENCE_MS;
  }

  #enter(room: ChatRoom, epoch: string | undefined): void {
    room.enter(epoch);
    room.joinedIn = epoch;
    room.enteredAt = this.#session.clock.now();
    room.doubt();
    room.failure = undefined;
    this.#blocks.forget(room.name);
    void this.#store.keepRoom(room.toKeep(), []);
  }

  /** A room that the server has one in, also where it had been left. */
  #comeBack(room: ChatRoom, { details }: UserRoomsAnswer): void {
    // Somebody else who has one's name is in it, not oneself.
    if (room.failure?.kind === 'refused') return;
    // A server that names no incarnation says of none in particular: the known one stays, or what comes next tells.
    const isAsKnown = room.joinedIn === room.incarnation;
    const epoch = details?.find((one) => one.room === room.name)?.epoch;
    room.joinedIn = details ? epoch : isAsKnown ? room.joinedIn : undefined;
    // What is sent from now on is meant for this one.
    if (epoch !== undefined && !room.knows(epoch)) room.enter(epoch);
    if (room.failure === undefined) return;
    room.failure = undefined;
    void this.#store.keepRoom(room.toKeep(), []);
    this.#session.changed();
  }

  /** One `/receive` for each closed room that has news; without `details` for every closed room. */
  async #receiveNews({ details }: UserRoomsAnswer, signal: AbortSignal): Promise<void> {
    for (const room of this.rooms) {
      if (this.#session.isHeld(room)) continue;
      const told = details?.find((one) => one.room === room.name);
      const isCurrent = told && told.epoch === room.epoch && told.last_timestamp <= room.cursor;
      if (!isCurrent || room.wantsLook) await this.#session.receiveNow(room, signal);
      if (signal.aborted) return;
    }
  }

  #open(name: string, epoch?: string): ChatRoom {
    const known = this.find(name);
    const room = known ?? new ChatRoom(name, Math.max(this.#session.clock.now(), (this.rooms.at(-1)?.openedAt ?? 0) + 1));
    room.enter(epoch);
    if (known) return room;
    this.rooms = [...this.rooms, room];
    void this.#store.openRoom(room.toKeep());
    void this.#recallDraft(room);
    this.#session.changed();
    return room;
  }

  /** What was typed for a room that one comes back to. */
  async #recallDraft(room: ChatRoom): Promise<void> {
    const draft = await this.#store.draft(room.name);
    if (draft === '' || room.draft !== '') return;
    room.draft = draft;
    this.#session.changed();
  }

  /** Does what changes in which rooms one is, after which an answer from before is out of date. */
  async change<T>(call: () => Promise<T>): Promise<T> {
    this.#changes++;
    try {
      return await call();
    } finally {
      this.#changes++;
    }
  }
}
