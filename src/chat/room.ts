import type { ReceiveAnswer } from '../protocol/answers.ts';
import { HISTORY_LENGTH } from '../protocol/limits.ts';
import type { Message } from '../protocol/messages.ts';
import type { KeptEntry, KeptPending, KeptRoom, Point } from '../storage/kept.ts';
import { mergeRoom } from '../storage/merge.ts';
import type { Failure } from './failure.ts';
import { Incarnations } from './incarnations.ts';
import { keyOf, Timeline, type Entry } from './timeline.ts';

/** A message of one's own that the server has not confirmed, or whose echo has not come. */
export type Pending = KeptPending;

/** Where an answer of `/receive` begins. */
export interface Asked {
  /** Which time it was that the room was asked for. */
  readonly ask: number;
  readonly epoch: string | undefined;
  /** Seconds. */
  readonly after: number;
}

/** What came of an answer. */
export interface Accepted {
  /** What is new to this client. */
  readonly added: readonly Entry[];
  /** The ids of pending messages whose echo came. */
  readonly settled: readonly string[];
}

/** What the client knows of a room that it is in. */
export class ChatRoom {
  readonly name: string;
  /** Milliseconds since the Unix epoch. */
  readonly openedAt: number;
  readonly timeline = new Timeline();
  /** In the order of writing. A new array whenever it changes. */
  pending: readonly Pending[] = [];
  /** Messages up to here have been read. */
  readTo: Point | undefined;
  /** Where one had stopped reading when the room was opened with something unread, until one writes or goes elsewhere. */
  stoppedAt: Point | undefined;
  /** Messages of others after `readTo`, among those that are loaded. */
  unread = 0;
  /** What is typed and not sent. */
  draft = '';
  /** Whether the device keeps older messages than are loaded. */
  hasEarlier = false;
  /** Who is in it; undefined where the server does not say or has not said yet. */
  people: readonly string[] | undefined;
  /** Whether somebody came or went since `people` was heard. */
  havePeopleChanged = true;
  /** Why this client is not in the room on the server. */
  failure: Failure | undefined;
  /**
   * The incarnation that one has joined. In another one, one is not; where it is undefined, one has joined that which
   * the next answer is of.
   */
  joinedIn: string | undefined;
  /** Milliseconds since the Unix epoch: when this window last entered it. */
  enteredAt = -Infinity;
  /** How often the server was asked for what is new, and which of these times was the last that it answered to the end. */
  asks = 0;
  answered = 0;
  /** The pending messages that the device does not keep, or not yet. */
  readonly #unkept = new Set<string>();
  #lookFrom = -1;
  #doubtFrom: number | undefined = 0;
  readonly #incarnations = new Incarnations();

  constructor(name: string, openedAt: number) {
    this.name = name;
    this.openedAt = openedAt;
  }

  /** The incarnation, on a server that names them. */
  get epoch(): string | undefined {
    return this.#incarnations.named;
  }

  /** The incarnation, as it is named here. */
  get incarnation(): string | undefined {
    return this.#incarnations.current;
  }

  /** Seconds: the newest time that was received. Only `/receive` moves it. */
  get cursor(): number {
    return this.#incarnations.cursor;
  }

  /** Whether what is loaded begins with something unread. */
  get isUnreadFromStart(): boolean {
    const [first] = this.timeline.entries;
    return first !== undefined && this.timeline.isAfter(first, this.readTo);
  }

  /** Whether this incarnation is one of which something has been received. */
  knows(epoch: string): boolean {
    return this.#incarnations.knows(epoch);
  }

  /** Whether everything newer than a time has been received, of the incarnation that the room has now. */
  covers(after: number): boolean {
    return this.#incarnations.covers(after);
  }

  /** Whether all that a room has on a server with the base part alone is new here. */
  isStrange({ epoch, messages }: ReceiveAnswer, { after }: Asked): boolean {
    return epoch === undefined && after === 0 && messages.length > 0
      && this.#incarnations.find(messages, this.#has) === undefined;
  }

