/** Why this page cannot have a service worker, and so neither the demo nor a life without network. */
export type Obstacle = 'insecure' | 'unsupported';

export function workerObstacle(): Obstacle | undefined {
  if (!isSecureContext) return 'insecure';
  return 'serviceWorker' in navigator ? undefined : 'unsupported';
}

export interface WorkerPlace {
  /** The app's base, with a slash at its end: what the worker is responsible for. */
  readonly base: string;
  readonly url: string;
  readonly type: WorkerType;
}

/** Where the worker is: in development Vite makes one that is a module. */
export function workerPlace(base: string): WorkerPlace {
  return import.meta.env.DEV
    ? { base, url: `${base}dev-sw.js?dev-sw`, type: 'module' }
    : { base, url: `${base}sw.js`, type: 'classic' };
}

/** Registers the worker. On a return visit without a network that fails, and nothing is lost by it. */
export async function registerWorker({ base, url, type }: WorkerPlace): Promise<void> {
  if (workerObstacle()) return;
  try {
    await navigator.serviceWorker.register(url, { scope: base, type, updateViaCache: 'none' });
  } catch (error) {
    if (!navigator.serviceWorker.controller) throw error;
  }
}

/**
 * Calls back when another worker is about to take over, and waits for this page to fall silent.
 *
 * @param silence ends what asks anything of the worker; once it has, nothing does until the page is loaded anew
 */
export function onTakeOver(silence: () => Promise<void>): void {
  if (workerObstacle()) return;
  navigator.serviceWorker.addEventListener('message', ({ data, ports: [port] }) => {
    if (data === 'TAKING_OVER') void silence().finally(() => port?.postMessage('SILENT'));
  });
}

/**
 * For how long a page stays silent for a worker that is to take over, in milliseconds. Chromium ends a former one that
 * nothing asks for anything after 30 s, in the worst case.
 */
const TAKE_OVER_MS = 40_000;

/**
 * Calls back when another worker takes over a page that had one, or was to and has not. While such a page is open, none
 * does so but by `Updates.take`, here or in another page. A page that was reloaded past its worker has none, but hears of
 * it.
 */
export function onNewWorker(call: () => void): void {
  if (workerObstacle()) return;
  let hadWorker = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data !== 'TAKING_OVER') return;
    hadWorker = true;
    setTimeout(call, TAKE_OVER_MS);
  });
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadWorker) call();
    hadWorker = true;
  });
}

/** Resolves once a worker controls this page, which needs no reload: it claims the page when it activates. */
export async function workerInControl(): Promise<void> {
  if (navigator.serviceWorker.controller) return;
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}
