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

/** Calls back when another worker is about to take over, and waits for this page's requests to end. */
export function onTakeOver(call: () => void): void {
  if (workerObstacle()) return;
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data === 'TAKING_OVER') call();
  });
}

/** Calls back when another worker takes over a page that had one. */
export function onNewWorker(call: () => void): void {
  if (workerObstacle()) return;
  let hadWorker = navigator.serviceWorker.controller !== null;
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
