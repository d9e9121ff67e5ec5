import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../server/app.ts';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { newIdentity } from '../../server/run.ts';
import type { Door, TestServer } from '../contract/door.ts';

/** When the tests' wall clock begins, in microseconds since the Unix epoch. It stands still unless it is moved. */
const START_MICROS = 1_790_000_000_123_456;

const MICROSECONDS = 1_000_000;
const MILLISECONDS = 1_000;

/** Express over real HTTP, in this process, with clocks that stand still unless a rule moves them. */
export const expressDoor: Door = {
  name: 'Express',
  lacks: {},
  async newServer(limits): Promise<TestServer> {
    let wallMicros = START_MICROS;
    let monotonicMs = 0;
    let secret: string | undefined;
    const faults: unknown[] = [];
    const { server: name, nextId } = newIdentity();
    const app = createApp({
      limits: { ...DEFAULT_LIMITS, ...limits },
      identity: { version: '1.2.3', server: name, urls: [], history: limits.history ?? DEFAULT_LIMITS.history },
      nextId,
      wallClock() {
        if (secret !== undefined) throw new Error(secret);
        return wallMicros;
      },
      monotonicClock: () => monotonicMs,
      reportFault: (fault) => faults.push(fault),
    });
    const server = createServer(app.handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      clocks: {
        pass(seconds) {
          wallMicros += seconds * MICROSECONDS;
          monotonicMs += seconds * MILLISECONDS;
        },
        setWallClock(bySeconds) {
          wallMicros += bySeconds * MICROSECONDS;
        },
      },
      breakDown(text) {
        secret = text;
      },
      stop: () => app.stop(),
      async close() {
        app.stop();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        const [fault] = faults;
        if (fault !== undefined && secret === undefined) throw new Error('The server met a fault.', { cause: fault });
      },
    };
  },
};
