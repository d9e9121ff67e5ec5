import type { ServerClient } from '../api/client.ts';
import { findServer, type Server } from '../api/servers.ts';
import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import { hasTextCharacters, isBlank } from '../protocol/names.ts';
import type { Account, Device } from '../storage/device.ts';
import type { Clock } from './clock.ts';
import { afterFailure, type Connection } from './connection.ts';
import { isRefused, toFailure } from './failure.ts';
import { Membership, type Host } from './membership.ts';
import { Outbox, type Sender } from './outbox.ts';
import { Poller } from './poller.ts';
import { randomId } from './random.ts';
import type { ChatRoom } from './room.ts';

/** Between two polls of the open room, where the server cannot hold them, in milliseconds. */
const ROOM_POLL_MS = 1_000;
/** Between two polls of the list of rooms, in milliseconds. */
const ROOMS_POLL_MS = 5_000;
/** For how long the server may hold a poll, in seconds: as long as the protocol lets it. */
const WAIT_SECONDS = 25;

export interface Surroundings {
  readonly client: ServerClient;
  readonly device: Device;
  readonly clock: Clock;
}

/**
 * Somebody on one server: who they are there, the rooms they are in and what is said in them. Owns all that polls.
 * Who shows it subscribes; nothing is told when nothing has changed.
 */
export class Session implements Host, Sender {
  username = '';
  connection: Connection = { state: 'connecting' };
  active: ChatRoom | undefined;
  readonly client: ServerClient;
  readonly #device: Device;
  readonly #clock: Clock;
  readonly #membership: Membership;
  readonly #outbox: Outbox;
  readonly #listeners = new Set<() => void>();
  readonly #roomPoller: Poller;
  readonly #roomsPoller: Poller;
  #server: Server | undefined;
  #key = randomId();
  #isVisible = true;

  constructor({ client, device, clock }: Surroundings) {
    this.client = client;
    this.#device = device;
    this.#clock = clock;
    this.#membership = new Membership(this);
    this.#outbox = new Outbox(clock, this);
    const failed = (error: unknown) => this.failed(error);
    this.#roomPoller = new Poller(clock, (signal) => this.#pollRoom(signal), failed);
    this.#roomsPoller = new Poller(clock, (signal) => this.#pollRooms(signal), failed);
  }

  /** In the order of joining. */
  get rooms(): readonly ChatRoom[] {
    return this.#membership.rooms;
  }

  /** What the server is, once it has answered. */
  get server(): Server | undefined {
    return this.#server;
  }

  /** The key for calls that may carry one. */
  get key(): string | undefined {
    return this.#server?.features.has('keys') ? this.#key : undefined;
  }

  now(): number {
    return this.#clock.now();
  }

  can(feature: string): boolean {
    return this.#server?.features.has(feature) ?? false;
  }

  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up what the device keeps and begins to look for the server. */
  async open(): Promise<void> {
    const account = await this.#device.account(this.client.base);
    if (account) {
      this.username = account.username;
      this.#key = account.key;
      this.#membership.restore(account);
      this.active = this.#membership.find(account.activeRoom ?? '');
    }
    this.#roomsPoller.restart();
    this.changed();
  }

  close(): void {
    this.#roomPoller.stop();
    this.#roomsPoller.stop();
    this.#outbox.stop();
    this.#listeners.clear();
  }

  /**
   * Enters a room and opens it.
   *
   * @throws what `ServerClient` does; see `toFailure`
   */
  async join(name: string, username = this.username): Promise<ChatRoom> {
    this.#server ??= await findServer(this.client);
    // Another window may have come first, and its key is the one that has the name.
    if (this.username === '') this.#key = (await this.#device.account(this.client.base))?.key ?? this.#key;
    this.#deliver();
    const joined = await this.#membership.join(name, username);
    this.username = joined.username;
    this.#see();
    this.activate(joined.room.name);
    this.#roomsPoller.restart();
    return joined.room;
  }

  /** @throws what `ServerClient` does, but not where the room was left already */
  async leave(room: ChatRoom): Promise<void> {
    await this.#membership.leave(room);
    if (this.active === room) this.activate(undefined);
    this.keep();
    this.changed();
  }

  rejoin(room: ChatRoom): Promise<void> {
    return this.#membership.rejoin(room);
  }

