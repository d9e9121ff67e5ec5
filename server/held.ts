import type { HeldReply, Reply } from './answering.ts';

/** How finely the time of held answers is measured, in milliseconds. */
const TICK_MS = 100;

interface Waiting {
  readonly reply: HeldReply;
  readonly due: number;
  readonly done: (reply: Promise<Reply>) => void;
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

  /** Resolves when the room changes or the time is up. `drop` takes it out, for a client that is gone. */
  hold(reply: HeldReply): { answered: Promise<Reply>; drop: () => void } {
    this.#timer ??= this.#start();
    const due = Math.max(this.#tick + 1, Math.ceil((performance.now() + reply.seconds * 1_000) / TICK_MS));
    let waiting!: Waiting;
    const answered = new Promise<Reply>((done) => {
      waiting = { reply, due, done };
    });
    add(this.#byRoom, reply.room, waiting);
    add(this.#byTick, due, waiting);
    return { answered, drop: () => this.#remove(waiting) };
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

  /** Those who ask for what is older than `newest`. A client whose time lies in the future waits on. */
  #answer(all: Set<Waiting> | undefined, newest = Infinity): void {
    for (const waiting of all ?? []) {
      if (waiting.reply.after >= newest) continue;
      this.#remove(waiting);
      waiting.done(waiting.reply.again());
    }
  }

  #remove(waiting: Waiting): void {
    take(this.#byRoom, waiting.reply.room, waiting);
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
