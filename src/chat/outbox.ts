import type { ServerClient } from '../api/client.ts';
import { ServerError, ShapeError } from '../api/failures.ts';
import type { ServerStore } from '../storage/device.ts';
import { backoff } from './backoff.ts';
import { Blocks } from './blocking.ts';
import type { Clock } from './clock.ts';
import { isAbort, isNoMember, isPassing, isRefused, isUnanswered, mayPass, toFailure, type Failure } from './failure.ts';
import { firstWaiting, oldest } from './pending.ts';
import { randomId } from './random.ts';
import type { ChatRoom, Pending } from './room.ts';
import type { Entry } from './timeline.ts';

/** For how long a server remembers the id of a message at least, in milliseconds (docs/protocol.md, `id`). */
const ID_MEMORY_MS = 10 * 60 * 1_000;

/** What the outbox needs of the session that it belongs to. */
export interface Sender {
  readonly client: ServerClient;
  readonly username: string;
  /** Undefined where the server knows no keys. */
  readonly key: string | undefined;
  /** Whether the server answers at the moment, as far as is known. */
  readonly isReachable: boolean;
  /** Whether the server has a feature. */
  can(feature: string): boolean;
  /** Asks the server in which rooms one is and acts on it, after which {@link Outbox.judged} is to be called. */
  askForRooms(): void;
  /** Asks the server anew what is in the room, after which the room is to be delivered again. */
  look(room: ChatRoom): void;
  /** Asks at once whether the server is still there. */
  doubt(): void;
  /** Keeps what has come to be in a room. */
  keepRoom(room: ChatRoom, added: readonly Entry[]): void;
  changed(): void;
}

/**
 * Delivers what was written: for each room one message after the other, in the order of writing, until the server has
 * it or has refused it. The device keeps what is pending; of several windows one delivers, and all show it. While the
 * server is known to be away nothing is attempted, so that of few messages it is unclear whether they arrived.
 */
export class Outbox {
  readonly #clock: Clock;
  readonly #sender: Sender;
  readonly #store: ServerStore;
  readonly #underWay = new Set<ChatRoom>();
  /** Rooms to deliver once more when what is under way has ended. */
  readonly #again = new Set<ChatRoom>();
  /** What ends the pause after a failure. */
  readonly #pauses = new Map<ChatRoom, () => void>();
  readonly #failures = new Map<ChatRoom, number>();
  /** Rooms of which the server said that one is not in them, until it has said in which one is. */
  readonly #strange = new Set<ChatRoom>();
  /** The messages that were refused so, by their ids. */
  readonly #estranged = new Set<string>();
  /** The messages that something between here and the server refused, by their ids. */
  readonly #blocks: Blocks;
  /** By message, how often its room had been asked for when it began to matter whether its echo is there. */
  readonly #asks = new Map<string, number>();
  readonly #stopping = new AbortController();

  constructor(clock: Clock, sender: Sender, store: ServerStore) {
    this.#clock = clock;
    this.#sender = sender;
    this.#blocks = new Blocks(sender.client);
    this.#store = store;
  }

  /** Whether what waits in a room does so because something did not work. */
  isPausing(room: ChatRoom): boolean {
    return this.#pauses.has(room) || this.#strange.has(room);
  }

