import { setupWorker } from 'msw/browser';
import type { Limits } from '../../server/rooms/limits.ts';
import { openDemo } from '../../mocks/browser.ts';
import type { TestServer } from '../contract/door.ts';
import { SetClocks } from '../contract/set-clocks.ts';

/*
 * Runs in a frame below the worker's scope, as the app's own page would, with the real worker between a request and
 * its answer. Each test server has a path of its own below the demo's, and so its own database.
 */

const worker = setupWorker();
let servers = 0;

async function newServer(limits: Partial<Limits>): Promise<TestServer> {
  const clocks = new SetClocks();
  const faults: unknown[] = [];
  const base = new URL(`demo/${servers++}/`, location.href).href;
  const { wallClock, monotonicClock } = clocks;
  const demo = await openDemo({
    base,
    version: '1.2.3',
    limits: { presenceTimeout: 900, ...limits },
    wallClock,
    monotonicClock,
    reportFault: (fault) => faults.push(fault),
  });
  worker.use(...demo.handlers);
  return {
    url: base.slice(0, -1),
    clocks,
    breakDown: (secret) => clocks.breakDown(secret),
    async close() {
      demo.close();
      indexedDB.deleteDatabase(demo.name);
      clocks.expectNone(faults);
    },
  };
}

/** What the frame offers to the test around it. */
export interface DoorFrame extends Window {
  readonly ready: Promise<void>;
  readonly newServer: typeof newServer;
  readonly forgetServers: () => void;
  readonly fetch: typeof fetch;
}

const ready = (async () => {
  const url = new URL('sw.js', location.href).href;
  const registration = await navigator.serviceWorker.register(url);
  if (!navigator.serviceWorker.controller) {
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  }
  await worker.start({ serviceWorker: { url }, onUnhandledFrame: 'bypass', quiet: true });
  return void registration;
})();

Object.assign(window, { ready, newServer, forgetServers: () => worker.resetHandlers() });
