import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { App } from '../../server/app.ts';
import { MissingPageError, serveFiles } from '../../server/files.ts';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';
import { runApp } from '../../server/run.ts';
import { call } from '../support/http.ts';
import { withServer } from '../support/command.ts';

const STYLE = 'body { margin: 0 }';

const FILES = {
  'index.html': `<!doctype html><style>${STYLE}</style>page`,
  'index.html.gz': gzipSync('gzipped page'),
  'index.html.br': brotliCompressSync('brotli page'),
  'sw.js': 'worker',
  'manifest.webmanifest': '{}',
  'assets/app-AbC123.js': 'script',
  'assets/app-AbC123.js.br': brotliCompressSync('brotli script'),
};

const folder = mkdtempSync(join(tmpdir(), 'sala-page-'));
let url = '';
let close = () => {};

function listen(app: App): Promise<{ url: string; close: () => void }> {
  const server = createServer(app.handler);
  const end = (): void => {
    app.stop();
    server.closeAllConnections();
    server.close();
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: end }));
  });
}

/** All with the same time, as some ways to pack and copy a build give them. */
function writeFiles(page: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(page, path)), { recursive: true });
    writeFileSync(join(page, path), content);
    utimesSync(join(page, path), 0, 0);
  }
}

before(async () => {
  writeFiles(folder, FILES);
  const app = runApp({ limits: DEFAULT_LIMITS, urls: [], log: console.error, verbose: false, files: serveFiles(folder) });
  ({ url, close } = await listen(app));
});

after(() => {
  close();
  rmSync(folder, { recursive: true });
});

interface Raw {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What comes over the connection: `fetch` normalises paths and decompresses. */
function raw(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  const { hostname, port } = new URL(address);
  const path = address.slice(address.indexOf(port) + port.length);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers, method }, (response) => {
      const whole = (body: Buffer) => resolve({ status: response.statusCode, headers: response.headers, body });
      buffer(response).then(whole, reject);
    }).on('error', reject).end();
  });
}

/** By the name of its encoding. */
const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes };

for (const path of ['/', '/index.html', '/sw.js', '/manifest.webmanifest']) {
  test(`a browser asks again each time for ${path}`, async () => {
    const { headers, httpStatus } = await call(url + path);
    expect(httpStatus).to.equal(200);
    expect(headers.get('Cache-Control')).to.equal('no-cache');
    expect(headers.get('ETag')).to.be.a('string');
  });
}

/** Serves a page of its own while something is done with it. */
async function withPage(files: Readonly<Record<string, string | Buffer>>, use: (url: string, page: string) => Promise<void>): Promise<void> {
  const page = mkdtempSync(join(tmpdir(), 'sala-page-'));
  writeFiles(page, files);
  const app = runApp({ limits: DEFAULT_LIMITS, urls: [], log: console.error, verbose: false, files: serveFiles(page) });
  const server = await listen(app);
  try {
    await use(server.url, page);
  } finally {
    server.close();
    rmSync(page, { recursive: true, force: true });
  }
}

test('a running server goes on serving the build that it started with', async () => {
  const files = { 'index.html': '<script src="assets/a-1.js">', 'assets/a-1.js': 'one', 'assets/a-1.js.gz': gzipSync('one') };
  await withPage(files, async (served, page) => {
    rmSync(join(page, 'assets'), { recursive: true });
    writeFiles(page, { 'index.html': '<script src="assets/a-2.js">', 'assets/a-2.js': 'two' });
    expect((await call(`${served}/`)).text).to.equal(files['index.html']);
    expect((await call(`${served}/assets/a-1.js`)).text).to.equal('one');
    expect((await raw(`${served}/assets/a-1.js`, { 'Accept-Encoding': 'identity' })).body.toString()).to.equal('one');
    expect((await call(`${served}/assets/a-2.js`)).httpStatus).to.equal(404);
  });
});

test('two builds of the same sizes and times have different tags in every encoding', async () => {
  const tags: unknown[] = [];
  const encodings = ['br', 'gzip', 'identity'];
  for (const word of ['one', 'two']) {
    const files = { 'index.html': word, 'index.html.br': brotliCompressSync(word), 'index.html.gz': gzipSync(word) };
    await withPage(files, async (served) => {
      for (const encoding of encodings) tags.push((await raw(`${served}/`, { 'Accept-Encoding': encoding })).headers.etag);
    });
  }
  expect(new Set(tags).size).to.equal(2 * encodings.length);
});

