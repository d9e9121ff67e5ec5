import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE_MS = 60_000;

/**
 * Renders its host again every minute while that shows times, and when somebody comes back to the page or has changed the
 * browser's languages: time zone and clock may be others by then.
 */
export class EveryMinute implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, isNeeded: () => boolean) {
    this.#host = host;
    this.#isNeeded = isNeeded;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
    document.addEventListener('visibilitychange', this.#renderAgain);
    addEventListener('languagechange', this.#renderAgain);
  }

  hostUpdated(): void {
    if (!this.#isNeeded()) this.#stop();
    else this.#timer ??= setInterval(() => this.#host.requestUpdate(), MINUTE_MS);
  }

  hostDisconnected(): void {
    this.#stop();
    document.removeEventListener('visibilitychange', this.#renderAgain);
    removeEventListener('languagechange', this.#renderAgain);
  }

  readonly #renderAgain = (): void => this.#host.requestUpdate();

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
