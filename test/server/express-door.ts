import type { AddressInfo } from 'node:net';
import { createApp } from '../../server/app.ts';
import { Connections } from '../../server/http/connections.ts';
import { DEFAULT_MAX_CONNECTIONS } from '../../server/options.ts';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { newIdentity } from '../../server/run.ts';
import type { Door, TestServer } from '../contract/door.ts';
import { SetClocks } from '../contract/set-clocks.ts';

/** Express over real HTTP, in this process. */
export const expressDoor: Door = {
  name: 'Express',
  lacks: {},
  async newServer(limits): Promise<TestServer> {
    const clocks = new SetClocks();
    const faults: unknown[] = [];
    const { server: name, nextId } = newIdentity();
    const { wallClock, monotonicClock } = clocks;
    const app = createApp({
      limits: { ...DEFAULT_LIMITS, ...limits },
      identity: { version: '1.2.3', server: name, urls: [], history: limits.history ?? DEFAULT_LIMITS.history },
      nextId,
      wallClock,
      monotonicClock,
      reportFault: (fault) => faults.push(fault),
    });
    const server = new Connections(app.handler, { maxConnections: DEFAULT_MAX_CONNECTIONS }).newServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      clocks,
      breakDown: (secret) => clocks.breakDown(secret),
      drain: () => app.drain(),
      stop: () => app.stop(),
      async close() {
        app.stop();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        clocks.expectNone(faults);
      },
    };
  },
};
