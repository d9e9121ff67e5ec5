import { buildOf, findBuild } from '../api/build.ts';

/** How often a page that stays open asks for a new version, in milliseconds. */
const LOOK_EVERY_MS = 300_000;

// Imports nothing that the first screen has: so its chunk keeps its name when that changes, and can be loaded even after
// an upgrade.

/**
 * Knows whether there is a newer version of the app than the one that is open: one that a worker keeps and that waits to
 * be let in, or, where no worker keeps the page, another one at the page's own address.
 */
export class Updates {
  readonly #say: (waits: boolean) => void;
  readonly #own = buildOf(document.head.innerHTML);
  #registration: ServiceWorkerRegistration | undefined;
  /** A reload would bring another version. */
  #isOther = false;
  #looking: Promise<void> | undefined;
  #isOver = false;

  /**
   * @param say called when there may be another answer. The very first worker is no new version
   * @param hasWorker whether this page can have one
   */
  constructor(say: (waits: boolean) => void, hasWorker: boolean) {
    this.#say = say;
    setInterval(() => void this.look(), LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.look();
    });
    void this.look();
    if (hasWorker) void this.#watchWorkers();
  }

  get waits(): boolean {
    return this.#isOther || Boolean(this.#registration?.waiting);
  }

  /** Asks nobody from now on. */
  stop(): void {
    this.#isOver = true;
  }

  /** Looks for a newer version. Where nobody can be asked, all stays as it was. @returns whether there is one */
  async look(): Promise<boolean> {
    if (this.#isOver) return this.waits;
    this.#looking ??= this.#ask().finally(() => { this.#looking = undefined; });
    await this.#looking;
    return this.waits;
  }

  /** Lets the newer version in: this page, or where there is a worker all pages, begin again with it. */
  take(): void {
    if (this.#registration?.waiting) this.#registration.waiting.postMessage('SKIP_WAITING');
    else location.reload();
  }

  async #ask(): Promise<void> {
    // Of the registration's own `update` the demo makes nothing: it would be MSW's to call.
    const updated = this.#registration && ServiceWorkerRegistration.prototype.update.call(this.#registration);
    const [build] = await Promise.all([findBuild(location.pathname), updated?.catch(() => {})]);
    if (build && this.#own) this.#isOther = build !== this.#own;
    this.#say(this.waits);
  }

  async #watchWorkers(): Promise<void> {
    const registration = await navigator.serviceWorker.ready;
    this.#registration = registration;
    const sayNow = (): void => this.#say(this.waits);
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', sayNow));
    registration.installing?.addEventListener('statechange', sayNow);
    registration.waiting?.addEventListener('statechange', sayNow);
    sayNow();
  }
}
