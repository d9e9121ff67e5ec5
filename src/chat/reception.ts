import type { ServerClient } from '../api/client.ts';
import { ProtocolError } from '../api/failures.ts';
import type { ReceiveAnswer } from '../protocol/answers.ts';
import type { Clock } from './clock.ts';
import { Pace } from './pace.ts';
import { Poller } from './poller.ts';
import type { Asked, ChatRoom } from './room.ts';
import type { Entry } from './timeline.ts';

/** Between two polls of the open room that bring nothing, where the server cannot hold them or does not, in milliseconds. */
const ROOM_POLL_MS = 1_000;
/** Between two polls of the list of rooms, in milliseconds. */
const ROOMS_POLL_MS = 5_000;
/** The same while nobody looks at the page. */
const HIDDEN_POLL_MS = 30_000;
/** Of so many parts an answer is received at once. Further ones come with later polls. */
const PARTS_MAX = 50;
/** For how long the server may hold a poll, in seconds: as long as the protocol lets it. */
const WAIT_SECONDS = 25;

/** For how long it is to hold one while the people of the room are to be asked for, in seconds. */
const PEOPLE_WAIT_SECONDS = 1;

/** Seconds in store, see `Pace`. */
const STORE = { room: 10, closedRooms: 10, rooms: 10, people: 5 };

/** What an answer with news costs, in seconds: each, for each message, for each UTF-16 code unit of its text. */
const NEWS_COST = { answer: 0.04, message: 0.001, unit: 1e-6 };

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

/** What became of asking for a room. */
interface Received {
  /** Whether the room exists, as far as the server says. */
  readonly exists: boolean;
  /** Whether there was something that was not here yet, and the next poll asks from a later place. */
  readonly isNews: boolean;
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
 * so. While nobody looks at the page, all of them by the list, and seldom. There is one poll of a room at a time. What
 * the server answers is news or costs it a second: see `Pace`.
 */
export class Reception {
  isVisible = true;
  readonly #clock: Clock;
  readonly #recipient: Recipient;
  readonly #roomPoller: Poller;
  readonly #roomsPoller: Poller;
  /** The room that is received within the poll of the list. */
  #within: ChatRoom | undefined;
  #isOver = false;
  /** The polls whose last answer broke the protocol: that something else answers does not make up for that. */
  readonly #broken = new Set<'room' | 'rooms'>();
  readonly #paces = new WeakMap<ChatRoom, Pace>();
  readonly #closedRooms: Pace;
  readonly #rooms: Pace;
  readonly #people: Pace;

