import type { ServerClient } from '../api/client.ts';
import { findServer, type Server } from '../api/servers.ts';
import type { Device, ServerStore } from '../storage/device.ts';
import { Archive, type Owner } from './archive.ts';
import { orBlocked } from './blocking.ts';
import type { Clock } from './clock.ts';
import { afterFailure, type Connection } from './connection.ts';
import { isRefused, isUnanswered, toFailure } from './failure.ts';
import type { Host } from './host.ts';
import { Membership } from './membership.ts';
import { Outbox, type Sender } from './outbox.ts';
import { checkText } from './pending.ts';
import { randomId } from './random.ts';
import { Reception, type News, type Recipient } from './reception.ts';
import type { ChatRoom } from './room.ts';
import type { Entry } from './timeline.ts';

export interface Surroundings {
  readonly client: ServerClient;
  readonly device: Device;
  readonly clock: Clock;
}

/**
 * Somebody on one server: who they are there, the rooms they are in and what is said in them. Brings together what
 * polls, what delivers, and what the device keeps. Who shows it subscribes; nothing is told when nothing has changed.
 */
export class Session implements Host, Sender, Recipient, Owner {
  username = '';
  connection: Connection = { state: 'connecting' };
  active: ChatRoom | undefined;
  readonly client: ServerClient;
  /** What the device keeps for the server. */
  readonly store: ServerStore;
  readonly clock: Clock;
  readonly membership: Membership;
  readonly outbox: Outbox;
  readonly #reception: Reception;
  readonly #archive: Archive;
  readonly #listeners = new Set<() => void>();
  #server: Server | undefined;
  #key = randomId();
  #isClosed = false;

  constructor({ client, device, clock }: Surroundings) {
    this.client = client;
    this.clock = clock;
    this.store = device.store(client.base);
    this.membership = new Membership(this, this.store);
    this.outbox = new Outbox(clock, this, this.store);
    this.#reception = new Reception(clock, this);
    this.#archive = new Archive(this.store, this);
  }

  /** In the order of joining. */
  get rooms(): readonly ChatRoom[] {
    return this.membership.rooms;
  }

  /** What the server is, once it has answered. */
  get server(): Server | undefined {
    return this.#server;
  }

  get isFound(): boolean {
    return this.#server !== undefined;
  }

  get isReachable(): boolean {
    return this.isFound && this.connection.state === 'connected';
  }

  /** The key for calls that may carry one. */
  get key(): string | undefined {
    return this.can('keys') ? this.#key : undefined;
  }

  /** How many messages wait to be sent, other than for an answer that is just on its way. */
  get waiting(): number {
    const held = this.rooms.filter((room) => this.connection.state !== 'connected' || this.outbox.isPausing(room));
    return held.flatMap(({ pending }) => pending.filter(({ state }) => state === 'waiting')).length;
  }

  can(feature: string): boolean {
    return this.#server?.features.has(feature) ?? false;
  }

