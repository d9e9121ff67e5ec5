import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { HEALTH } from './hostile-server.ts';

/** Answers a request by itself, or says what becomes JSON. */
export type Trick = (response: ServerResponse) => unknown;

/** A server that any page may call, whose answers a test exchanges while it runs. */
export class HostileHttp {
  url = '';
  /** How often each path was asked. */
  readonly asked = new Map<string, number>();
  #tricks: Record<string, Trick> = {
    '/health': () => HEALTH,
    '/join': () => ({ status: 'success', room: 'lobby', username: 'Ana', epoch: 'e.1' }),
    '/receive': () => ({ messages: [{ type: 'message', username: 'Eve', message: 'welcome', timestamp: 1_790_000_000, id: 'w' }], epoch: 'e.1' }),
    '/user_rooms': () => ({ rooms: ['lobby'], server: 'run' }),
    '/people': () => ({ people: ['Ana', 'Eve'] }),
  };

  /** From now on these paths answer so. */
  turns(tricks: Record<string, Trick>): void {
    this.#tricks = { ...this.#tricks, ...tricks };
  }

  /** Starts it, on this machine alone. It ends with the test. */
  async start(t: TestContext): Promise<void> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://hostile');
      request.resume();
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', '*');
      if (request.method === 'OPTIONS') {
        response.end();
        return;
      }
      this.asked.set(pathname, (this.asked.get(pathname) ?? 0) + 1);
      const answer = this.#tricks[pathname]?.(response);
      if (answer !== undefined) response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
      else if (!this.#tricks[pathname]) response.writeHead(404).end();
    }).listen(0, 'localhost');
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  }
}

/** Sends spaces as fast as they are taken, until the client has had enough. */
export function endless(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1_024, ' ');
  const write = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.setHeader('Content-Type', 'application/json').on('drain', write);
  write();
}
