// Says what would keep the server from starting, before installing and building take their minute.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { isInstalled } from './installed.mjs';
import { ROOT } from './paths.mjs';

/**
 * Ends this process where its arguments are wrong or ask for help, or the port is in use.
 *
 * @param {string[]} args
 */
export async function refuseEarly(args) {
  const options = await readOptions(args);
  const { port, host } = options ?? wordsOf(args);
  const hosts = host === undefined ? ['127.0.0.1', '::1'] : [host === true ? undefined : host];
  for (const each of hosts) {
    if (await isInUse(port, each)) end(1, `Port ${port} is in use. Stop what uses it, or choose another with --port.`);
  }
}

/** By the server's own code, as soon as there is something that can run it: a newer Node, or what is installed. @param {string[]} args */
async function readOptions(args) {
  const path = new URL('../server/options.ts', import.meta.url);
  /** @type {typeof import('../server/options.ts')} */
  let code;
  if (/** @type {{typescript?: unknown}} */ (process.features).typescript) code = await import(path.href);
  else if (isInstalled(ROOT)) code = await importByVite(fileURLToPath(path));
  else return undefined;
  try {
    const options = /** @type {import('../server/options.ts').Options | string} */ (code.readOptions(args, process.env));
    if (typeof options !== 'string') return options;
    return end(0, options === 'help' ? code.helpText() : JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).version);
  } catch (error) {
    return end(1, /** @type {Error} */ (error).message);
  }
}

/** @param {string} path */
async function importByVite(path) {
  const { runnerImport } = await import('vite');
  const { env } = process;
  const { NODE_ENV } = env;
  const { module } = await runnerImport(path);
  // Vite says there that it is for development, and would then build for that.
  if (NODE_ENV === undefined) delete env['NODE_ENV'];
  return module;
}

/** The address as it is written, where nothing can read it better: what is wrong in it the server says later. @param {string[]} args */
function wordsOf(args) {
  const words = args.flatMap((arg) => (arg.startsWith('--') ? arg.split('=') : arg));
  const after = (/** @type {string} */ flag) => (words.includes(flag) ? words[words.indexOf(flag) + 1] ?? '' : undefined);
  const host = after('--host');
  return {
    port: Number(after('--port') ?? (process.env['PORT'] || 5501)),
    host: host === '' || host?.startsWith('--') ? /** @type {const} */ (true) : host ?? (process.env['HOST'] || undefined),
  };
}

/** @param {number} port @param {string | undefined} host */
function isInUse(port, host) {
  if (!(port > 0 && port < 65_536)) return false;
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ { code }) => resolve(code === 'EADDRINUSE'));
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
}

/** @param {number} code @param {string} line @returns {never} */
function end(code, line) {
  console[code === 0 ? 'log' : 'error'](line);
  process.exit(code);
}
