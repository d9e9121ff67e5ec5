import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { expect } from 'chai';
import { eventually } from '../contract/expectations.ts';
import { COMMAND } from '../support/command.ts';
import { call } from '../support/http.ts';
import { Person } from '../support/person.ts';

/** What one line of the long log below has, in bytes, and how many there are. */
const LINE_BYTES = 8_000;
const LINES = 2_000;

/** What a log keeps for a reader that does not read, and what the system keeps of a pipe, in bytes. */
const KEPT_MAX_BYTES = 2_000_000;

type Stdio = 'ignore' | 'pipe' | number;

/** The command with --verbose and a log of some kind, once it answers. */
async function start(t: TestContext, stdout: Stdio, stderr: Stdio, wrap: readonly string[] = []) {
  const port = await freePort();
  const [program, ...args] = [...wrap, process.execPath, COMMAND, '--port', String(port), '--verbose'];
  const child = spawn(program, args, { stdio: ['ignore', stdout, stderr] });
  t.after(() => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => {
    await call(`${url}/health`);
  });
  return { child, url };
}

function readAll(stream: Readable | null): Promise<string> {
  return stream ? text(stream) : Promise.resolve('');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** That the server goes on through some requests and a hang-up, and stops as it should. */
async function expectToGoOn(child: ChildProcess, url: string): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await new Person(url, 'ana').joins('lobby');
    await call(`${url}/nothing`);
  }
  child.kill('SIGHUP');
  await new Person(url, 'bruno').joins('lobby');
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).to.deep.equal([0, null]);
}

function full(t: TestContext): number {
  const file = openSync('/dev/full', 'w');
  t.after(() => closeSync(file));
  return file;
}

test('a server whose log is on a full disk goes on, and stops as it should', async (t) => {
  const { child, url } = await start(t, full(t), 'pipe');
  const errors = readAll(child.stderr);
  await expectToGoOn(child, url);
  expect(await errors).to.equal('');
});

test('a server that can write neither log nor errors goes on, and stops as it should', async (t) => {
  const { child, url } = await start(t, full(t), full(t));
  await expectToGoOn(child, url);
});

test('a server whose log nobody reads any more goes on, and stops without a word', async (t) => {
  const { child, url } = await start(t, 'pipe', 'pipe');
  child.stdout?.destroy();
  const errors = readAll(child.stderr);
  await expectToGoOn(child, url);
  expect(await errors).to.equal('');
});

test('a server of which nobody reads log and errors goes on, and stops as it should', async (t) => {
  const { child, url } = await start(t, 'pipe', 'pipe');
  for (const stream of [child.stdout, child.stderr]) stream?.destroy();
  await expectToGoOn(child, url);
});

test('a server without stdout and stderr goes on, and stops as it should', async (t) => {
  const { child, url } = await start(t, 'ignore', 'ignore', ['sh', '-c', 'exec "$@" >&- 2>&-', 'sh']);
  await expectToGoOn(child, url);
});

test('a log that nobody takes is bounded, and missing lines are counted', async (t) => {
  const { child, url } = await start(t, 'pipe', 'pipe');
  for (let i = 0; i < LINES; i++) await call(`${url}/nothing?${'x'.repeat(LINE_BYTES)}`);
  const read = readAll(child.stdout);
  await new Person(url, 'ana').joins('lobby');
  const ended = once(child, 'exit');
  child.kill();
  expect(await ended).to.deep.equal([0, null]);
  const log = await read;
  expect(log.length).to.be.below(KEPT_MAX_BYTES);
  const missing = Number(/\((\d+) lines are missing here/.exec(log)?.[1]);
  // One line more is that of who joined.
  expect(log.match(/nothing\?x+ 404|join 200/g)).to.have.length(LINES + 1 - missing);
  expect(log).to.match(/Stopped\.\n$/);
});

test('a server whose log is not taken stops all the same', async (t) => {
  const { child, url } = await start(t, 'pipe', 'ignore');
  for (let i = 0; i < 50; i++) await call(`${url}/nothing?${'x'.repeat(LINE_BYTES)}`);
  const ended = once(child, 'exit');
  child.kill();
  expect(await ended).to.deep.equal([0, null]);
});

test('SIGHUP without a certificate ends nothing, and is said', async (t) => {
  const { child, url } = await start(t, 'pipe', 'pipe');
  const read = readAll(child.stdout);
  child.kill('SIGHUP');
  await new Person(url, 'ana').joins('lobby');
  child.kill();
  expect(await read).to.match(/There is no certificate to read again \(SIGHUP\)\.\n/).and.match(/Stopped\.\n$/);
});