  /** Takes a message in, and keeps it until it is delivered. */
  async write(room: ChatRoom, text: string): Promise<void> {
    const pending: Pending = { id: randomId(), text, writtenAt: this.#clock.now(), state: 'waiting' };
    room.append(pending);
    this.#sender.changed();
    const kept = this.#store.addPending(room.name, pending);
    void this.deliver(room);
    if (await kept) room.isKept(pending.id);
  }

  /** Sends a message that was not sent, or may not have been. */
  async retry(room: ChatRoom, id: string): Promise<void> {
    this.#asks.delete(id);
    this.#estranged.delete(id);
    this.#blocks.forget(id);
    // One that failed may have arrived all the same. Of the others their writer has just decided that.
    const isOpen = this.#sender.can('ids') && room.pending.some((one) => one.id === id && one.state === 'failed');
    await this.#update(room, id, { state: 'waiting', failure: undefined, ...(isOpen ? {} : { unanswered: undefined }) });
    void this.deliver(room);
  }

  async discard(room: ChatRoom, id: string): Promise<void> {
    room.discard(id);
    this.#sender.changed();
    await this.#store.removePending(room.name, [id]);
  }

  /** Sends what waits in a room. */
  async deliver(room: ChatRoom): Promise<void> {
    if (this.#underWay.has(room)) {
      this.#again.add(room);
      return;
    }
    if (this.#isIdle(room)) return;
    this.#underWay.add(room);
    try {
      await this.#store.exclusively(`outbox ${room.name}`, () => this.#deliverAll(room));
    } finally {
      this.#underWay.delete(room);
    }
    if (this.#again.delete(room)) await this.deliver(room);
  }

  /** Tries again at once, in the middle of a pause. */
  wake(): void {
    for (const end of this.#pauses.values()) end();
  }

  stop(): void {
    this.#stopping.abort();
    this.wake();
  }

  /**
   * Notes that a room was received. What a server without ids has taken, and the room does not have, has left it since:
   * it was delivered, and its echo will not come.
   */
  received(room: ChatRoom): void {
    const sent = room.pending.filter(({ state }) => state === 'sent');
    // Another window has sent it, or this one before it was loaded anew: from now on, then.
    for (const { id } of sent) if (!this.#asks.has(id)) this.#asks.set(id, room.asks);
    if (sent.some((one) => this.#isOverdue(room, one))) void this.#settleOverdue(room);
    void this.deliver(room);
  }

  /** Notes that it was settled in which rooms one is: entered again after a restart, or closed where they were left. */
  judged(): void {
    const rooms = [...this.#strange];
    this.#strange.clear();
    for (const room of rooms) void this.deliver(room);
  }

  #isOverdue(room: ChatRoom, { id, state }: Pending): boolean {
    return state === 'sent' && room.answered > (this.#asks.get(id) ?? Infinity);
  }

  async #settleOverdue(room: ChatRoom): Promise<void> {
    // Another window may have seen the echo.
    room.takePending(await this.#store.pending(room.name));
    for (const one of room.pending.filter((each) => this.#isOverdue(room, each))) await this.#settle(room, one.id, room.cursor);
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  #isIdle(room: ChatRoom): boolean {
    return this.#isStopped || this.isPausing(room) || !this.#sender.isReachable || !firstWaiting(room);
  }

  async #deliverAll(room: ChatRoom): Promise<void> {
    // Another window may have delivered some meanwhile.
    room.takePending(await this.#store.pending(room.name));
    for (let next = firstWaiting(room); next && !this.#isIdle(room); next = firstWaiting(room)) {
      if (this.#isDue(room, next)) await this.#attempt(room, next);
      else if (!(await this.#decide(room, next))) return;
    }
  }

  /** Whether sending a message once more could not double it. */
  #isDue(room: ChatRoom, { unanswered }: Pending): boolean {
    if (!unanswered) return true;
    if (!this.#sender.can('ids')) return false;
    if (unanswered.epoch !== room.incarnation) return true;
    const passed = this.#clock.now() - unanswered.at;
    return passed >= 0 && passed < ID_MEMORY_MS;
  }

  /**
   * What becomes of a message that may have arrived: what the room has tells, and where that does not, its writer has
   * to. Where all was received that came since, and the message is not among it, it is not there.
   *
   * @returns whether it is decided; else the room is looked at first
   */
  async #decide(room: ChatRoom, { id, unanswered }: Pending): Promise<boolean> {
    const asks = this.#asks.get(id);
    if (asks === undefined || room.answered <= asks) {
      this.#asks.set(id, asks ?? room.asks);
      this.#sender.look(room);
      return false;
    }
    this.#asks.delete(id);
    const failure = this.#blocks.has(id) ? { kind: 'blocked' } as const : undefined;
    if (!this.#sender.can('ids')) await this.#update(room, id, { state: 'unsure', failure });
    else if (unanswered && room.covers(unanswered.cursor)) await this.#update(room, id, { unanswered: undefined });
    else await this.#update(room, id, { state: 'late' });
    return true;
  }

  async #attempt(room: ChatRoom, pending: Pending): Promise<void> {
    try {
      await this.#send(room, pending);
      this.#failures.delete(room);
    } catch (error) {
      if (this.#isStopped) return;
      if (isNoMember(error)) await this.#ask(room, pending, error);
      else if (await this.#isRefused(pending, error)) await this.#fail(room, pending, { kind: 'blocked' });
      else if (isPassing(error)) this.#pause(room, error);
      else await this.#fail(room, pending, toFailure(error));
      this.#sender.changed();
    }
  }

  /** Whether something between here and the server refuses a message. Without ids it cannot be tried twice: then the room tells. */
  async #isRefused({ id }: Pending, error: unknown): Promise<boolean> {
    if (!isUnanswered(error)) return false;
    const isTold = await this.#blocks.note(id, error, this.#stopping.signal);
    if (this.#blocks.has(id) && !(error instanceof ShapeError) && !this.#sender.can('ids')) this.#blocks.forget(id);
    if (!isTold) this.#sender.doubt();
    return isTold && this.#sender.can('ids');
  }

  /** One is not in the room: taken out of it, or left it on another device or in another window. Only the first is to be undone. */
  async #ask(room: ChatRoom, pending: Pending, error: unknown): Promise<void> {
    if (this.#estranged.has(pending.id)) {
      this.#estranged.delete(pending.id);
      if (room.failure && mayPass(room.failure)) this.#pause(room);
      else await this.#fail(room, pending, room.failure ?? toFailure(error));
    } else {
      this.#estranged.add(pending.id);
      this.#strange.add(room);
      this.#sender.askForRooms();
    }
  }

  async #fail(room: ChatRoom, { id }: Pending, failure: Failure): Promise<void> {
    this.#failures.delete(room);
    await this.#update(room, id, { state: 'failed', failure });
  }

  async #send(room: ChatRoom, { id, text }: Pending): Promise<void> {
    const { client, username, key } = this.#sender;
    const { incarnation, epoch, cursor } = room;
    const former = room.pending.find((one) => one.id === id)?.unanswered;
    // Also where this window does not live to hear of the answer.
    await this.#update(room, id, { unanswered: oldest(former, { epoch: incarnation, cursor, at: this.#clock.now() }) });
    const extension = this.#sender.can('ids') ? { id, epoch } : {};
    try {
      const answer = await client.send({ room: room.name, username, message: text, ...extension }, key, this.#stopping.signal);
      this.#asks.set(id, room.asks);
      if (answer.timestamp === undefined) await this.#update(room, id, { state: 'sent', unanswered: undefined });
      else await this.#settle(room, id, answer.timestamp, answer.epoch);
    } catch (error) {
      // A refusal is an answer: this attempt did nothing.
      const isAnswered = !isUnanswered(error) && !isAbort(error);
      if (isAnswered) await this.#update(room, id, { unanswered: isRefused(error, 'room_changed') ? undefined : former });
      throw error;
    }
  }

  async #settle(room: ChatRoom, id: string, timestamp: number, epoch = room.incarnation ?? ''): Promise<void> {
    this.#asks.delete(id);
    this.#estranged.delete(id);
    this.#blocks.forget(id);
    const pending = room.pending.find((one) => one.id === id);
    // Where its echo came first, that has settled it.
    if (pending) this.#sender.keepRoom(room, room.confirm(pending, this.#sender.username, timestamp, epoch));
    this.#sender.changed();
    await this.#store.removePending(room.name, [id]);
  }

  async #update(room: ChatRoom, id: string, change: Partial<Pending>): Promise<void> {
    room.update(id, change);
    if (change.state !== undefined) this.#sender.changed();
    await this.#store.changePending(room.name, id, change);
  }

  /**
   * Tries again later.
   *
   * @param error may say for how many seconds the server wants to be left alone
   */
  #pause(room: ChatRoom, error?: unknown): void {
    const least = (error instanceof ServerError ? error.retryAfter : undefined) ?? 0;
    const failures = (this.#failures.get(room) ?? 0) + 1;
    this.#failures.set(room, failures);
    const end = () => {
      cancel();
      this.#pauses.delete(room);
      if (!this.#isStopped) void this.deliver(room);
    };
    const cancel = this.#clock.after(Math.max(backoff(failures), least * 1_000), end);
    this.#pauses.set(room, end);
  }
}