  isHeld(room: ChatRoom): boolean {
    return this.#reception.isHeld(room);
  }

  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up what the device keeps and begins to look for the server. */
  async open(): Promise<void> {
    const account = await this.store.account();
    if (account) {
      // Nobody has a name where no server was found.
      this.client.isKnown = true;
      ({ username: this.username, key: this.#key, run: this.membership.run } = account);
    }
    await this.#archive.open();
    if (account) this.active = this.membership.find(account.activeRoom ?? '');
    if (this.#isClosed) return;
    if (this.active) this.read(this.active);
    this.#reception.restart();
    this.changed();
  }

  close(): void {
    this.#isClosed = true;
    this.#reception.stop();
    this.outbox.stop();
    this.store.close();
    this.#listeners.clear();
  }

  /**
   * Enters a room and opens it.
   *
   * @throws what `ServerClient` does; see `toFailure`
   */
  async join(name: string, username = this.username): Promise<ChatRoom> {
    try {
      this.#server ??= await findServer(this.client);
      // Another window may have come first, and its key is the one that has the name.
      if (this.username === '') this.#key = (await this.store.account())?.key ?? this.#key;
      const room = await this.membership.join(name, username);
      this.see();
      this.activate(room.name);
      this.#reception.askForRooms();
      return room;
    } catch (error) {
      if (isUnanswered(error)) this.doubt();
      throw await orBlocked(error, this.client);
    }
  }

  /** @throws what `ServerClient` does, but not where the room was left already */
  async leave(room: ChatRoom): Promise<void> {
    try {
      this.#server ??= await findServer(this.client);
      await this.membership.leaving.leave(room);
    } catch (error) {
      if (isUnanswered(error)) this.doubt();
      throw await orBlocked(error, this.client);
    }
  }

  askForRooms(): void {
    this.#reception.askForRooms();
  }

  /** Opens a room that one is in, or none. */
  activate(name: string | undefined): void {
    const room = name === undefined ? undefined : this.membership.find(name);
    if (room !== this.active) {
      if (this.active) this.active.stoppedAt = undefined;
      this.active = room;
      this.#reception.openRoom();
    }
    if (room) this.read(room);
    this.keepAccount();
    this.changed();
  }

  /** Writes a message into a room. It has its id and its place from now on, and is kept until it is delivered. */
  send(room: ChatRoom, text: string): void {
    checkText(text);
    void this.outbox.write(room, text);
  }

  /** Sends a message that was not sent, or may not have been. */
  async retry(room: ChatRoom, id: string): Promise<void> {
    if (room.failure?.kind === 'left') await this.membership.reenter(room);
    await this.outbox.retry(room, id);
    this.hurry();
  }

  async discard(room: ChatRoom, id: string): Promise<void> {
    await this.outbox.discard(room, id);
    // It was kept for what waited in it.
    if (room.failure?.kind === 'left' && room.pending.length === 0) await this.membership.leaving.close(room);
  }

  saveDraft(room: ChatRoom, text: string): void {
    room.draft = text;
    void this.store.keepDraft(room.name, text);
  }

  /** Loads older messages of a room, as far as the device keeps them. */
  async loadEarlier(room: ChatRoom): Promise<void> {
    await this.#archive.loadEarlier(room);
    this.changed();
  }

  /** Whether somebody looks at the page: what comes into the open room is read then. */
  setVisible(isVisible: boolean): void {
    this.#reception.setVisible(isVisible);
    if (!isVisible) return;
    this.outbox.wake();
    if (this.active) this.activate(this.active.name);
  }

  /** Tries at once what would be tried later: the network is back, or somebody asks for it. */
  hurry(): void {
    this.outbox.wake();
    if (this.connection.state !== 'connected') this.#reception.restart();
  }

  /** Asks at once whether the server is still there: something says that it may not be. */
  doubt(): void {
    if (this.connection.state === 'connected') this.#reception.restart();
  }

  look(room: ChatRoom): void {
    this.#reception.look(room);
  }

  receiveNow(room: ChatRoom, signal: AbortSignal): Promise<void> {
    return this.#reception.receiveNow(room, signal);
  }

  refresh(signal: AbortSignal): Promise<void> {
    return this.membership.refresh(signal);
  }

  async find(signal?: AbortSignal): Promise<void> {
    const isFirst = !this.#server;
    this.#server = await findServer(this.client, signal);
    if (!isFirst) return;
    this.see();
    this.#reception.openRoom();
    this.changed();
  }

  received(room: ChatRoom, { added, settled, isOther }: News): void {
    if (settled.length > 0) void this.store.removePending(room.name, settled);
    if (added.length > 0 || isOther) {
      this.keepRoom(room, added);
      this.changed();
    }
    this.outbox.received(room);
  }

  /** Tells whoever shows this that something is different. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  goBy(username: string): void {
    this.username = username;
    this.keepAccount();
  }

  keepAccount(): void {
    const { username, active, membership: { run } } = this;
    if (username !== '') void this.store.keepAccount({ username, key: this.#key, activeRoom: active?.name, run });
  }

  keepRoom(room: ChatRoom, added: readonly Entry[]): void {
    this.#archive.keep(room, added);
  }

  pull(room: ChatRoom): Promise<void> {
    return this.#archive.pull(room);
  }

  see(): void {
    if (this.connection.state === 'connected') return;
    const wasOffline = this.connection.state === 'offline';
    this.connection = { state: 'connected' };
    this.outbox.wake();
    for (const room of this.rooms) void this.outbox.deliver(room);
    if (wasOffline) this.#reception.askForRooms();
    this.changed();
  }

  /** A refusal is an answer: it says nothing against the connection. */
  failed(error: unknown): void {
    const failure = toFailure(error);
    if (failure.kind === 'refused' && !isRefused(error, 'internal')) return;
    this.membership.lost();
    const connection = afterFailure(this.connection, failure, this.clock.now());
    if (connection === this.connection) return;
    this.connection = connection;
    this.changed();
  }

  read(room: ChatRoom): void {
    if (this.#reception.isVisible && room.markRead(this.username)) this.keepRoom(room, []);
  }
}
