import type { HeldReply, Reply } from './answering.ts';
import type { Hold } from './endpoints.ts';
import { andThen, type Awaitable } from './rooms/store.ts';

/** How finely the time of held answers is measured, in milliseconds. */
const TICK_MS = 100;

interface Waiting {
  readonly reply: HeldReply;
  readonly due: number;
  readonly done: (reply: Reply) => void;
}

/**
 * The answers that wait for a room. They share one timer, which runs only while there are any. A room that changes
 * wakes its own, once for all that happens in one turn of the event loop.
 */
export class HeldReplies {
  readonly #byRoom = new Map<string, Set<Waiting>>();
  /** By the tick in which they are due. */
  readonly #byTick = new Map<number, Set<Waiting>>();
  /** The newest time, in seconds, of each room that changed in this turn. */
  readonly #changed = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #tick = 0;

  /**
   * @param done called when the room changes or the time is up
   * @returns what takes it out, for a client that is gone
   */
  hold(reply: HeldReply, done: (reply: Reply) => void): () => void {
    this.#timer ??= this.#start();
    const due = Math.max(this.#tick + 1, Math.ceil((performance.now() + reply.hold.seconds * 1_000) / TICK_MS));
    const waiting: Waiting = { reply, due, done };
    add(this.#byRoom, reply.hold.room, waiting);
    add(this.#byTick, due, waiting);
    return () => this.#remove(waiting);
  }

  /** @param newest the seconds of the room's new message; `Infinity` where the room was removed, which wakes all */
  wake(room: string, newest: number): void {
    if (!this.#byRoom.has(room)) return;
    if (this.#changed.size === 0) setImmediate(() => this.#answerChanged());
    this.#changed.set(room, Math.max(newest, this.#changed.get(room) ?? 0));
  }

  /** Answers all of them. */
  release(): void {
    for (const room of this.#byRoom.values()) this.#answer(room);
  }

  #answerChanged(): void {
    const rooms = [...this.#changed];
    this.#changed.clear();
    for (const [room, newest] of rooms) this.#answer(this.#byRoom.get(room), newest);
  }

  /**
   * Those who ask for what is older than `newest`. A client whose time lies in the future waits on. An answer is made once
   * for all who wait for the same.
   */
  #answer(all: Set<Waiting> | undefined, newest = Infinity): void {
    let former: { readonly hold: Hold; readonly reply: Awaitable<Reply> } | undefined;
    for (const waiting of all ?? []) {
      const { hold } = waiting.reply;
      if (hold.after >= newest) continue;
      this.#remove(waiting);
      if (!former || !isSame(former.hold, hold)) former = { hold, reply: waiting.reply.again() };
      void andThen(former.reply, waiting.done);
    }
  }

  #remove(waiting: Waiting): void {
    take(this.#byRoom, waiting.reply.hold.room, waiting);
    take(this.#byTick, waiting.due, waiting);
    if (this.#byRoom.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #start(): NodeJS.Timeout {
    this.#tick = now();
    return setInterval(() => {
      for (const end = now(); this.#tick <= end; this.#tick++) this.#answer(this.#byTick.get(this.#tick));
    }, TICK_MS);
  }
}

function isSame(one: Hold, other: Hold): boolean {
  return one.after === other.after && one.epoch === other.epoch && one.room === other.room;
}

function now(): number {
  return Math.floor(performance.now() / TICK_MS);
}

function add<Key>(sets: Map<Key, Set<Waiting>>, key: Key, waiting: Waiting): void {
  const set = sets.get(key);
  if (set) set.add(waiting);
  else sets.set(key, new Set([waiting]));
}

function take<Key>(sets: Map<Key, Set<Waiting>>, key: Key, waiting: Waiting): void {
  const set = sets.get(key);
  if (set?.delete(waiting) && set.size === 0) sets.delete(key);
}
