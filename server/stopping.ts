import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './app.ts';
import type { Connections } from './http/connections.ts';
import { flush, log } from './log.ts';

/** For how long polls are still answered, in milliseconds: the pause of the quickest client between two of them. */
const DRAIN_MS = 1_000;

/** For how long clients are waited for after that, in milliseconds. */
const CLOSE_MS = 3_000;

/** Signals this close together are one press of keys, since npm passes on what the terminal has sent already. */
const SAME_PRESS_MS = 100;

export interface Running {
  readonly app: App;
  readonly servers: readonly Server[];
  readonly connections: Connections;
}

/** Ends the process on SIGTERM and SIGINT, at once on a second one. */
export function stopOnSignals(running: Running): void {
  const hurry = new AbortController();
  let first: number | undefined;
  const take = (signal: NodeJS.Signals): void => {
    if (first === undefined) {
      first = performance.now();
      void stop(running, signal, hurry.signal).then(() => process.exit());
    } else {
      // Nobody is cut off before what was confirmed could be read, unless somebody has pressed twice.
      const wait = performance.now() - first < SAME_PRESS_MS ? DRAIN_MS : 0;
      setTimeout(() => hurry.abort(), wait).unref();
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, take);
}

/** First takes no more messages, so that those it confirmed are read by who polls; then takes no more connections. */
async function stop({ app, servers, connections }: Running, signal: string, hurry: AbortSignal): Promise<void> {
  log(`Stopping (${signal}).`);
  app.drain();
  if (connections.expectsRequests()) await sleep(DRAIN_MS, undefined, { signal: hurry }).catch(() => {});
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  app.stop();
  connections.closeIdle();
  const closeAll = () => servers.forEach((server) => server.closeAllConnections());
  if (hurry.aborted) closeAll();
  hurry.addEventListener('abort', closeAll);
  setTimeout(closeAll, CLOSE_MS).unref();
  await closed;
  log('Stopped.');
  await flush();
}
