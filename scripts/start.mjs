// `npm start`: installs and builds if need be, then runs the server in this process, which thereby gets the signals.
import './node-version.mjs';
import { build, isBuilt } from './builds.mjs';
import { endWithParent } from './child.mjs';
import { install } from './packages.mjs';
import { ROOT } from './paths.mjs';
import { refuseEarly } from './early.mjs';

const outlive = endWithParent();
// What is built needs no packages.
if (!isBuilt()) {
  const args = process.argv.slice(2);
  await refuseEarly(args);
  await install(ROOT);
  await refuseEarly(args);
  await build();
}

// Not a literal, so that nobody type-checks what was built.
const command = new URL('../dist/server/main.js', import.meta.url);
await import(command.href);

// A second signal would hurry a server that stops, and a terminal that is closed ends none.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, outlive);
