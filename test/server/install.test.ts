// What `npm start` does before the server runs: with the real npm, a registry on this machine and real signals.
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { expect } from 'chai';
import { isInstalled } from '../../scripts/installed.mjs';
import { newCheckout, type Checkout } from '../support/checkout.ts';
import type { Ended } from '../support/command.ts';

/** Of `nobody`, who may write nowhere but in temporary folders. */
const NOBODY = 65_534;

const RUNNING = /^running, built with /m;

function expectFailure({ code, stdout, stderr }: Ended, about: RegExp): void {
  expect(stderr).to.match(about);
  expect(stderr.trimEnd().split('\n'), stderr).to.have.length(1);
  expect(stdout).not.to.match(RUNNING);
  expect(code).to.equal(1);
}

async function installedByHand(t: TestContext): Promise<Checkout> {
  const checkout = await newCheckout(t);
  expect((await checkout.run('npm', ['ci']).ended).code).to.equal(0);
  return checkout;
}

test('a checkout without packages installs them once, builds and runs', async (t) => {
  const checkout = await newCheckout(t);
  const first = await checkout.start().ended;
  expect(first.stdout).to.match(/^Installing packages/m).and.match(/built with 1\.0\.0 for production/);
  expect(checkout.leftovers).to.equal(false);
  checkout.registry.close();
  const second = await checkout.start().ended;
  expect(second.stdout).to.match(RUNNING).and.not.match(/Installing/);
});

test('packages that somebody installed by hand are not installed again', async (t) => {
  const checkout = await installedByHand(t);
  checkout.registry.close();
  const { code, stdout, stderr } = await checkout.start().ended;
  expect(stdout).to.match(RUNNING).and.not.match(/Installing/);
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
});

test('what was built runs without any packages', async (t) => {
  const checkout = await installedByHand(t);
  await checkout.start().ended;
  rmSync(join(checkout.folder, 'node_modules'), { recursive: true });
  checkout.registry.close();
  expect((await checkout.start().ended).stdout).to.match(RUNNING);
});

test('without a network an install says so, and leaves what works', async (t) => {
  const checkout = await installedByHand(t);
  checkout.wants('2.0.0');
  checkout.registry.close();
  expectFailure(await checkout.start().ended, /^Failed to install the packages\. .*Is there a network\?.*still there\.$/m);
  expect(checkout.installed).to.equal('1.0.0');
  expect(checkout.leftovers).to.equal(false);
  checkout.wants('1.0.0');
  expect((await checkout.start().ended).stdout).to.match(RUNNING);
});

test('a lock file that does not fit package.json is named, and leaves what works', async (t) => {
  const checkout = await installedByHand(t);
  checkout.wants('2.0.0');
  cpSync(join(checkout.folder, 'package.json'), join(checkout.folder, 'other.json'));
  checkout.wants('1.0.0');
  renameSync(join(checkout.folder, 'other.json'), join(checkout.folder, 'package.json'));
  rmSync(join(checkout.folder, 'node_modules/.package-lock.json'));
  expectFailure(await checkout.start().ended, /package\.json and package-lock\.json do not fit together/);
  expect(checkout.installed).to.equal('1.0.0');
});

const ENDS = {
  'SIGTERM to npm start': (run: ReturnType<Checkout['start']>) => run.signal('SIGTERM'),
  'SIGTERM to all of it': (run: ReturnType<Checkout['start']>) => run.signalGroup('SIGTERM'),
  'Ctrl+C': (run: ReturnType<Checkout['start']>) => run.signalGroup('SIGINT'),
  'a closed terminal': (run: ReturnType<Checkout['start']>) => run.signalGroup('SIGHUP'),
};

for (const [name, end] of Object.entries(ENDS)) {
  test(`${name} ends an install with its processes, and leaves what works`, async (t) => {
    const checkout = await installedByHand(t);
    checkout.wants('2.0.0');
    const asked = checkout.registry.hang();
    const run = checkout.start();
    const closed = once(await asked, 'close');
    end(run);
    // The connection of the npm that installs.
    await closed;
    expect((await run.ended).stdout).not.to.match(RUNNING);
    expect(checkout.installed).to.equal('1.0.0');
  });
}

test('a killed install ends with its processes, leaves what works, and is made up for', async (t) => {
  const checkout = await installedByHand(t);
  checkout.wants('2.0.0');
  const asked = checkout.registry.hang();
  const run = checkout.start();
  const closed = once(await asked, 'close');
  run.signalGroup('SIGKILL');
  await closed;
  await run.ended;
  expect(checkout.installed).to.equal('1.0.0');
  expect(checkout.leftovers).to.equal(true);

  const other = await newCheckout(t);
  for (const each of ['node_modules', '.cache']) cpSync(join(checkout.folder, each), join(other.folder, each), { recursive: true });
  other.wants('2.0.0');
  expect((await other.start().ended).stdout).to.match(/built with 2\.0\.0/);
  expect(other.leftovers).to.equal(false);
});

test('packages that were just being replaced as the power went are put back', async (t) => {
  const checkout = await installedByHand(t);
  const { ended } = checkout.run(process.execPath, ['-p', 'process.pid']);
  const pid = (await ended).stdout.trim();
  const aside = join(checkout.folder, `.cache/node_modules-${pid}`);
  mkdirSync(aside, { recursive: true });
  renameSync(join(checkout.folder, 'node_modules'), join(aside, 'former'));
  checkout.registry.close();
  expect((await checkout.start().ended).stdout).to.match(RUNNING);
  expect(checkout.leftovers).to.equal(false);
});