test('a folder without a page is said in a sentence', () => {
  const empty = mkdtempSync(join(tmpdir(), 'sala-page-'));
  expect(() => serveFiles(empty)).to.throw(MissingPageError, /npm run build/);
  rmSync(empty, { recursive: true });
  expect(() => serveFiles(empty)).to.throw(MissingPageError, /npm run build/);
});

test('a browser keeps hashed assets for a year', async () => {
  const { headers, text: script } = await call(`${url}/assets/app-AbC123.js`, { headers: { 'Accept-Encoding': 'identity' } });
  expect(script).to.equal('script');
  expect(headers.get('Cache-Control')).to.equal('public, max-age=31536000, immutable');
  expect(headers.get('Content-Type')).to.match(/javascript/);
});

test('the page has a policy that allows no inline script, no styles but its own, and connections to any server', async () => {
  const policy = (await call(`${url}/`)).headers.get('Content-Security-Policy') ?? '';
  const directives = new Map(policy.split('; ').map((each) => {
    const [name = '', ...sources] = each.split(' ');
    return [name, sources];
  }));
  expect(directives.get('default-src')).to.deep.equal(["'none'"]);
  expect(directives.get('script-src')).to.deep.equal(["'self'"]);
  expect(directives.get('connect-src')).to.include.members(["'self'", 'http:', 'https:']);
  expect(directives.get('base-uri')).to.deep.equal(["'none'"]);
  expect(directives.get('style-src')).to.deep.equal(["'self'", `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`]);
  expect(policy).not.to.match(/unsafe|upgrade-insecure-requests/);
});

for (const path of ['/', '/assets/app-AbC123.js', '/health', '/openapi.json', '/nothing', '/receive']) {
  test(`${path} is not sniffed, does not say what serves it, and does not demand https`, async () => {
    const { headers } = await call(url + path);
    expect(headers.get('X-Content-Type-Options')).to.equal('nosniff');
    expect(headers.has('X-Powered-By')).to.equal(false);
    expect(headers.has('Server')).to.equal(false);
    expect(headers.has('Strict-Transport-Security')).to.equal(false);
  });
}

test('files are sent as the build compressed them, to clients that can read that', async () => {
  const encodings: readonly [accepted: string, encoding: keyof typeof DECODERS, content: string][] = [
    ['gzip, deflate, br', 'br', 'brotli page'],
    ['gzip', 'gzip', 'gzipped page'],
    ['identity', 'identity', FILES['index.html']],
  ];
  for (const [accepted, encoding, content] of encodings) {
    const { headers, body } = await raw(`${url}/`, { 'Accept-Encoding': accepted });
    expect(headers['content-encoding'] ?? 'identity', accepted).to.equal(encoding);
    expect(DECODERS[encoding](body).toString()).to.equal(content);
    expect(headers['content-type']).to.match(/^text\/html/);
    expect(headers.vary).to.match(/Accept-Encoding/i);
  }
});

test('an encoding that a client weighs with nothing is not sent to it', async () => {
  const encodingFor = async (accepted: string) => (await raw(`${url}/`, { 'Accept-Encoding': accepted })).headers['content-encoding'];
  expect(await encodingFor('br;q=0, gzip;q=0.000')).to.equal(undefined);
  expect(await encodingFor('br;q=0, gzip;q=0.5')).to.equal('gzip');
  expect(await encodingFor('GZIP ; q=1 , BR')).to.equal('br');
  expect(await encodingFor('brotli, xgzip')).to.equal(undefined);
});

for (const encoding of ['br', 'gzip', 'identity']) {
  test(`a file that the browser has in ${encoding} is not sent again, and in another encoding it is`, async () => {
    const get = (accepted: string, tag: string) => raw(`${url}/`, { 'Accept-Encoding': accepted, 'If-None-Match': tag });
    const { headers: { etag = '' } } = await raw(`${url}/`, { 'Accept-Encoding': encoding });
    expect(etag).to.match(/^"[^"]+"$/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, `"a","b",W/${etag}`, '*']) {
      const again = await get(encoding, tag);
      expect(again.status, tag).to.equal(304);
      expect(again.body).to.have.length(0);
      expect(again.headers).to.include({ etag, 'vary': 'Accept-Encoding', 'cache-control': 'no-cache' });
      expect(again.headers).not.to.have.any.keys('content-length', 'content-encoding');
    }
    expect((await get(encoding, '"other"')).status).to.equal(200);
    expect((await get(encoding === 'br' ? 'gzip' : 'br', etag)).status).to.equal(200);
  });
}

