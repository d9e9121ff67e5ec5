import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onNewWorker, watchUpdates } from '../pwa/registration.ts';

/** Looks for a new version of the app. When one has been let in, here or in another page, this page starts anew. */
export class UpdateController implements ReactiveController {
  /** A new version waits to be let in. */
  waits = false;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // All pages change together, those of the demo of need: the new worker does not know what they run.
    onNewWorker(() => location.reload());
    void watchUpdates((waits) => {
      this.waits = waits;
      this.#host.requestUpdate();
    });
  }
}