  /** Opens a room that one is in, or none. */
  activate(name: string | undefined): void {
    const room = name === undefined ? undefined : this.#membership.find(name);
    if (room !== this.active) {
      this.active = room;
      this.#roomPoller.stop();
      if (room && this.#server) this.#roomPoller.restart();
    }
    if (room && this.#isVisible) room.markRead();
    this.keep();
    this.changed();
  }

  /** Writes a message into a room. It has its id and its place from now on. */
  send(room: ChatRoom, text: string): void {
    if (isBlank(text) || text.length > MESSAGE_MAX_LENGTH || !hasTextCharacters(text)) {
      throw new RangeError('Failed to send: the text is empty, too long or has control characters. Check it first.');
    }
    room.append({ id: randomId(), text, writtenAt: this.#clock.now(), state: 'waiting' });
    this.changed();
    this.#deliver([room]);
  }

  retry(room: ChatRoom, id: string): void {
    room.update(id, { state: 'waiting' });
    this.changed();
    this.hurry();
    this.#deliver([room]);
  }

  discard(room: ChatRoom, id: string): void {
    room.discard(id);
    this.changed();
  }

  /** Whether somebody looks at the page: what comes into the open room is read then. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    if (!isVisible) return;
    this.hurry();
    if (this.active) this.activate(this.active.name);
  }

  /** Tries at once what would be tried later: the network is back, or somebody asks for it. */
  hurry(): void {
    if (this.connection.state === 'connected') return;
    this.#outbox.wake();
    this.#roomsPoller.restart();
    if (this.active && this.#server) this.#roomPoller.restart();
  }

  /** Tells whoever shows this that something is different. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  keep(): void {
    if (this.username === '') return;
    const account: Account = {
      username: this.username, key: this.#key, activeRoom: this.active?.name, ...this.#membership.toKeep(),
    };
    // What cannot be kept lasts as long as the page.
    this.#device.keepAccount(this.client.base, account).catch(() => {});
  }

  async #find(signal: AbortSignal): Promise<void> {
    const isFirst = !this.#server;
    this.#server = await findServer(this.client, signal);
    if (!isFirst) return;
    this.#deliver();
    if (this.active) this.#roomPoller.restart();
    this.changed();
  }

  #deliver(rooms = this.rooms): void {
    if (this.#server) for (const room of rooms) void this.#outbox.deliver(room);
  }

  async #pollRoom(signal: AbortSignal): Promise<number> {
    const room = this.active;
    if (!room) return ROOM_POLL_MS;
    // Who is here is not to wait for the next message.
    const wait = this.can('wait') && !room.havePeopleChanged ? WAIT_SECONDS : undefined;
    const exists = await this.receive(room, signal, wait);
    if (exists && room.havePeopleChanged) await this.#hearPeople(room, signal);
    return this.can('wait') && exists ? 0 : ROOM_POLL_MS;
  }

  async #pollRooms(signal: AbortSignal): Promise<number> {
    // In no room there is nothing to ask for, but whether the server is there is said all the same.
    if (!this.#server || this.rooms.length === 0) await this.#find(signal);
    if (this.rooms.length > 0) await this.#membership.refresh(signal);
    if (signal.aborted) return 0;
    this.#see();
    return ROOMS_POLL_MS;
  }

  /**
   * Receives what is new in a room.
   *
   * @returns whether the room exists, as far as the server says
   */
  async receive(room: ChatRoom, signal: AbortSignal, wait?: number): Promise<boolean> {
    const { name, cursor, epoch } = room;
    const extensions = this.can('epoch') ? { epoch, username: this.username, wait } : {};
    const answer = await this.client.receive({ room: name, after: cursor, ...extensions }, signal);
    if (signal.aborted) return true;
    this.#see();
    const before = { epoch: room.epoch, unread: room.unread };
    const isNew = answer.epoch !== undefined && room.epoch !== undefined && answer.epoch !== room.epoch;
    const added = room.accept(answer, this.username, room === this.active && this.#isVisible);
    // A room that was made anew is one to join again: the list of rooms tells.
    if (isNew && room === this.active) this.#roomsPoller.restart();
    if (added.length > 0 || before.epoch !== room.epoch || before.unread !== room.unread) {
      this.keep();
      this.changed();
    }
    return !this.can('epoch') || answer.epoch !== undefined;
  }

  async #hearPeople(room: ChatRoom, signal: AbortSignal): Promise<void> {
    if (this.can('people')) {
      const { people } = await this.client.people(room.name, signal);
      room.people = people;
      this.changed();
    }
    room.havePeopleChanged = false;
  }

  #see(): void {
    if (this.connection.state === 'connected') return;
    const wasOffline = this.connection.state === 'offline';
    this.connection = { state: 'connected' };
    if (wasOffline) {
      this.#outbox.wake();
      this.#roomsPoller.restart();
    }
    this.changed();
  }

  /** A refusal is an answer: it says nothing against the connection. */
  failed(error: unknown): void {
    const failure = toFailure(error);
    if (failure.kind === 'refused' && !isRefused(error, 'internal')) return;
    this.#membership.lost();
    const connection = afterFailure(this.connection, failure, this.#clock.now());
    if (connection === this.connection) return;
    this.connection = connection;
    this.changed();
  }
}
