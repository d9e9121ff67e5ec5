import type { Server } from 'node:http';
import { Server as SecureServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { renderUnicodeCompact } from 'uqr';
import { isEveryAddress, isLoopback, LOOPBACK, networkAddresses, urlOf, type Scheme } from './addresses.ts';
import { readCertificate } from './certificate.ts';
import { MissingPageError, serveFiles } from './files.ts';
import { Connections } from './http/connections.ts';
import { log, print, printError } from './log.ts';
import { helpText, OptionError, readOptions, type CertificateFiles, type Options } from './options.ts';
import { runApp, VERSION } from './run.ts';
import { stopOnSignals } from './stopping.ts';

/** What an address that cannot be listened at fails with, also a name that nobody can look up. */
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL', 'ENOTFOUND'];

/** Beside the command when it is built. */
const PAGE = fileURLToPath(new URL('../page', import.meta.url));

function listen(connections: Connections, port: number, host: string | undefined): Promise<Server> {
  const server = connections.newServer();
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
async function listenOnAll(connections: Connections, { port, host }: Options): Promise<Server[]> {
  if (host !== undefined) return [await listen(connections, port, host === true ? undefined : host)];
  const [v4, v6] = LOOPBACK;
  const first = await listen(connections, port, v4);
  try {
    return [first, await listen(connections, portOf(first), v6)];
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

/** Why there is no address for others. */
function adviceForOthers({ host }: Options): string {
  if (isEveryAddress(host)) return 'none yet: this machine is in no network. Connect it, then start Sala again';
  const flag = host === undefined ? '--host' : '--host and no address after it';
  return `start it with ${flag} to let phones in this network join`;
}

function announce(options: Options, port: number, urls: readonly string[]): void {
  log(`Sala ${VERSION} is running.`);
  const own = options.host === undefined || isEveryAddress(options.host) || isLoopback(String(options.host));
  if (own) print(`\n  This machine   ${schemeOf(options)}://localhost:${port}`);
  for (const url of urls) print(`  Others         ${url}`);
  const [first] = urls;
  if (first !== undefined) print(`\n${renderUnicodeCompact(first)}\n`);
  else print(`  Others         ${adviceForOthers(options)}\n`);
}

/** Lets new connections have a renewed certificate. One that cannot be used changes nothing. */
function renew(servers: readonly Server[], files: CertificateFiles): void {
  try {
    const renewed = readCertificate(files);
    for (const server of servers) if (server instanceof SecureServer) server.setSecureContext(renewed);
    log('Read the certificate again (SIGHUP).');
  } catch (error) {
    log(`Kept the certificate as it was (SIGHUP). ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A terminal that is closed sends it too, so that it ends no server. */
function takeHangUps(servers: readonly Server[], { certificate }: Options): void {
  process.on('SIGHUP', () => {
    if (certificate) renew(servers, certificate);
    else log('There is no certificate to read again (SIGHUP).');
  });
}

async function main(options: Options): Promise<void> {
  const urls: string[] = [];
  const { limits, maxConnections, certificate, verbose } = options;
  const app = runApp({ limits, urls, log, verbose, files: serveFiles(PAGE) });
  const connections = new Connections(app.handler, {
    maxConnections,
    certificate: certificate && readCertificate(certificate),
    onUnreadable: verbose ? log : undefined,
  });
  const servers = await listenOnAll(connections, options);
  const port = portOf(servers[0] as Server);
  urls.push(...sharedUrls(options, port));
  announce(options, port, urls);
  takeHangUps(servers, options);
  stopOnSignals({ app, servers, connections });
}

/** What ends the command before it runs, in one line for a person. */
function toLine(error: unknown): string {
  const { code = '', message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof OptionError || error instanceof MissingPageError) return message;
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what uses it, or choose another with --port.`;
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one from 1024 with --port.`;
  if (NO_SUCH_ADDRESS.includes(code)) return 'This machine has no such address. See --host in --help.';
  throw error;
}

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') print(helpText());
  else if (options === 'version') print(VERSION);
  else await main(options);
} catch (error) {
  printError(toLine(error));
  process.exit(1);
}
