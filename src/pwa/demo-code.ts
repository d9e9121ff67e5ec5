import { idle } from './idle.ts';
import { workerInControl, workerObstacle } from './registration.ts';

/** What some browsers tell of the connection: https://wicg.github.io/netinfo/ and https://wicg.github.io/savedata/ */
interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/**
 * Has the worker keep the demo's code once the page is loaded and has nothing to do, so that the demo opens without a
 * network though nobody has tried it. Where that fails, the next visit asks again.
 */
export async function keepDemoCode(): Promise<void> {
  // In development there is none to keep.
  if (import.meta.env.DEV || workerObstacle()) return;
  await workerInControl();
  await idle();
  if (!isSparing()) navigator.serviceWorker.controller?.postMessage('KEEP_DEMO');
}

/** Whether the connection saves data, or is too slow for what nobody asked for. */
function isSparing(): boolean {
  const { connection } = navigator as { readonly connection?: Connection };
  return connection?.saveData === true || (connection?.effectiveType ?? '').endsWith('2g');
}
