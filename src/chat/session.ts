import type { ServerClient } from '../api/client.ts';
import { findServer, type Server } from '../api/servers.ts';
import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import { hasTextCharacters, isBlank } from '../protocol/names.ts';
import type { Account, Device } from '../storage/device.ts';
import type { Clock } from './clock.ts';
import { isAbort, isRefused, toFailure, type Failure } from './failure.ts';
import { Membership, type Host } from './membership.ts';
import { Outbox } from './outbox.ts';
import { Poller } from './poller.ts';
import { randomId } from './random.ts';
import { ChatRoom } from './room.ts';

/** Between two polls of the open room, where the server cannot hold them, in milliseconds. */
const ROOM_POLL_MS = 1_000;
/** Between two polls of the list of rooms, in milliseconds. */
const ROOMS_POLL_MS = 5_000;
/** For how long the server may hold a poll, in seconds: as long as the protocol lets it. */
const WAIT_SECONDS = 25;

export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  /** `since`: milliseconds since the Unix epoch. */
  | { readonly state: 'offline'; readonly since: number; readonly failure: Failure };

export interface Surroundings {
  readonly client: ServerClient;
  readonly device: Device;
  readonly clock: Clock;
}

/**
 * Somebody on one server: who they are there, the rooms they are in and what is said in them. Owns all that polls.
 * Who shows it subscribes; nothing is told when nothing has changed.
 */
export class Session implements Host {
  username = '';
  connection: Connection = { state: 'connecting' };
  active: ChatRoom | undefined;
  readonly client: ServerClient;
  readonly #device: Device;
  readonly #clock: Clock;
  readonly #membership: Membership;
  readonly #listeners = new Set<() => void>();
  readonly #roomPoller: Poller;
  readonly #roomsPoller: Poller;
  readonly #finder: Poller;
  #outbox: Outbox | undefined;
  #server: Server | undefined;
  #key = randomId();
  #isVisible = true;

  constructor({ client, device, clock }: Surroundings) {
    this.client = client;
    this.#device = device;
    this.#clock = clock;
    this.#membership = new Membership(this);
    const lost = (error: unknown) => this.#lose(error);
    this.#roomPoller = new Poller(clock, (signal) => this.#pollRoom(signal), lost);
    this.#roomsPoller = new Poller(clock, (signal) => this.#pollRooms(signal), lost);
    this.#finder = new Poller(clock, (signal) => this.#find(signal), lost);
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
    this.#finder.restart();
    this.changed();
  }

  close(): void {
    for (const poller of [this.#finder, this.#roomPoller, this.#roomsPoller]) poller.stop();
    this.#outbox?.stop();
    this.#listeners.clear();
  }

  /**
   * Enters a room and opens it.
   *
   * @throws what `ServerClient` does; see `toFailure`
   */
  async join(name: string, username = this.username): Promise<ChatRoom> {
    this.#server ??= await findServer(this.client);
    this.#startOutbox();
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
    void this.#outbox?.deliver(room);
  }

  retry(room: ChatRoom, id: string): void {
    room.update(id, { state: 'waiting' });
    this.changed();
    this.hurry();
    void this.#outbox?.deliver(room);
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
    this.#outbox?.wake();
    if (!this.#server) return this.#finder.restart();
    this.#roomsPoller.restart();
    if (this.active) this.#roomPoller.restart();
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
    void this.#device.keepAccount(this.client.base, account);
  }

  async #find(signal: AbortSignal): Promise<number> {
    this.#server = await findServer(this.client, signal);
    this.#see();
    this.#startOutbox();
    this.changed();
    if (this.rooms.length > 0) this.#roomsPoller.restart();
    if (this.active) this.#roomPoller.restart();
    this.#finder.stop();
    return 0;
  }

  #startOutbox(): void {
    if (!this.#server || this.#outbox) return;
    const { client, username } = this;
    const session = this;
    this.#outbox = new Outbox(this.#clock, {
      client,
      server: this.#server,
      get username() {
        return session.username || username;
      },
      get key() {
        return session.key;
      },
      rejoin: (room) => this.#membership.rejoin(room),
      onFailure: (error) => this.#lose(error),
      onChange: () => this.changed(),
    });
    for (const room of this.rooms) void this.#outbox.deliver(room);
  }

  async #pollRoom(signal: AbortSignal): Promise<number> {
    const room = this.active;
    if (!room) return ROOM_POLL_MS;
    const wait = this.can('wait') ? WAIT_SECONDS : undefined;
    const exists = await this.receive(room, signal, wait);
    return wait !== undefined && exists ? 0 : ROOM_POLL_MS;
  }

  async #pollRooms(signal: AbortSignal): Promise<number> {
    if (this.rooms.length > 0) await this.#membership.refresh(signal);
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
    const peopleChanged = added.some(({ type }) => type === 'system') || room.people === undefined;
    if (room === this.active && peopleChanged) await this.#refreshPeople(room, signal);
    if (added.length > 0 || before.epoch !== room.epoch || before.unread !== room.unread) {
      this.keep();
      this.changed();
    }
    return !this.can('epoch') || answer.epoch !== undefined;
  }

  async #refreshPeople(room: ChatRoom, signal: AbortSignal): Promise<void> {
    if (!this.can('people')) return;
    try {
      const { people } = await this.client.people(room.name, signal);
      room.people = people;
      this.changed();
    } catch (error) {
      if (!isAbort(error)) this.#lose(error);
    }
  }

  #see(): void {
    if (this.connection.state === 'connected') return;
    const wasOffline = this.connection.state === 'offline';
    this.connection = { state: 'connected' };
    if (wasOffline) {
      this.#outbox?.wake();
      this.#roomsPoller.restart();
    }
    this.changed();
  }

  /** A refusal is an answer: it says nothing against the connection. */
  #lose(error: unknown): void {
    const failure = toFailure(error);
    if (failure.kind === 'refused' && !isRefused(error, 'internal')) return;
    this.#membership.lost();
    if (this.connection.state === 'offline' && this.connection.failure.kind === failure.kind) return;
    const since = this.connection.state === 'offline' ? this.connection.since : this.#clock.now();
    this.connection = { state: 'offline', since, failure };
    this.changed();
  }
}
