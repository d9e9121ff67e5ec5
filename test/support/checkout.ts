import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Ended } from './command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Takes the place of Vite, of which `npm start` needs nothing else here. */
const PACKAGE = 'vite';
const PACKAGE_CODE = `
  export async function runnerImport() {
    // As the real one does.
    process.env.NODE_ENV ??= 'development';
    return { module: { readOptions: () => ({ port: 0 }) } };
  }
`;

/** Takes the place of what builds. What it builds says that it runs, and with which package it was built. */
const BUILDS = `
  import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
  export const isBuilt = () => existsSync('dist/server/main.js');
  export async function build() {
    const { version } = JSON.parse(readFileSync('node_modules/${PACKAGE}/package.json', 'utf8'));
    mkdirSync('dist/server', { recursive: true });
    writeFileSync('dist/server/main.js', \`console.log('running, built with \${version} for \${process.env.NODE_ENV ?? 'production'}');\`);
  }
`;

/** A registry with the package in two versions. */
export interface Registry {
  readonly url: string;
  /** What was asked for. */
  readonly asked: readonly string[];
  /** From now on nothing is answered. @returns the answer for which a client waits first */
  hang(): Promise<ServerResponse>;
  close(): void;
}

/** A checkout whose scripts are the real ones, with one package to install. */
export interface Checkout {
  readonly folder: string;
  readonly registry: Registry;
  /** Has the lock file name this version. */
  wants(version: '1.0.0' | '2.0.0'): void;
  /** The version that is installed. */
  readonly installed: string | undefined;
  /** What is left of an install that did not end well. */
  readonly leftovers: boolean;
  /** Runs a program in it as somebody may who comes with nothing but a path. */
  run(program: string, args: readonly string[], options?: { readonly uid?: number; readonly env?: Readonly<Record<string, string>> }): Run;
  /** As `run`, of `npm start`. */
  start(...args: string[]): Run;
}

/** Processes that run, as a group of their own. */
export interface Run {
  readonly ended: Promise<Ended>;
  /** To the first process alone, as `kill` does it. */
  signal(signal: NodeJS.Signals): void;
  /** To all of the group, as a terminal does it. */
  signalGroup(signal: NodeJS.Signals): void;
}

interface Tarball {
  readonly bytes: Buffer;
  readonly integrity: string;
}

function pack(version: string): Tarball {
  const folder = mkdtempSync(join(tmpdir(), 'sala-package-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: PACKAGE, version, type: 'module', exports: './index.js' }));
  writeFileSync(join(folder, 'index.js'), PACKAGE_CODE);
  spawnSync('npm', ['pack', '--silent'], { cwd: folder });
  const bytes = readFileSync(join(folder, `${PACKAGE}-${version}.tgz`));
  rmSync(folder, { recursive: true });
  return { bytes, integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}` };
}

const tarballs = new Map<string, Tarball>();

function tarballOf(version: string): Tarball {
  const tarball = tarballs.get(version) ?? pack(version);
  tarballs.set(version, tarball);
  return tarball;
}

async function startRegistry(t: TestContext): Promise<Registry> {
  const asked: string[] = [];
  let hangs: ((response: ServerResponse) => void) | undefined;
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (hangs) return hangs(response);
    const [, version] = /-(\d[\d.]*)\.tgz$/.exec(url) ?? [];
    if (version) return response.end(tarballOf(version).bytes);
    const versions = ['1.0.0', '2.0.0'].map((each) => [each, {
      name: PACKAGE, version: each, dist: { tarball: `${registry.url}${PACKAGE}/-/${PACKAGE}-${each}.tgz`, integrity: tarballOf(each).integrity },
    }]);
    return response.end(JSON.stringify({ 'name': PACKAGE, 'dist-tags': { latest: '2.0.0' }, 'versions': Object.fromEntries(versions) as unknown }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const registry = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    hang: () => new Promise<ServerResponse>((resolve) => { hangs = resolve; }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  t.after(registry.close);
  return registry;
}

/** All of it ends with the test. */
export async function newCheckout(t: TestContext): Promise<Checkout> {
  const registry = await startRegistry(t);
  const folder = mkdtempSync(join(tmpdir(), 'sala-checkout-'));
  const home = mkdtempSync(join(tmpdir(), 'sala-home-'));
  t.after(() => { for (const each of [folder, home]) rmSync(each, { recursive: true, force: true }); });
  for (const each of ['.npmrc', 'scripts', 'server', 'src/protocol']) cpSync(join(ROOT, each), join(folder, each), { recursive: true });
  writeFileSync(join(folder, 'scripts/builds.mjs'), BUILDS);
  const npmEnv = { npm_config_registry: registry.url, npm_config_cache: join(home, 'cache'), npm_config_update_notifier: 'false', HOME: home };

  const checkout: Checkout = {
    folder,
    registry,
    wants(version) {
      const root = { name: 'checkout', version: '1.0.0', private: true, type: 'module', dependencies: { [PACKAGE]: version } };
      const scripts = { start: 'node scripts/start.mjs' };
      const packages = { '': root, [`node_modules/${PACKAGE}`]: { version, integrity: tarballOf(version).integrity } };
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...root, scripts }));
      writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ name: root.name, version: root.version, lockfileVersion: 3, requires: true, packages }));
    },
    get installed() {
      const path = join(folder, 'node_modules', PACKAGE, 'package.json');
      return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version : undefined;
    },
    get leftovers() {
      const { stdout } = spawnSync('ls', ['-A', join(folder, '.cache')], { encoding: 'utf8' });
      return stdout !== '';
    },
    run(program, args, { uid, env = {} } = {}) {
      const { PATH = '' } = process.env;
      const options = { cwd: folder, env: { PATH, ...npmEnv, ...env }, detached: true, ...(uid === undefined ? {} : { uid, gid: uid }) };
      const child = spawn(program, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
      const run = { ended: endOf(child), signal: (signal: NodeJS.Signals) => void child.kill(signal), signalGroup: (signal: NodeJS.Signals) => signalGroup(child, signal) };
      t.after(() => run.signalGroup('SIGKILL'));
      return run;
    },
    start: (...args) => checkout.run('npm', ['start', '--', ...args]),
  };
  mkdirSync(join(home, 'cache'));
  checkout.wants('1.0.0');
  return checkout;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // All have ended.
  }
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  for (const which of ['stdout', 'stderr'] as const) child[which]?.setEncoding('utf8').on('data', (text: string) => { texts[which] += text; });
  const [code, signal] = await once(child, 'close') as [number | null, NodeJS.Signals | null];
  return { code, signal, ...texts };
}
