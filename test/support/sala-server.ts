import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the build makes. */
export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** The line in which the command says where it is reached. */
const READY = /This machine +http:\/\/localhost:(\d+)/;

/** The command as it is built, in a process of its own, on this machine alone. */
export class SalaServer {
  /** What the command is given beside the port. */
  options: readonly string[];
  #process: ChildProcess | undefined;
  #port = 0;
  readonly #dist: string;

  /**
   * @param dist the build, or a copy of it
   * @param options of the command
   */
  constructor(dist = DIST, options: readonly string[] = []) {
    this.#dist = dist;
    this.options = options;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://localhost:${this.#port}/`;
  }

  /** On a free port the first time, then on the same one again. */
  async start(): Promise<void> {
    const command = [`${this.#dist}/server/main.js`, '--port', String(this.#port), ...this.options];
    const server = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = server;
    for await (const line of createInterface(server.stdout)) {
      const port = READY.exec(line)?.[1];
      if (port === undefined) continue;
      this.#port = Number(port);
      // What it says from now on is nobody's, but has to go somewhere.
      server.stdout.resume();
      return;
    }
    assert.fail('The server ended before it was ready. Has it been built?');
  }

  async stop(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}
