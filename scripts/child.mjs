// A process of ours ends when we do: by Ctrl+C, by a signal, or when what started us is gone.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How often the parent is looked for, in milliseconds. */
const PARENT_MS = 500;

const GUARDED = fileURLToPath(new URL('guarded.mjs', import.meta.url));

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @param {() => void} call when what started this process has ended @returns {() => void} what ends the watch */
export function onParentGone(call) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    call();
  }, PARENT_MS).unref();
  return () => clearInterval(watch);
}

/**
 * Ends this process with its parent: npm hands SIGTERM to the shell between them, which ends without handing it on.
 *
 * @returns what keeps it from that
 */
export function endWithParent() {
  return onParentGone(() => process.kill(process.pid, 'SIGTERM'));
}

/**
 * Runs a program. What would end this process ends the program first, with all that it has started.
 *
 * @param {string} program @param {string[]} args @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{code: number | null, stderr: string, signal: NodeJS.Signals | undefined}>} code 127: there is no such program; the signal is what this process got
 */
export function runChild(program, args, options) {
  // Windows has no groups of processes, and finds npm by a shell alone.
  const isWindows = process.platform === 'win32';
  const [first, rest] = isWindows ? [program, args] : [process.execPath, [GUARDED, program, ...args]];
  const child = spawn(first, rest, { ...options, stdio: ['ignore', 'inherit', 'pipe'], detached: !isWindows, shell: isWindows });
  let stderr = '';
  /** @type {NodeJS.Signals | undefined} */
  let signal;
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => { stderr += text; });
  const stop = (/** @type {NodeJS.Signals} */ got) => {
    signal ??= got;
    if (isWindows || !child.pid) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  };
  for (const each of SIGNALS) process.on(each, stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      for (const each of SIGNALS) process.off(each, stop);
      resolve({ code, stderr, signal });
    });
  });
}
