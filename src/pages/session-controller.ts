import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../chat/session.ts';

/** Renders its host anew whenever the session that it follows has changed. */
export class SessionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #session: Session | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  follow(session: Session | undefined): void {
    if (session === this.#session) return;
    this.#unsubscribe?.();
    this.#session = session;
    this.#unsubscribe = session?.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#session = undefined;
  }
}
