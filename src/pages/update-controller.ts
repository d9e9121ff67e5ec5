import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../chat/session.ts';
import { CODE_MISSING } from '../components/code.ts';
import { idle } from '../pwa/idle.ts';
import { onNewWorker, workerObstacle } from '../pwa/registration.ts';
import type { Updates } from './updates.ts';

/** Says whether there is a newer version of the app. When one has been let in, here or in another page, this page starts anew. */
export class UpdateController implements ReactiveController {
  /** A newer version waits to be let in. */
  waits = false;
  readonly #host: ReactiveControllerHost;
  #updates: Promise<Updates> | undefined;
  #server: string | undefined;
  #wasOffline = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // All pages change together, those of the demo of need: the new worker does not know what they run.
    onNewWorker(() => location.reload());
    addEventListener(CODE_MISSING, () => void this.look());
    void idle().then(() => this.#load().catch(() => {}));
  }

  /** Looks for a newer version where the server is another instance, or was away: who starts it again may have renewed it. */
  follow({ connection, membership }: Session): void {
    if (connection.state === 'offline') this.#wasOffline = true;
    if (connection.state !== 'connected') return;
    const { run } = membership;
    const isOther = run !== undefined && this.#server !== undefined && run !== this.#server;
    if (isOther || this.#wasOffline) void this.look();
    this.#server = run ?? this.#server;
    this.#wasOffline = false;
  }

  /** @returns whether there is a newer version, as far as anybody can be asked */
  async look(): Promise<boolean> {
    try {
      return await (await this.#load()).look();
    } catch {
      return this.waits;
    }
  }

  /** Looks for nothing any more: another worker is about to take over. */
  async silence(): Promise<void> {
    (await this.#updates?.catch(() => undefined))?.stop();
  }

  readonly take = async (): Promise<void> => {
    (await this.#load()).take();
  };

  /** What the first screen does without. Where it cannot be loaded, the next one who needs it tries again. */
  #load(): Promise<Updates> {
    this.#updates ??= import('./updates.ts').then(({ Updates: Loaded }) => new Loaded((waits) => {
      this.waits = waits;
      this.#host.requestUpdate();
    }, !workerObstacle()));
    this.#updates.catch(() => { this.#updates = undefined; });
    return this.#updates;
  }
}
