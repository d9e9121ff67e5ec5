import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { App } from '../../server/app.ts';
import { serveFiles } from '../../server/files.ts';
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

before(async () => {
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
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
function raw(address: string, headers: Record<string, string> = {}): Promise<Raw> {
  const { hostname, port } = new URL(address);
  const path = address.slice(address.indexOf(port) + port.length);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
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

test('a file that is gone since the start ends the answer, and not the server', async () => {
  const path = join(folder, 'assets/app-AbC123.js');
  rmSync(path);
  const failed = await raw(`${url}/assets/app-AbC123.js`, { 'Accept-Encoding': 'identity' }).then(() => false, () => true);
  writeFileSync(path, FILES['assets/app-AbC123.js']);
  expect(failed).to.equal(true);
  expect((await call(`${url}/assets/app-AbC123.js`, { headers: { 'Accept-Encoding': 'identity' } })).text).to.equal('script');
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

test('a file that the browser has is not sent again', async () => {
  const { headers } = await raw(`${url}/`);
  const again = await raw(`${url}/`, { 'If-None-Match': headers.etag ?? '' });
  expect(again.status).to.equal(304);
  expect(again.body).to.have.length(0);
});

test('nothing outside of the page is served', async () => {
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/../../package.json', '/assets', '/assets/', '/.git/config', '/%', '/%00']) {
    const { status, body } = await raw(url + path);
    expect(status, path).to.equal(404);
    expect(JSON.parse(body.toString())).to.include({ code: 'not_found' });
  }
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
