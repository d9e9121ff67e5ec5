import { loadLater } from '../components/code.ts';
import { getLocale } from '../locales/locale.ts';
import { registerWorker, workerInControl, workerObstacle, workerPlace, type Obstacle } from '../pwa/registration.ts';

/** Where a page's demo server is: below the page's own base, so that its worker sees the requests. */
export function demoBase(pageBase: string): string {
  return `${pageBase}demo/`;
}

/** Why this page can have no demo. */
export function demoObstacle(): Obstacle | undefined {
  return workerObstacle();
}

/** Silences the demo. */
let running: Promise<() => void> | undefined;

/**
 * Starts the demo server in this page, once. It is then a server like any other, at `demoBase`.
 *
 * @throws where its code cannot be loaded: offline, and not kept at an earlier visit
 */
export async function openDemo(pageBase: string): Promise<void> {
  running ??= start(pageBase).catch((error: unknown) => {
    running = undefined;
    throw error;
  });
  await running;
}

/** Answers what the demo in this page holds. From now on it answers at once, and asks nothing of the worker by itself. */
export async function silenceDemo(): Promise<void> {
  // One that could not be started asks for nothing.
  const silence = await running?.catch(() => undefined);
  silence?.();
}

async function start(pageBase: string): Promise<() => void> {
  const place = workerPlace(pageBase);
  // First the worker, which keeps the demo's code for when there is no network.
  await registerWorker(place);
  await workerInControl();
  const { startDemo } = await loadLater(import('../../mocks/browser.ts'));
  return startDemo({
    base: demoBase(pageBase), workerUrl: place.url, version: import.meta.env['SALA_VERSION'] as string, locale: getLocale(),
  });
}
