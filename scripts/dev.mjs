// `npm run dev`: page and server from their sources, in one process and at one origin.
import { createServer } from 'vite';
import { ROOT } from './paths.mjs';

const port = process.argv.indexOf('--port');
const server = await createServer({
  root: ROOT,
  server: port > 0 ? { port: Number(process.argv[port + 1]) } : {},
});
await server.listen();
server.printUrls();
