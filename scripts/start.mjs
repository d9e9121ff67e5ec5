// `npm start`: builds if need be, then runs the server in this process, which thereby gets the signals.
import './build.mjs';

/** How often the parent is looked for, in milliseconds. */
const PARENT_MS = 500;

// npm hands SIGTERM to the shell between itself and this process, which ends without handing it on.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
}, PARENT_MS).unref();

// Not a literal, so that nobody type-checks what was built.
const command = new URL('../dist/server/main.js', import.meta.url);
await import(command.href);

// A second signal would hurry a server that stops, and a terminal that is closed ends none.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => clearInterval(watch));
