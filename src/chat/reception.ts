import type { ServerClient } from '../api/client.ts';
import type { ReceiveAnswer } from '../protocol/answers.ts';
import type { Clock } from './clock.ts';
import { Poller } from './poller.ts';
import type { Asked, ChatRoom } from './room.ts';
import type { Entry } from './timeline.ts';

/** Between two polls of the open room, where the server cannot hold them, in milliseconds. */
const ROOM_POLL_MS = 1_000;
/** Between two polls of the list of rooms, in milliseconds. */
const ROOMS_POLL_MS = 5_000;
/** The same while nobody looks at the page. */
const HIDDEN_POLL_MS = 30_000;
/** Of so many parts an answer is received at once. Further ones come with later polls. */
const PARTS_MAX = 50;
/** For how long the server may hold a poll, in seconds: as long as the protocol lets it. */
const WAIT_SECONDS = 25;

/** What the reception needs of the session that it belongs to. */
export interface Recipient {
  readonly client: ServerClient;
  readonly username: string;
  readonly rooms: readonly ChatRoom[];
  readonly active: ChatRoom | undefined;
  /** Whether it is known what the server is. */
  readonly isFound: boolean;
  can(feature: string): boolean;
  /** Finds out what the server is. */
  find(signal: AbortSignal): Promise<void>;
  /** Asks in which rooms one is, and which of them have news. */
  refresh(signal: AbortSignal): Promise<void>;
  /** Notes that the server has answered. */
  see(): void;
  /** Takes in what other windows have received in a room. */
  pull(room: ChatRoom): Promise<void>;
  /** Notes that a poll has failed. */
  failed(error: unknown): void;
  /** Takes note of what was received in a room, by an answer that was not given up. */
  received(room: ChatRoom, news: News): void;
  changed(): void;
}

export interface News {
  readonly added: readonly Entry[];
  /** The ids of pending messages whose echo came. */
  readonly settled: readonly string[];
  /** Whether the incarnation of the room, or what has been read, is another one. */
  readonly isOther: boolean;
}

/**
 * Receives what is new: in the open room by a poll that the server holds, in the others when the list of rooms says
 * so. While nobody looks at the page, all of them by the list, and seldom. There is one poll of a room at a time.
 */
export class Reception {
  isVisible = true;
  readonly #recipient: Recipient;
  readonly #roomPoller: Poller;
  readonly #roomsPoller: Poller;
  /** The room that is received within the poll of the list. */
  #within: ChatRoom | undefined;
  #isOver = false;

  constructor(clock: Clock, recipient: Recipient) {
    this.#recipient = recipient;
    const failed = (error: unknown) => recipient.failed(error);
    const leastPause = () => (this.isVisible ? 0 : HIDDEN_POLL_MS);
    this.#roomPoller = new Poller(clock, (signal) => this.#pollRoom(signal), failed, leastPause);
    this.#roomsPoller = new Poller(clock, (signal) => this.#pollRooms(signal), failed, leastPause);
  }

