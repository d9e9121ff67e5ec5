import { X509Certificate, generateKeyPairSync } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { expect } from 'chai';
import { arrival } from '../contract/expectations.ts';
import { Command } from '../support/command.ts';
import { callSecurely, CERT_FILE, KEY_FILE, RENEWED_FILE } from '../support/https.ts';
import type { Body } from '../support/http.ts';

/** What a plain client may wait at most for the end of its connection. */
const SOON_MS = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'sala-https-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function startSecurely(t: TestContext, args: readonly string[] = []): Promise<{ url: string; command: Command }> {
  const command = new Command(['--port', '0', '--cert', CERT_FILE, '--key', KEY_FILE, ...args]);
  t.after(() => command.stop());
  return { url: `https://localhost:${await command.port()}`, command };
}

/** Its connections stay open, so that a request is there as soon as over http. */
const agent = new Agent({ keepAlive: true });
after(() => agent.destroy());

async function ask(url: string, body?: unknown): Promise<Body & { urls?: readonly string[] }> {
  return JSON.parse((await callSecurely(url, { body, agent })).text) as Body;
}

test('with a certificate the server answers with the page and the API over https, and says so', async (t) => {
  const { url, command } = await startSecurely(t);
  const page = await callSecurely(`${url}/`);
  expect(page.status).to.equal(200);
  expect(page.text).to.match(/^<!doctype html>/i);
  expect(page.headers).not.to.have.property('strict-transport-security');
  expect(await ask(`${url}/join`, { room: 'lobby', username: 'ana' })).to.include({ status: 'success' });
  expect(command.stdout).to.include(`This machine   ${url}\n`).and.not.to.include('http://');
});

test('both loopback addresses speak https', async (t) => {
  if (!Object.values(networkInterfaces()).flat().some((each) => each?.address === '::1')) return t.skip('this machine has no ::1');
  const { url } = await startSecurely(t);
  for (const host of ['127.0.0.1', '[::1]']) expect(await ask(`${url.replace('localhost', host)}/health`)).to.include({ status: 'ok' });
});

test('the addresses for others are https, in health and on the screen', async (t) => {
  const { url, command } = await startSecurely(t, ['--host']);
  const { urls = [] } = await ask(`${url}/health`);
  for (const each of urls) {
    expect(each).to.match(/^https:/);
    expect(command.stdout).to.include(`Others         ${each}\n`);
  }
});

test('a poll is held over https until somebody writes', async (t) => {
  const { url } = await startSecurely(t);
  const { timestamp } = await ask(`${url}/join`, { room: 'lobby', username: 'ana' });
  let answered = false;
  const held = ask(`${url}/receive?room=lobby&last_timestamp=${timestamp}&wait=25`).finally(() => (answered = true));
  await arrival();
  expect(answered).to.equal(false);
  await ask(`${url}/send`, { room: 'lobby', username: 'ana', message: 'hi' });
  expect((await held).messages?.map(({ message }) => message)).to.deep.equal(['hi']);
});

test('a stop answers what is held over https', async (t) => {
  const { url, command } = await startSecurely(t);
  const { timestamp } = await ask(`${url}/join`, { room: 'lobby', username: 'ana' });
  const held = callSecurely(`${url}/receive?room=lobby&last_timestamp=${timestamp}&wait=25`, { agent });
  await arrival();
  const ended = command.stop();
  const { status, headers } = await held;
  expect({ status, connection: headers.connection }).to.deep.equal({ status: 200, connection: 'close' });
  expect(await ended).to.include({ code: 0, stderr: '' });
});

test('a plain http request to it fails at once, and the server goes on', async (t) => {
  const { url, command } = await startSecurely(t);
  const start = performance.now();
  const outcome = await fetch(`${url.replace('https', 'http')}/health`).then(({ status }) => `answered ${status}`, () => 'failed');
  expect(outcome).to.equal('failed');
  expect(performance.now() - start).to.be.below(SOON_MS);
  expect(await ask(`${url}/health`)).to.include({ status: 'ok' });
  expect(command.stderr).to.equal('');
});

