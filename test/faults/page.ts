import { setMaxListeners } from 'node:events';
import { ServerClient, type Fetcher } from '../../src/api/client.ts';
import type { Clock } from '../../src/chat/clock.ts';
import { Session } from '../../src/chat/session.ts';
import type { Device, ServerStore } from '../../src/storage/device.ts';
import type { FakeClock } from '../support/fake-clock.ts';

/** What a page lives on. */
export interface Surroundings {
  readonly base: string;
  readonly clock: FakeClock;
  readonly fetcher: Fetcher;
  readonly device: Device;
}

/**
 * A page with a session. Once it is closed its connections are closed too, and nothing of its code goes on: neither
 * timers nor answers reach it, and its locks are free, as in a browser.
 */
export class Page {
  readonly session: Session;
  readonly #closing = new AbortController();
  readonly #store: ServerStore;

  constructor({ base, clock, fetcher, device }: Surroundings) {
    // Each call has one.
    setMaxListeners(0, this.#closing.signal);
    const own: Clock = {
      now: () => clock.now(),
      after: (ms, call) => clock.after(ms, () => { if (!this.isClosed) call(); }),
    };
    const client = new ServerClient(base, this.#callsOf(fetcher), own.after);
    this.#store = device.store(base);
    this.session = new Session({ client, device: { ...device, store: () => this.#withLocks(this.#store) }, clock: own });
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** @param says whether its code may still do something, as it may unless the browser crashes */
  close(says: 'goodbye' | 'nothing'): void {
    if (says === 'goodbye') this.session.close();
    this.#store.close();
    this.#closing.abort();
  }

  #withLocks(store: ServerStore): ServerStore {
    const closed = new Promise<void>((resolve) => { this.#closing.signal.addEventListener('abort', () => resolve()); });
    const exclusively: ServerStore['exclusively'] = (name, work) => store.exclusively(name, () => Promise.race([work(), closed]));
    return new Proxy(store, {
      get(target, name) {
        const member: unknown = name === 'exclusively' ? exclusively : Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  #callsOf(fetcher: Fetcher): Fetcher {
    return async (url, init) => {
      const call = new AbortController();
      const abort = () => call.abort();
      if (init.signal?.aborted || this.isClosed) abort();
      init.signal?.addEventListener('abort', abort);
      this.#closing.signal.addEventListener('abort', abort);
      try {
        return await this.#whileOpen(fetcher(url, { ...init, signal: call.signal }));
      } finally {
        this.#closing.signal.removeEventListener('abort', abort);
      }
    };
  }

  /** What has not come to its end when the page is closed never does. */
  async #whileOpen<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      if (this.isClosed) await new Promise<never>(() => {});
    }
  }
}
