// Runs a program, and ends it with all that it has started once the process that started this one is gone, however that
// ended: `node scripts/guarded.mjs PROGRAM ARGUMENT…`, as the first of a group of processes.
import { spawn } from 'node:child_process';
import { onParentGone } from './child.mjs';

/** What a shell says where there is no such program. */
const NOT_FOUND = 127;

onParentGone(() => process.kill(-process.pid, 'SIGKILL'));
const [program = '', ...args] = process.argv.slice(2);
spawn(program, args, { stdio: 'inherit' })
  .once('error', () => process.exit(NOT_FOUND))
  .once('close', (code) => process.exit(code ?? 1));