test('a renewed certificate is shown after SIGHUP, and a broken one changes nothing', async (t) => {
  const cert = join(folder, 'renewing.pem');
  copyFileSync(CERT_FILE, cert);
  const { url, command } = await startSecurely(t, ['--cert', cert]);
  const serialOf = (path: string) => new X509Certificate(readFileSync(path)).serialNumber;
  expect((await callSecurely(`${url}/health`)).serial).to.equal(serialOf(CERT_FILE));

  copyFileSync(RENEWED_FILE, cert);
  command.signal('SIGHUP');
  await command.prints(/Read the certificate again/);
  expect((await callSecurely(`${url}/health`, { trusted: RENEWED_FILE })).serial).to.equal(serialOf(RENEWED_FILE));

  writeFileSync(cert, 'half of a cert');
  command.signal('SIGHUP');
  await command.prints(/Kept the certificate as it was .*--cert .*renewing\.pem/);
  expect((await callSecurely(`${url}/health`, { trusted: RENEWED_FILE })).serial).to.equal(serialOf(RENEWED_FILE));
});

const { privateKey: otherKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const exported = (options: object) => otherKey.export({ type: 'pkcs8', format: 'pem', ...options }) as string;
const der = new X509Certificate(readFileSync(CERT_FILE)).raw;
const mangled = readFileSync(CERT_FILE, 'utf8').replace(/\n[A-Za-z]{9}/, '\n!!!!!!!!!');

const refused: readonly [what: string, args: readonly string[], about: RegExp][] = [
  ['--cert without --key', ['--cert', CERT_FILE], /--cert needs --key FILE as well/],
  ['--key without --cert', ['--key', KEY_FILE], /--key needs --cert FILE as well/],
  ['a certificate file that is missing', ['--cert', join(folder, 'no.pem'), '--key', KEY_FILE], /--cert .*no\.pem cannot be read: there is no such file\. Check/],
  ['a key file that is missing', ['--cert', CERT_FILE, '--key', join(folder, 'no.pem')], /--key .*no\.pem cannot be read: there is no such file\. Check/],
  ['a folder as the certificate', ['--cert', folder, '--key', KEY_FILE], /--cert .* is a folder\. Name the file/],
  ['a certificate that is no PEM', ['--cert', file('cert.der', der), '--key', KEY_FILE], /--cert .*cert\.der has no certificate in PEM form.*convert/],
  ['a PEM without content', ['--cert', file('mangled.pem', mangled), '--key', KEY_FILE], /--cert .*mangled\.pem cannot be used/],
  ['the two files the wrong way round', ['--cert', KEY_FILE, '--key', CERT_FILE], /--cert .*key\.pem has no certificate/],
  ['a certificate as the key', ['--cert', CERT_FILE, '--key', CERT_FILE], /--key .*cert\.pem has no private key/],
  ['a key of another certificate', ['--cert', CERT_FILE, '--key', file('other.pem', exported({}))], /key in .*other\.pem does not belong to .*cert\.pem\. Name/],
  ['an encrypted key', ['--cert', CERT_FILE, '--key', file('locked.pem', exported({ cipher: 'aes-256-cbc', passphrase: 'x' }))], /--key .*locked\.pem is encrypted\. Decrypt/],
];

async function expectRefused(args: readonly string[], about: RegExp): Promise<void> {
  const { code, stdout, stderr } = await new Command(['--port', '0', ...args]).ended;
  expect(stderr).to.match(about);
  expect(stderr.trimEnd().split('\n')).to.have.length(1);
  expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
}

for (const [what, args, about] of refused) {
  test(`${what} ends with one line that says what to do, and exit code 1`, () => expectRefused(args, about));
}

test('a key that may not be read ends with one line that says what to do, and exit code 1', async (t) => {
  if (process.getuid?.() === 0) return t.skip('root may read everything');
  const secret = file('secret.pem', readFileSync(KEY_FILE));
  chmodSync(secret, 0);
  await expectRefused(['--cert', CERT_FILE, '--key', secret], /--key .*secret\.pem cannot be read: it may not be read\. Give/);
});
