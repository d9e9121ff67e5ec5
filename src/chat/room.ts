import type { ReceiveAnswer } from '../protocol/answers.ts';
import type { Message } from '../protocol/messages.ts';
import type { Failure } from './failure.ts';
import { Timeline } from './timeline.ts';

/** A message of one's own that the server has not confirmed, or whose echo has not come. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the Unix epoch, by this device. */
  readonly writtenAt: number;
  /** `sent`: confirmed by a server that does not say as what; its echo will replace it. */
  readonly state: 'waiting' | 'sent' | 'failed';
  /** Why it failed. */
  readonly failure?: Failure;
}

/** What the client knows of a room that it is in. */
export class ChatRoom {
  readonly name: string;
  readonly timeline = new Timeline();
  /** In the order of writing. A new array whenever it changes. */
  pending: readonly Pending[] = [];
  epoch: string | undefined;
  /** Seconds: the newest time that was received. Only `/receive` moves it. */
  cursor = 0;
  /** Seconds: messages up to here have been read. */
  readTo: number;
  /** Messages of others beyond `readTo`. */
  unread = 0;
  /** What is typed and not sent. */
  draft = '';
  /** Who is in it; undefined where the server does not say or has not said yet. */
  people: readonly string[] | undefined;
  /** Whether somebody came or went since `people` was heard. */
  havePeopleChanged = true;
  /** Why this client is not in the room on the server, if joining it again failed. */
  failure: Failure | undefined;

  constructor(name: string, epoch?: string, readTo = 0) {
    this.name = name;
    this.epoch = epoch;
    this.readTo = readTo;
  }

  /** Notes which incarnation of the room this is. In a new one nothing has been received or read. */
  enter(epoch: string | undefined): void {
    if (epoch === undefined || epoch === this.epoch) return;
    if (this.epoch !== undefined) this.cursor = this.readTo = 0;
    this.epoch = epoch;
  }

  /**
   * Takes in an answer of `/receive`.
   *
   * @returns the messages that are new to this client
   */
  accept(answer: ReceiveAnswer, username: string, isReading: boolean): Message[] {
    this.enter(answer.epoch);
    const added = this.timeline.add(answer.messages, answer.epoch, answer.gap ?? false);
    if (added.some(({ type }) => type === 'system')) this.havePeopleChanged = true;
    for (const message of answer.messages) {
      this.cursor = Math.max(this.cursor, message.timestamp);
      this.#settle(message, username);
    }
    const unread = (message: Message) =>
      message.type === 'message' && message.username !== username && message.timestamp > this.readTo;
    if (isReading) this.markRead();
    else this.unread += added.filter(unread).length;
    return added;
  }

  markRead(): void {
    this.unread = 0;
    this.readTo = this.cursor;
  }

  append(pending: Pending): void {
    this.pending = [...this.pending, pending];
  }

  update(id: string, change: Partial<Pending>): void {
    this.pending = this.pending.map((pending) => (pending.id === id ? { ...pending, ...change } : pending));
  }

  discard(id: string): void {
    this.pending = this.pending.filter((pending) => pending.id !== id);
  }

  /** The echo of a pending message takes its place: by id, or where there are none by its text, the oldest first. */
  #settle(message: Message, username: string): void {
    if (message.type !== 'message' || message.username !== username) return;
    const settled = message.id === undefined
      ? this.pending.find(({ text, state }) => text === message.message && state !== 'failed')
      : this.pending.find(({ id }) => id === message.id);
    if (settled) this.discard(settled.id);
  }
}