test('HEAD gets the headers of GET and no body', async () => {
  const { date: _, ...wanted } = (await raw(`${url}/`)).headers;
  const { status, headers, body } = await raw(`${url}/`, {}, 'HEAD');
  expect(status).to.equal(200);
  expect(headers).to.include(wanted);
  expect(body).to.have.length(0);
});

test('nothing outside of the page is served', async () => {
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/../../package.json', '/assets', '/assets/', '/.git/config', '/%', '/%00', '/index.html%00', '/index', '/index.html/', '/index.html.br', '//', '/..%5cpackage.json', '/constructor', '/assets%2fapp-AbC123.js']) {
    const { status, body } = await raw(url + path);
    expect(status, path).to.equal(404);
    expect(JSON.parse(body.toString())).to.include({ code: 'not_found' });
  }
});

test('what is shared into an app whose worker is gone leads to the page, and into no log', async () => {
  const lines: string[] = [];
  const app = runApp({ limits: DEFAULT_LIMITS, urls: [], log: (line) => lines.push(line), verbose: true, files: serveFiles(folder) });
  const server = await listen(app);
  try {
    const body = new FormData();
    body.set('share-text', 'a secret');
    const { status, headers } = await fetch(`${server.url}/share`, { method: 'POST', body, redirect: 'manual' });
    expect({ status, location: headers.get('Location') }).to.deep.equal({ status: 303, location: './#?share-again' });
    expect((await fetch(`${server.url}/share`)).status).to.equal(404);
  } finally {
    server.close();
  }
  expect(lines.join()).to.include('/share').and.not.include('secret');
});

test('an endpoint comes before a file of the same name', async () => {
  expect((await call(`${url}/health`)).body.status).to.equal('ok');
});

test('the built page, its scripts and their compressed forms are served', async () => {
  await withServer([], async (built) => {
    const page = await call(`${built}/`);
    expect(page.httpStatus).to.equal(200);
    const [, script = ''] = /src="\.\/(assets\/[^"]+\.js)"/.exec(page.text) ?? [];
    const plain = await call(`${built}/${script}`, { headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('Cache-Control')).to.include('immutable');
    for (const encoding of ['br', 'gzip'] as const) {
      const { headers, body } = await raw(`${built}/${script}`, { 'Accept-Encoding': encoding });
      expect(headers['content-encoding']).to.equal(encoding);
      expect(DECODERS[encoding](body).toString()).to.equal(plain.text);
    }
    // The policy forbids scripts and styles that stand in the page itself.
    expect(page.text).not.to.match(/<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=/);
  });
});

test('the build has the headers of its page as a file for other hosts', async () => {
  await withServer([], async (built) => {
    const { headers } = await call(`${built}/`);
    const { text } = await call(`${built}/_headers`);
    for (const name of ['Content-Security-Policy', 'X-Content-Type-Options', 'Referrer-Policy']) {
      expect(text).to.include(`  ${name}: ${headers.get(name)}\n`);
    }
    expect(text).to.match(/^\/\n {2}Cache-Control: no-cache\n/m).and.match(/^\/assets\/\*\n {2}Cache-Control: .*immutable\n/m);
  });
});

test('an answer that fails half-way ends with its connection, and the server says why', async () => {
  const lines: string[] = [];
  const app = runApp({
    limits: DEFAULT_LIMITS, urls: [], log: (line) => lines.push(line), verbose: false,
    files(_request, response) {
      response.writeHead(200, { 'Content-Length': '8' });
      response.write('half');
      throw new Error('The disk is gone.');
    },
  });
  const server = await listen(app);
  try {
    const outcome = await fetch(server.url).then((response) => response.text()).then(() => 'whole', () => 'broken off');
    expect(outcome).to.equal('broken off');
    expect(lines.join('\n')).to.match(/^Fault: Error: The disk is gone\./);
    expect((await fetch(`${server.url}/health`)).status).to.equal(200);
  } finally {
    server.close();
  }
});
