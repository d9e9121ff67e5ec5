import type { ReceiveRequest } from '../src/protocol/requests.ts';
import type { HeldReply, Reply } from './answering.ts';
import { andThen, type Awaitable } from './rooms/store.ts';

/** How finely the time of held answers is measured, in milliseconds. */
const TICK_MS = 100;

/** A client that waits for a reply. */
export interface Waiting<Client> {
  readonly reply: HeldReply;
  readonly client: Client;
  readonly due: number;
}

/**
 * The answers that wait for a room. They share one timer, which runs only while there are any. A room that changes
 * wakes its own, once for all that happens in one turn of the event loop.
 */
export class HeldReplies<Client> {
  readonly #answer: (client: Client, reply: Reply) => void;
  readonly #byRoom = new Map<string, Set<Waiting<Client>>>();
  /** By the tick in which they are due. */
  readonly #byTick = new Map<number, Set<Waiting<Client>>>();
  /** The newest time, in seconds, of each room that changed in this turn. */
  readonly #changed = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #tick = 0;

  /** @param answer called when a client's room changes or its time is up */
  constructor(answer: (client: Client, reply: Reply) => void) {
    this.#answer = answer;
  }

  hold(reply: HeldReply, client: Client): Waiting<Client> {
    this.#timer ??= this.#start();
    const due = Math.max(this.#tick + 1, Math.ceil((performance.now() + reply.hold.wait * 1_000) / TICK_MS));
    const waiting = { reply, client, due };
    add(this.#byRoom, reply.hold.room, waiting);
    add(this.#byTick, due, waiting);
    return waiting;
  }

  /** Takes one out whose client is gone, or who was answered. */
  drop(waiting: Waiting<Client>): void {
    take(this.#byRoom, waiting.reply.hold.room, waiting);
    take(this.#byTick, waiting.due, waiting);
    if (this.#byRoom.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** @param newest the seconds of the room's new message; `Infinity` where the room was removed, which wakes all */
  wake(room: string, newest: number): void {
    if (!this.#byRoom.has(room)) return;
    if (this.#changed.size === 0) setImmediate(() => this.#answerChanged());
    this.#changed.set(room, Math.max(newest, this.#changed.get(room) ?? 0));
  }

  /** Answers all of them. */
  release(): void {
    for (const room of this.#byRoom.values()) this.#answerAll(room);
  }

  #answerChanged(): void {
    const rooms = [...this.#changed];
    this.#changed.clear();
    for (const [room, newest] of rooms) this.#answerAll(this.#byRoom.get(room), newest);
  }

  /**
   * Those who ask for what is older than `newest`. A client whose time lies in the future waits on. An answer is made once
   * for all who wait for the same.
   */
  #answerAll(all: Set<Waiting<Client>> | undefined, newest = Infinity): void {
    let former: { readonly hold: ReceiveRequest; readonly reply: Awaitable<Reply> } | undefined;
    for (const waiting of all ?? []) {
      const { hold } = waiting.reply;
      if (hold.last_timestamp >= newest) continue;
      this.drop(waiting);
      if (!former || !isSame(former.hold, hold)) former = { hold, reply: waiting.reply.again() };
      void andThen(former.reply, (reply) => this.#answer(waiting.client, reply));
    }
  }

  #start(): NodeJS.Timeout {
    this.#tick = now();
    return setInterval(() => {
      for (const end = now(); this.#tick <= end; this.#tick++) this.#answerAll(this.#byTick.get(this.#tick));
    }, TICK_MS);
  }
}

/** Whether two ask for the same, and so get the same answer. */
function isSame(one: ReceiveRequest, other: ReceiveRequest): boolean {
  return one.last_timestamp === other.last_timestamp && one.epoch === other.epoch && one.room === other.room;
}

function now(): number {
  return Math.floor(performance.now() / TICK_MS);
}

function add<Key, Item>(sets: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const set = sets.get(key);
  if (set) set.add(item);
  else sets.set(key, new Set([item]));
}

function take<Key, Item>(sets: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const set = sets.get(key);
  if (set?.delete(item) && set.size === 0) sets.delete(key);
}
