import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Made by `npm run build`. */
export const COMMAND = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

/** The environment of a command that finds none of its own variables there. */
type Variables = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command while it runs. */
export class Command {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  /** @param start what it is started by, before its own arguments */
  constructor(args: readonly string[], variables: Variables = {}, start: readonly [string, ...string[]] = [process.execPath, COMMAND]) {
    const { PATH = '' } = process.env;
    const [program, ...rest] = start;
    this.#child = spawn(program, [...rest, ...args], { env: { PATH, ...variables }, stdio: ['ignore', 'pipe', 'pipe'], cwd: ROOT });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({
      code: code as number | null, signal: signal as NodeJS.Signals | null, stdout: this.stdout, stderr: this.stderr,
    }));
  }

  /** Resolves when it has printed something. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    const stopped = this.ended.then(() => {
      throw new Error(`The command ended without printing ${String(pattern)}:\n${this.stdout}${this.stderr}`);
    });
    for (;;) {
      const found = pattern.exec(this.stdout);
      if (found) {
        stopped.catch(() => {});
        return found;
      }
      await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), stopped]);
    }
  }

  async port(): Promise<number> {
    const [, port] = await this.prints(/:(\d+)\n[^]*\n\n/);
    return Number(port);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.signal(signal);
    return this.ended;
  }
}

/** Runs a server on a free port while something is done with it, then stops it. */
export async function withServer(args: readonly string[], use: (url: string, command: Command) => Promise<void>): Promise<void> {
  const command = new Command(['--port', '0', ...args]);
  try {
    await use(`http://127.0.0.1:${await command.port()}`, command);
  } finally {
    await command.stop();
  }
}
