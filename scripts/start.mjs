// `npm start`: builds if need be, then runs the server in this process, which thereby gets the signals.
import './build.mjs';

await import('../dist/server/main.js');