/** Runs `npm start` as somebody who may not write there. */
async function startedByOther(t: TestContext, checkout: Checkout): Promise<Ended | undefined> {
  const home = mkdtempSync(join(tmpdir(), 'sala-other-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const env = { HOME: home, npm_config_cache: join(home, 'cache') };
  if (process.getuid?.() !== 0) {
    chmodSync(checkout.folder, 0o555);
    t.after(() => chmodSync(checkout.folder, 0o755));
    return checkout.run('npm', ['start'], { env }).ended;
  }
  chmodSync(home, 0o777);
  chmodSync(checkout.folder, 0o755);
  const trial = await checkout.run(process.execPath, ['-p', 'process.cwd()'], { uid: NOBODY, env }).ended.catch(() => undefined);
  if (trial?.code !== 0) return t.skip('this system runs nothing as nobody') as undefined;
  return checkout.run('npm', ['start'], { uid: NOBODY, env }).ended;
}

test('a checkout that may not be written and is not installed says so, and asks no network', async (t) => {
  const checkout = await newCheckout(t);
  const ended = await startedByOther(t, checkout);
  if (!ended) return;
  expectFailure(ended, /^Failed to install the packages\. This folder may not be written \(EACCES .*\)\./);
  expect(checkout.registry.asked).to.deep.equal([]);
});

test('a checkout that may not be written, but is built, runs without a trace or a network', async (t) => {
  const checkout = await installedByHand(t);
  await checkout.start().ended;
  const before = readdirSync(checkout.folder, { recursive: true });
  checkout.registry.close();
  const ended = await startedByOther(t, checkout);
  if (!ended) return;
  expect(ended.stdout).to.match(RUNNING);
  expect(ended).to.include({ code: 0, stderr: '' });
  expect(readdirSync(checkout.folder, { recursive: true })).to.deep.equal(before);
});

test('a port in use is said with its number before anything is installed', async (t) => {
  const checkout = await newCheckout(t);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const port = String((other.address() as AddressInfo).port);
  for (const run of [checkout.start('--port', port), checkout.start(`--port=${port}`), checkout.run('npm', ['start'], { env: { PORT: port } })]) {
    expectFailure(await run.ended, new RegExp(`^Port ${port} is in use\\.`));
  }
  expect(checkout.registry.asked).to.deep.equal([]);
});

test('where there is no npm, it is said what to install', async (t) => {
  const checkout = await newCheckout(t);
  const path = mkdtempSync(join(tmpdir(), 'sala-path-'));
  t.after(() => rmSync(path, { recursive: true }));
  symlinkSync(process.execPath, join(path, 'node'));
  expectFailure(await checkout.run(process.execPath, ['scripts/start.mjs'], { env: { PATH: path } }).ended, /There is no npm\. Install Node\.js with npm/);
});

interface Said {
  readonly version?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

type Packages = Readonly<Record<string, Said>>;

/** Whether packages are taken for those that are wanted. */
function fits(wanted: Packages, found: Packages | undefined, folders = Object.keys(found ?? {})): boolean {
  const root = `${mkdtempSync(join(tmpdir(), 'sala-locks-'))}/`;
  const write = (path: string, content: unknown): void => {
    mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, JSON.stringify(content));
  };
  write('package-lock.json', { packages: { '': {}, ...wanted } });
  if (found) write('node_modules/.package-lock.json', { packages: found });
  for (const folder of folders) write(`${folder}/package.json`, {});
  try {
    return isInstalled(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('what is installed is held against the lock file, package by package', () => {
  const a = { 'node_modules/a': { version: '1.0.0' } };
  expect(fits(a, a), 'the same').to.equal(true);
  expect(fits(a, undefined), 'nothing').to.equal(false);
  expect(fits(a, { 'node_modules/a': { version: '1.0.1' } }), 'another version').to.equal(false);
  expect(fits(a, {}), 'missing').to.equal(false);
  expect(fits(a, a, []), 'its folder is gone').to.equal(false);
  expect(fits(a, { ...a, 'node_modules/trial': { version: '1.0.0' } }), 'one more').to.equal(true);
  expect(fits(a, { ...a, 'node_modules/a/node_modules/b': { version: '1.0.0' } }), 'one more that may hide another').to.equal(false);
});

test('what is optional may be missing, but not be that of another system', () => {
  const optional = { version: '1.0.0', optional: true };
  const others = { 'node_modules/other': { ...optional, os: ['no-such-system'] } };
  const own = { 'node_modules/own': { ...optional, os: [process.platform], cpu: [process.arch] } };
  expect(fits({ ...others, ...own }, own)).to.equal(true);
  expect(fits({ ...others, ...own }, {})).to.equal(true);
  expect(fits({ ...others, ...own }, others)).to.equal(false);
  expect(fits(own, { 'node_modules/own': { ...optional, version: '2.0.0' } })).to.equal(false);
  const not = { 'node_modules/not': { ...optional, os: [`!${process.platform}`] } };
  expect(fits(not, not)).to.equal(false);
});
