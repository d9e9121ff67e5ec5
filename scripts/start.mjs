// `npm start`: builds if need be, then runs the server in this process, which thereby gets the signals.
import './build.mjs';

// Not a literal, so that nobody type-checks what was built.
const command = new URL('../dist/server/main.js', import.meta.url);
await import(command.href);
