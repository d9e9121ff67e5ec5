import type { ServerClient } from '../api/client.ts';
import { ServerError } from '../api/failures.ts';
import { backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import { isNoMember, isPassing, toFailure } from './failure.ts';
import type { ChatRoom, Pending } from './room.ts';

/** What the outbox needs of the session that it belongs to. */
export interface Sender {
  readonly client: ServerClient;
  readonly username: string;
  /** Undefined where the server knows no keys. */
  readonly key: string | undefined;
  /** Whether the server has a feature. */
  can(feature: string): boolean;
  /** Enters the room once more. */
  rejoin(room: ChatRoom): Promise<void>;
  failed(error: unknown): void;
  changed(): void;
}

/**
 * Delivers what was written: for each room one message after the other, in the order of writing, until the server has
 * it or has refused it.
 */
export class Outbox {
  readonly #clock: Clock;
  readonly #sender: Sender;
  readonly #delivering = new Set<ChatRoom>();
  readonly #wakeUps = new Set<() => void>();
  #stopped = false;

  constructor(clock: Clock, sender: Sender) {
    this.#clock = clock;
    this.#sender = sender;
  }

  /** Sends what waits in a room. */
  async deliver(room: ChatRoom): Promise<void> {
    if (this.#delivering.has(room)) return;
    this.#delivering.add(room);
    let failures = 0;
    for (let next = firstWaiting(room); next && !this.#stopped; next = firstWaiting(room)) {
      try {
        await this.#attempt(room, next);
        failures = 0;
      } catch (error) {
        if (this.#mayRepeat(error)) await this.#pause(backoff(++failures));
        else room.update(next.id, { state: 'failed', failure: toFailure(error) });
        this.#sender.failed(error);
      }
      this.#sender.changed();
    }
    this.#delivering.delete(room);
  }

  /** Tries again at once, in the middle of a pause. */
  wake(): void {
    for (const wakeUp of this.#wakeUps) wakeUp();
  }

  stop(): void {
    this.#stopped = true;
    this.wake();
  }

  async #attempt(room: ChatRoom, pending: Pending): Promise<void> {
    try {
      await this.#send(room, pending);
    } catch (error) {
      // What was left on purpose meanwhile is not entered again.
      const isWanted = room.pending.some(({ id }) => id === pending.id);
      if (!isWanted || !isNoMember(error)) throw error;
      await this.#sender.rejoin(room);
      await this.#send(room, pending);
    }
  }

  async #send(room: ChatRoom, { id, text }: Pending): Promise<void> {
    const { client, username, key } = this.#sender;
    const extension = this.#sender.can('ids') ? { id, epoch: room.epoch } : {};
    const answer = await client.send({ room: room.name, username, message: text, ...extension }, key);
    if (answer.timestamp === undefined) {
      room.update(id, { state: 'sent' });
      return;
    }
    room.timeline.confirm(
      { type: 'message', username, message: text, id, timestamp: answer.timestamp }, answer.epoch,
    );
    room.discard(id);
  }

  /** Without ids, what had no answer may have arrived: sending it again could say it twice. */
  #mayRepeat(error: unknown): boolean {
    if (!isPassing(error)) return false;
    return this.#sender.can('ids') || error instanceof ServerError;
  }

  async #pause(ms: number): Promise<void> {
    if (this.#stopped) return;
    await new Promise<void>((resolve) => {
      const wakeUp = () => {
        cancel();
        this.#wakeUps.delete(wakeUp);
        resolve();
      };
      const cancel = this.#clock.after(ms, wakeUp);
      this.#wakeUps.add(wakeUp);
    });
  }
}

function firstWaiting(room: ChatRoom): Pending | undefined {
  return room.pending.find(({ state }) => state === 'waiting');
}
