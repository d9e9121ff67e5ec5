import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer, Server as SecureServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { renderUnicodeCompact } from 'uqr';
import { isEveryAddress, isLoopback, LOOPBACK, networkAddresses, urlOf, type Scheme } from './addresses.ts';
import type { App } from './app.ts';
import { readCertificate } from './certificate.ts';
import { MissingPageError, serveFiles } from './files.ts';
import { helpText, OptionError, readOptions, type Options } from './options.ts';
import { runApp, VERSION } from './run.ts';

/** Longer than the slowest poll of a client, so that no connection ends between two of them. */
const KEEP_ALIVE_MS = 75_000;

/** After this a stop no longer waits for clients. */
const STOP_MS = 4_000;

/** What an address that cannot be listened at fails with, also a name that nobody can look up. */
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL', 'ENOTFOUND'];

/** Beside the command when it is built. */
const PAGE = fileURLToPath(new URL('../page', import.meta.url));

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

function fail(line: string): never {
  console.error(line);
  process.exit(1);
}

function listen(app: App, { certificate, port }: Options, host: string | undefined): Promise<Server> {
  const options = { keepAliveTimeout: KEEP_ALIVE_MS };
  const server = certificate
    ? createSecureServer({ ...options, ...readCertificate(certificate) }, app.handler)
    : createServer(options, app.handler);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Listens where the options say. A machine without IPv6 does without it. */
async function listenOnAll(app: App, options: Options): Promise<Server[]> {
  if (options.host !== undefined) {
    return [await listen(app, options, options.host === true ? undefined : options.host)];
  }
  const [v4, v6] = LOOPBACK;
  const first = await listen(app, options, v4);
  try {
    return [first, await listen(app, { ...options, port: portOf(first) }, v6)];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return [first];
    first.close();
    throw error;
  }
}

function schemeOf({ certificate }: Options): Scheme {
  return certificate ? 'https' : 'http';
}

/** The addresses at which others reach the server. */
function sharedUrls(options: Options, port: number): string[] {
  const { host, publicUrl } = options;
  const scheme = schemeOf(options);
  if (publicUrl !== undefined) return [publicUrl];
  if (host === undefined) return [];
  if (isEveryAddress(host)) return networkAddresses().map((address) => urlOf(scheme, address, port));
  return typeof host === 'string' && !isLoopback(host) ? [urlOf(scheme, host, port)] : [];
}

function announce(options: Options, port: number, urls: readonly string[]): void {
  log(`Sala ${VERSION} is running.`);
  const own = options.host === undefined || isEveryAddress(options.host) || isLoopback(String(options.host));
  if (own) console.log(`\n  This machine   ${schemeOf(options)}://localhost:${port}`);
  for (const url of urls) console.log(`  Others         ${url}`);
  const [first] = urls;
  if (first !== undefined) console.log(`\n${renderUnicodeCompact(first)}\n`);
  else console.log('  Others         start it with --host to let phones in this network join\n');
}

/** Lets new connections have a renewed certificate. One that cannot be used changes nothing. */
function renewOnHangUp(servers: readonly Server[], { certificate }: Options): void {
  if (!certificate) return;
  process.on('SIGHUP', () => {
    try {
      const renewed = readCertificate(certificate);
      for (const server of servers) if (server instanceof SecureServer) server.setSecureContext(renewed);
      log('Read the certificate anew (SIGHUP).');
    } catch (error) {
      log(`Kept the certificate as it was (SIGHUP). ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

async function stop(app: App, servers: readonly Server[], signal: string): Promise<void> {
  log(`Stopping (${signal}).`);
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  app.stop();
  for (const server of servers) server.closeIdleConnections();
  setTimeout(() => servers.forEach((server) => server.closeAllConnections()), STOP_MS).unref();
  await Promise.all(closed);
  log('Stopped.');
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') return console.log(helpText());

  const urls: string[] = [];
  const app = runApp({ limits: options.limits, urls, log, verbose: options.verbose, files: serveFiles(PAGE) });
  const servers = await listenOnAll(app, options);
  const port = portOf(servers[0] as Server);
  urls.push(...sharedUrls(options, port));
  announce(options, port, urls);
  renewOnHangUp(servers, options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(app, servers, signal));
}

try {
  await main();
} catch (error) {
  const { code, message, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (error instanceof OptionError || error instanceof MissingPageError) fail(message);
  if (code === 'EADDRINUSE') fail(`Port ${port} is in use. Stop what uses it, or choose another with --port.`);
  if (code === 'EACCES') fail(`Port ${port} needs more rights. Choose one from 1024 with --port.`);
  if (code !== undefined && NO_SUCH_ADDRESS.includes(code)) fail('This machine has no such address. See --host in --help.');
  throw error;
}
