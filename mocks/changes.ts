import type { ReceiveRequest } from '../src/protocol/requests.ts';

/** A room got a message, or was removed. */
export interface Change {
  readonly room: string;
  /** The time of the message, in seconds; `Infinity` where the room was removed. */
  readonly newest: number;
}

/** Tells what changes in rooms, in every tab of the demo. A channel does not echo, so that this tab is told by itself. */
export class Changes {
  isReleased = false;
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<(change: Change) => void>();

  /** @param name of the channel */
  constructor(name: string) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Change>) => this.#tell(data));
  }

  announce(change: Change): void {
    this.#channel.postMessage(change);
    this.#tell(change);
  }

  /** @returns what ends the subscription */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Nobody waits for a change in this tab any more. */
  release(): void {
    this.isReleased = true;
    this.#tell({ room: '', newest: 0 });
  }

  close(): void {
    this.#channel.close();
    this.#listeners.clear();
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Notes what changes from the moment it is made, so that nothing is missed between a look and the wait for more. */
export class Watch {
  /** The newest time of each room that has changed. */
  readonly #newest = new Map<string, number>();
  readonly #changes: Changes;
  readonly #unsubscribe: () => void;
  #wake: (() => void) | undefined;

  constructor(changes: Changes) {
    this.#changes = changes;
    this.#unsubscribe = changes.subscribe(({ room, newest }) => {
      this.#newest.set(room, Math.max(newest, this.#newest.get(room) ?? 0));
      this.#wake?.();
    });
  }

  /** Resolves once the room has something newer than it asks for, or was removed; or when it has waited as long as it would. */
  async change({ room, last_timestamp, wait }: ReceiveRequest): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait * 1_000);
      this.#wake = () => {
        if ((this.#newest.get(room) ?? 0) <= last_timestamp && !this.#changes.isReleased) return;
        clearTimeout(timer);
        resolve();
      };
      this.#wake();
    });
  }

  end(): void {
    this.#unsubscribe();
  }
}