  /**
   * Whether an answer is as from the beginning, or from before what another window has received, of which much is here.
   * Then the place from which to ask is noted.
   */
  isOutdated({ epoch, gap }: ReceiveAnswer, asked: Asked): boolean {
    if (epoch !== undefined && epoch !== asked.epoch && this.knows(epoch)) {
      this.enter(epoch);
      return true;
    }
    return gap === true && this.cursor > asked.after;
  }

  /** Notes which incarnation of the room this is. In a new one nothing has been received or read. */
  enter(epoch: string | undefined): void {
    if (epoch === undefined || epoch === this.incarnation) return;
    this.#incarnations.enter(epoch);
    this.timeline.meet(epoch);
  }

  /**
   * Takes in an answer of `/receive`.
   *
   * @param asked what it is an answer to
   */
  accept(answer: ReceiveAnswer, { ask, after }: Asked, username: string, isReading: boolean): Accepted {
    const { messages } = answer;
    const isAll = answer.epoch === undefined && after === 0;
    this.enter(answer.epoch ?? this.#placeOf(messages, isAll));
    const epoch = this.incarnation;
    if (epoch === undefined) return { added: [], settled: [] };
    const isFirst = this.answered === 0;
    if (!answer.more) this.#noteAnswer(ask, isAll && messages.length > 0);
    const settled: string[] = [];
    const findPending = (message: Message): string | undefined => {
      const found = this.#pendingOf(message, username, settled);
      if (found !== undefined) settled.push(found);
      return found;
    };
    const gap = answer.epoch === undefined ? this.#mayLack(messages, isAll, epoch) : answer.gap ?? false;
    const added = this.timeline.add({ messages, epoch, gap, findPending });
    if (added.some(({ kind }) => kind === 'event')) this.havePeopleChanged = true;
    this.#incarnations.advance(messages, gap);
    if (this.timeline.trim()) this.hasEarlier = true;
    this.joinedIn ??= epoch;
    this.discard(...settled);
    // What was said while nobody was here is unread until now.
    if (isReading && isFirst) this.count(username);
    if (isReading) this.markRead(username, isFirst);
    this.count(username);
    return { added, settled };
  }

  /** Takes in one's own message as the server stored it, which need not wait for its echo. */
  confirm(pending: Pending, username: string, timestamp: number, epoch: string): Entry[] {
    const message: Message = { type: 'message', username, message: pending.text, id: pending.id, timestamp };
    this.discard(pending.id);
    return this.timeline.add({ messages: [message], epoch, gap: false, findPending: () => pending.id });
  }

  /**
   * Notes that all of it was read, but what others wrote before one's own last message and has not come yet.
   *
   * @param isMore whether it belongs to what was unread when the room was opened
   * @returns whether there was something to read
   */
  markRead(username: string, isMore = false): boolean {
    const last = this.timeline.entries.findLast((entry) => entry.kind === 'event' || (entry.kind === 'message' && entry.writer !== username));
    if (!last || !this.timeline.isAfter(last, this.readTo)) return false;
    if (this.unread > 0) this.stoppedAt = (isMore ? this.stoppedAt : undefined) ?? this.readTo;
    this.readTo = { epoch: last.epoch, timestamp: last.timestamp };
    this.unread = 0;
    return true;
  }

  /** Counts what is unread. */
  count(username: string): void {
    const { entries } = this.timeline;
    const unread = entries.slice(entries.findLastIndex((entry) => !this.timeline.isAfter(entry, this.readTo)) + 1);
    this.unread = unread.filter((entry) => entry.kind === 'message' && entry.writer !== username).length;
  }

  /** Whether it matters what is in the room since a moment from which on it was not asked for. */
  get wantsLook(): boolean {
    return this.answered <= this.#lookFrom;
  }

  wantLook(): void {
    this.#lookFrom = this.asks;
  }

  /**
   * Whether the room may have been made anew, which a server with the base part alone does not say: an answer from the
   * beginning tells.
   */
  get isDoubtful(): boolean {
    return this.#doubtFrom !== undefined;
  }

  doubt(): void {
    this.#doubtFrom = this.asks;
  }

  #noteAnswer(ask: number, isWhole: boolean): void {
    if (isWhole && ask > (this.#doubtFrom ?? 0)) this.#doubtFrom = undefined;
    this.answered = ask;
  }

  /** Takes in what the device keeps of what is pending, which other windows change as well. */
  takePending(kept: readonly Pending[] | undefined): void {
    if (!kept) return;
    this.pending = [...kept, ...this.pending.filter(({ id }) => this.#unkept.has(id) && !kept.some((one) => one.id === id))];
  }

  append(pending: Pending): void {
    this.#unkept.add(pending.id);
    this.stoppedAt = undefined;
    this.pending = [...this.pending, pending];
  }

  /** Notes that the device has a pending message. */
  isKept(id: string): void {
    this.#unkept.delete(id);
  }

  update(id: string, change: Partial<Pending>): void {
    this.pending = this.pending.map((pending) => (pending.id === id ? { ...pending, ...change } : pending));
  }

  discard(...ids: readonly string[]): void {
    if (this.pending.some(({ id }) => ids.includes(id))) this.pending = this.pending.filter(({ id }) => !ids.includes(id));
  }

  /** Takes in all that the device keeps of the room, or all of it from some entry on. */
  take(kept: KeptRoom, entries: readonly KeptEntry[]): void {
    const merged = mergeRoom(kept, this.toKeep());
    this.hearOf(kept, entries);
    this.#incarnations.take(merged.epochs);
    this.timeline.closeGaps(merged.epochs);
  }

  /** Takes in something that another window has received: how far this one has received all is not changed by it. */
  hearOf(kept: KeptRoom, entries: readonly KeptEntry[]): void {
    const merged = mergeRoom(kept, this.toKeep());
    this.#incarnations.former = merged.formerEpochs;
    this.timeline.order(merged.epochs.map(({ epoch }) => epoch));
    this.timeline.take(entries);
    this.readTo = merged.readTo;
    // Of two incarnations the one that was met later is the one that is.
    if (kept.epoch !== undefined && this.timeline.isLater(kept.epoch, this.incarnation)) this.enter(kept.epoch);
    this.joinedIn ??= kept.joinedIn;
  }

  toKeep(): KeptRoom {
    const { name, openedAt, readTo, joinedIn } = this;
    const { all: epochs, former: formerEpochs, current: epoch } = this.#incarnations;
    return { name, openedAt, readTo, epochs, formerEpochs, epoch, joinedIn, wasLeft: this.failure?.kind === 'left' };
  }

  /** The ids of what is pending and yet among the messages already: the page was closed in between. */
  delivered(username: string): string[] {
    const ids = new Set(this.timeline.entries.flatMap((entry) =>
      entry.kind === 'message' && entry.writer === username && entry.id !== undefined ? [entry.id] : []));
    return this.pending.flatMap(({ id }) => (ids.has(id) ? [id] : []));
  }

  /** Which incarnation an answer is of that does not name it. */
  #placeOf(messages: readonly Message[], isAll: boolean): string | undefined {
    const { current } = this.#incarnations;
    const [first] = messages;
    if (!first || (!isAll && current !== undefined)) return current;
    return this.#incarnations.find(messages, this.#has) ?? this.#incarnations.nameBy(first);
  }

  /** With the base part alone as many messages as a room keeps say that there may have been more. */
  #mayLack(messages: readonly Message[], isAll: boolean, epoch: string): boolean {
    return messages.length >= HISTORY_LENGTH && !(isAll && messages.some((message) => this.#has(message, epoch)));
  }

  readonly #has = (message: Message, epoch: string): boolean => this.timeline.has(keyOf(message, epoch));

  /** By id, or where there are none by its text, the oldest first of those that may have arrived. */
  #pendingOf(message: Message, username: string, taken: readonly string[]): string | undefined {
    if (message.type !== 'message' || message.username !== username) return undefined;
    return message.id === undefined
      ? this.pending.find(({ id, text, state, unanswered }) =>
        text === message.message && !taken.includes(id) && (state === 'sent' || unanswered !== undefined))?.id
      : this.pending.find(({ id }) => id === message.id)?.id;
  }
}