  constructor(clock: Clock, recipient: Recipient) {
    this.#clock = clock;
    this.#recipient = recipient;
    this.#closedRooms = new Pace(clock, STORE.closedRooms);
    this.#rooms = new Pace(clock, STORE.rooms);
    this.#people = new Pace(clock, STORE.people);
    const pollerOf = (what: 'room' | 'rooms', poll: (signal: AbortSignal) => Promise<number>) => new Poller(clock, async (signal) => {
      const pause = await poll(signal);
      if (this.#broken.delete(what)) this.#see();
      return pause;
    }, (error) => {
      if (error instanceof ProtocolError) this.#broken.add(what);
      recipient.failed(error);
    }, () => (this.isVisible ? 0 : HIDDEN_POLL_MS));
    this.#roomPoller = pollerOf('room', (signal) => this.#pollRoom(signal));
    this.#roomsPoller = pollerOf('rooms', (signal) => this.#pollRooms(signal));
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
    this.#broken.delete('room');
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
    const canWait = recipient.can('wait');
    const wait = canWait ? this.#waitFor(room) : undefined;
    const from = this.#clock.now();
    const { exists, isNews } = await this.#receive(room, signal, wait);
    if (exists && room.havePeopleChanged && this.#people.isReady) await this.#hearPeople(room, signal);
    if (!canWait || !exists) return ROOM_POLL_MS;
    return isNews || wait === undefined ? 0 : Math.max(0, from + ROOM_POLL_MS - this.#clock.now());
  }

  /** Seconds: who is here, and what has become of a message, is not to wait for the next message. */
  #waitFor(room: ChatRoom): number | undefined {
    if (room.wantsLook) return undefined;
    if (!room.havePeopleChanged) return WAIT_SECONDS;
    return this.#people.isReady ? undefined : PEOPLE_WAIT_SECONDS;
  }

  async #pollRooms(signal: AbortSignal): Promise<number> {
    const recipient = this.#recipient;
    await this.#rooms.turn(signal);
    // In no room there is nothing to ask for, but whether the server is there is said all the same.
    if (!recipient.isFound || recipient.rooms.length === 0) await recipient.find(signal);
    if (recipient.rooms.length > 0) await recipient.refresh(signal);
    if (signal.aborted) return 0;
    this.#see();
    return this.isVisible ? ROOMS_POLL_MS : HIDDEN_POLL_MS;
  }

  #see(): void {
    if (this.#broken.size === 0) this.#recipient.see();
  }

  /**
   * @param isAgain whether the last answer was of no use
   * @param part which one of an answer that came in parts
   */
  async #receive(room: ChatRoom, signal: AbortSignal, wait?: number, isAgain = false, part = 1): Promise<Received> {
    const recipient = this.#recipient;
    for (const pace of this.#pacesOf(room)) await pace.turn(signal);
    const namesEpochs = recipient.can('epoch');
    const asked: Asked = { ask: ++room.asks, epoch: room.epoch, after: this.#isFromStart(room) ? 0 : room.cursor };
    const answer = await this.#ask(room, asked, signal, wait);
    if (signal.aborted) return { exists: true, isNews: false };
    this.#see();
    // Another window may have received what this one is too late for.
    if (answer.gap || room.isStrange(answer, asked)) await recipient.pull(room);
    signal.throwIfAborted();
    const exists = !namesEpochs || answer.epoch !== undefined;
    // The room was entered anew meanwhile: this is from before.
    if (room.epoch !== asked.epoch) return { exists, isNews: false };
    if (room.isOutdated(answer, asked)) return isAgain ? { exists, isNews: false } : this.#receive(room, signal, wait, true);
    const isNews = this.#takeNews(room, answer, asked);
    if (answer.more && part < PARTS_MAX && isFurther(room, asked)) await this.#receive(room, signal, undefined, false, part + 1);
    return { exists, isNews };
  }

  /** Whether all that a room has is asked for: a server that names no epochs does not say that it was made again. */
  #isFromStart(room: ChatRoom): boolean {
    return room.isDoubtful && !this.#recipient.can('epoch');
  }

  #ask(room: ChatRoom, { after, epoch }: Asked, signal: AbortSignal, wait?: number): Promise<ReceiveAnswer> {
    const { client, username } = this.#recipient;
    const extensions = this.#recipient.can('epoch') ? { epoch, username, wait } : {};
    return client.receive({ room: room.name, after, ...extensions }, signal);
  }

  /** Takes in an answer. @returns whether it had news, which cost less than a second */
  #takeNews(room: ChatRoom, answer: ReceiveAnswer, asked: Asked): boolean {
    const paces = this.#pacesOf(room);
    const { cursor } = room;
    this.#take(room, answer, asked);
    const news = newsIn(room, asked.epoch, cursor);
    if (news.length > 0) for (const pace of paces) pace.charge(costOf(news) - 1);
    // The closed rooms get what the open one leaves, where the server could have made it wait.
    else if (this.#recipient.can('wait') && paces.length === 1) this.#closedRooms.charge(1);
    return news.length > 0;
  }

  #pacesOf(room: ChatRoom): readonly Pace[] {
    const pace = this.#paces.get(room) ?? new Pace(this.#clock, STORE.room);
    this.#paces.set(room, pace);
    return this.isHeld(room) ? [pace] : [pace, this.#closedRooms];
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
      await this.#people.turn(signal);
      const { people } = await this.#recipient.client.people(room.name, signal);
      room.people = people;
      this.#recipient.changed();
    }
    room.havePeopleChanged = false;
  }
}

/**
 * What the cursor has come past: once for each message, whatever is answered. A message of one's own is news as well, which
 * was here before it was received.
 */
function newsIn({ timeline: { entries }, epoch, incarnation, cursor }: ChatRoom, former: string | undefined, after: number): readonly Entry[] {
  if (former !== undefined && former !== epoch) return [];
  const from = entries.findLastIndex((entry) => entry.epoch !== incarnation || entry.timestamp <= after) + 1;
  return entries.slice(from).filter(({ kind, timestamp }) => kind !== 'gap' && timestamp <= cursor);
}

function costOf(news: readonly Entry[]): number {
  const units = news.reduce((sum, entry) => sum + ('text' in entry ? entry.text.length : 0), 0);
  return NEWS_COST.answer + news.length * NEWS_COST.message + units * NEWS_COST.unit;
}

/** Whether an answer has moved the cursor, or begun a new epoch. */
function isFurther(room: ChatRoom, { after, epoch }: Asked): boolean {
  return room.cursor > after || room.epoch !== epoch;
}
