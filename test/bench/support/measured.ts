import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DIST } from '../../support/sala-server.ts';

/** The line in which a server says where it is reached. */
const READY = /http:\/\/localhost:(\d+)/;

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));

/** What a process has used. */
export interface Usage {
  /** Of processor time, in microseconds since its start. */
  readonly cpu: number;
  /** Bytes that it holds of the machine's memory. */
  readonly rss: number;
  /** Bytes of what lives in its heap, and of buffers beside it. */
  readonly heap: number;
}

/** A server in a process of its own, whose use of processor and memory is known. */
export class Measured {
  readonly name: string;
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(name: string, port: number, child: ChildProcess) {
    this.name = name;
    this.port = port;
    this.#process = child;
  }

  /** @param options of the command @param flags of Node */
  static sala(name = 'Sala', options: readonly string[] = [], flags: readonly string[] = []): Promise<Measured> {
    return Measured.#start(name, flags, [`${DIST}/server/main.js`, '--port', '0', ...options]);
  }

  /** @param peer the name of a file in `peers` */
  static peer(name: string, peer: string): Promise<Measured> {
    const path = fileURLToPath(new URL(`../peers/${peer}.ts`, import.meta.url));
    return Measured.#start(name, ['--import', 'tsx'], [path]);
  }

  static async #start(name: string, flags: readonly string[], command: readonly string[]): Promise<Measured> {
    const words = ['--expose-gc', ...flags, '--import', PROBE, ...command];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    assert.ok(child.stdout);
    for await (const line of createInterface(child.stdout)) {
      const port = READY.exec(line)?.[1];
      if (port === undefined) continue;
      child.stdout.resume();
      return new Measured(name, Number(port), child);
    }
    return assert.fail(`${name} ended before it was ready.`);
  }

  /** @param question `memory` takes what is unused away first */
  async usage(question: 'cpu' | 'memory' = 'cpu'): Promise<Usage> {
    const listening = new AbortController();
    const { signal } = listening;
    const answered = once(this.#process, 'message', { signal });
    const ended = once(this.#process, 'disconnect', { signal });
    if (this.#process.connected) this.#process.send(question);
    const [usage] = await Promise.race([answered, ...(this.#process.connected ? [ended] : [[]])]);
    for (const given of [answered, ended]) given.catch(() => {});
    listening.abort();
    assert.ok(usage, `${this.name} ended while it was measured.`);
    return usage as Usage;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}
