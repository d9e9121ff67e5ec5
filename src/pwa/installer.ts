import { installWay, type InstallWay } from './install.ts';

/** Of Chromium alone: https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
interface InstallQuestion extends Event {
  /** Asks, once. @throws where it has been asked already */
  prompt(): Promise<unknown>;
}

/** A window without a browser's bars. */
const INSTALLED = matchMedia('(display-mode: standalone), (display-mode: minimal-ui), (display-mode: window-controls-overlay)');

/** Knows how Sala can be installed from this page, and keeps the browser's question until somebody wants it asked. */
class Installer {
  #question: InstallQuestion | undefined;
  readonly #listeners = new Set<() => void>();

  constructor() {
    addEventListener('beforeinstallprompt', (asked) => {
      // Without this Chromium on Android asks by itself.
      asked.preventDefault();
      this.#keep(asked as InstallQuestion);
    });
    addEventListener('appinstalled', () => this.#keep(undefined));
    INSTALLED.addEventListener('change', () => this.#changed());
  }

  /** Undefined where it cannot be installed, or is. */
  get way(): InstallWay | undefined {
    return installWay({
      isSecure: isSecureContext,
      isInstalled: INSTALLED.matches || ('standalone' in navigator && navigator.standalone === true),
      hasQuestion: this.#question !== undefined,
      hasQuestions: 'onbeforeinstallprompt' in window,
      hasStandalone: 'standalone' in navigator,
      maxTouchPoints: navigator.maxTouchPoints,
      userAgent: navigator.userAgent,
    });
  }

  /** Lets the browser ask. It brings a new question where it may be asked again. */
  ask(): void {
    const question = this.#question;
    this.#keep(undefined);
    question?.prompt().catch(() => {});
  }

  /** Calls back when there may be another way. @returns what ends that */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #keep(question: InstallQuestion | undefined): void {
    this.#question = question;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Listens from when its module is loaded: the question may come before anything is shown. */
export const installer = new Installer();