  /** Polls all at once, whatever is under way. */
  restart(): void {
    if (this.#isOver) return;
    this.#roomsPoller.restart();
    this.openRoom();
  }

  /** Polls the list of rooms at once. */
  askForRooms(): void {
    if (this.#isOver) return;
    this.#roomsPoller.restart();
  }

  /** Polls the room that is open now, and no other. */
  openRoom(): void {
    const { active, isFound } = this.#recipient;
    this.#roomPoller.stop();
    // The list may just be receiving it.
    if (!active || this.#isOver) return;
    if (active === this.#within) this.#roomsPoller.restart();
    if (isFound && this.isVisible) this.#roomPoller.restart();
  }

  /** Polls nothing from now on. */
  stop(): void {
    this.#isOver = true;
    this.#roomPoller.stop();
    this.#roomsPoller.stop();
  }

  setVisible(isVisible: boolean): void {
    if (this.isVisible === isVisible) return;
    this.isVisible = isVisible;
    if (isVisible) this.restart();
    else this.#roomPoller.stop();
  }

  /** Asks soon what is in a room, not waiting for news. */
  look(room: ChatRoom): void {
    room.wantLook();
    if (room === this.#recipient.active && this.isVisible) this.openRoom();
    else this.askForRooms();
  }

  /** Receives a room within another poll, in place of its own. */
  async receiveNow(room: ChatRoom, signal: AbortSignal): Promise<void> {
    if (this.isHeld(room)) this.#roomPoller.stop();
    this.#within = room;
    try {
      await this.#receive(room, signal);
    } finally {
      if (this.#within === room) this.#within = undefined;
      if (this.#roomPoller.isStopped) this.openRoom();
    }
  }

  /** Whether a room has a poll of its own. */
  isHeld(room: ChatRoom): boolean {
    return room === this.#recipient.active && this.isVisible;
  }

  async #pollRoom(signal: AbortSignal): Promise<number> {
    const recipient = this.#recipient;
    const room = recipient.active;
    if (!room) return ROOM_POLL_MS;
    // Who is here, and what has become of a message, is not to wait for the next message.
    const wait = recipient.can('wait') && !room.havePeopleChanged && !room.wantsLook ? WAIT_SECONDS : undefined;
    const exists = await this.#receive(room, signal, wait);
    if (exists && room.havePeopleChanged) await this.#hearPeople(room, signal);
    return recipient.can('wait') && exists ? 0 : ROOM_POLL_MS;
  }

  async #pollRooms(signal: AbortSignal): Promise<number> {
    const recipient = this.#recipient;
    // In no room there is nothing to ask for, but whether the server is there is said all the same.
    if (!recipient.isFound || recipient.rooms.length === 0) await recipient.find(signal);
    if (recipient.rooms.length > 0) await recipient.refresh(signal);
    if (signal.aborted) return 0;
    recipient.see();
    return this.isVisible ? ROOMS_POLL_MS : HIDDEN_POLL_MS;
  }

  /** @returns whether the room exists, as far as the server says */
  async #receive(room: ChatRoom, signal: AbortSignal, wait?: number, part = 1): Promise<boolean> {
    const recipient = this.#recipient;
    const namesEpochs = recipient.can('epoch');
    const asked: Asked = { ask: ++room.asks, epoch: room.epoch, after: !namesEpochs && room.isDoubtful ? 0 : room.cursor };
    const extensions = namesEpochs ? { epoch: asked.epoch, username: recipient.username, wait } : {};
    const answer = await recipient.client.receive({ room: room.name, after: asked.after, ...extensions }, signal);
    if (signal.aborted) return true;
    recipient.see();
    // Another window may have received what this one is too late for.
    if (answer.gap || room.isStrange(answer, asked)) await recipient.pull(room);
    signal.throwIfAborted();
    // The room was entered anew meanwhile: this is from before.
    if (room.epoch === asked.epoch) {
      if (room.isOutdated(answer, asked)) return this.#receive(room, signal, wait);
      this.#take(room, answer, asked);
      const isFurther = room.cursor > asked.after || room.epoch !== asked.epoch;
      if (answer.more && isFurther && part < PARTS_MAX) return this.#receive(room, signal, undefined, part + 1);
    }
    return !namesEpochs || answer.epoch !== undefined;
  }

  #take(room: ChatRoom, answer: ReceiveAnswer, asked: Asked): void {
    const { incarnation, unread } = room;
    const { added, settled } = room.accept(answer, asked, this.#recipient.username, this.isHeld(room));
    const isOther = incarnation !== room.incarnation;
    this.#recipient.received(room, { added, settled, isOther: isOther || unread !== room.unread });
    // A room that was made anew is one to join again: the list of rooms tells.
    if (isOther && incarnation !== undefined && this.isHeld(room)) this.askForRooms();
  }

  async #hearPeople(room: ChatRoom, signal: AbortSignal): Promise<void> {
    if (this.#recipient.can('people')) {
      const { people } = await this.#recipient.client.people(room.name, signal);
      room.people = people;
      this.#recipient.changed();
    }
    room.havePeopleChanged = false;
  }
}
