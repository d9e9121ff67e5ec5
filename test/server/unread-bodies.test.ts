import { after, before, test } from 'node:test';
import { expect } from 'chai';
import { arrival } from '../contract/expectations.ts';
import { Command } from '../support/command.ts';
import { Flood } from '../support/flood.ts';
import { CERT_FILE, KEY_FILE } from '../support/https.ts';
import { answersIn, RawConnection, say } from '../support/raw-connection.ts';

const MAX_BYTES = 32 * 1_024;

/** What is taken of a body that nobody reads, and what the system keeps for a connection besides. */
const TAKEN_MAX_BYTES = 20_000_000;

const ENDLESS_BYTES = 400_000_000;

const commands: Command[] = [];
const urls: Record<string, string> = {};

before(async () => {
  const [plain, secure] = [new Command(['--port', '0']), new Command(['--port', '0', '--cert', CERT_FILE, '--key', KEY_FILE])];
  commands.push(plain, secure);
  urls['http'] = `http://localhost:${await plain.port()}`;
  urls['https'] = `https://localhost:${await secure.port()}`;
});
after(() => Promise.all(commands.map((command) => command.stop())));

const JSON_TYPE = 'Content-Type: application/json\r\n';
const head = (start: string, headers: string) => `${start} HTTP/1.1\r\nHost: sala\r\n${headers}\r\n`;
const length = (bytes: number) => `Content-Length: ${bytes}\r\n`;

/** Requests whose body is not read, and how each is answered. */
const unread: readonly [start: string, headers: string, status: number][] = [
  ['POST /send', JSON_TYPE, 413],
  ['POST /join', JSON_TYPE, 413],
  ['POST /send', 'Content-Type: text/plain\r\n', 415],
  ['POST /send', '', 415],
  ['POST /send', `${JSON_TYPE}Content-Encoding: gzip\r\n`, 415],
  ['POST /health', JSON_TYPE, 405],
  ['CONNECT chat.example:443', '', 405],
  ['PUT /send', JSON_TYPE, 405],
  ['DELETE /receive?room=lobby', '', 405],
  ['PUT /', '', 405],
  ['POST /openapi.json', JSON_TYPE, 405],
  ['POST /nothing', JSON_TYPE, 404],
  ['GET /nothing', '', 400],
  ['GET /', '', 400],
  ['GET /health', '', 200],
  ['GET /receive?room=lobby&last_timestamp=1e12&wait=25', '', 200],
  ['OPTIONS /send', '', 204],
];

for (const scheme of ['http', 'https']) {
  for (const [start, headers, status] of unread) {
    const what = `${start} ${/Content-.*(?=\r)/.exec(headers)?.[0] ?? ''}`.trim();

    test(`${what}: answered with ${status} before its body comes, and closed, over ${scheme}`, async () => {
      const heard = await say(urls[scheme] ?? '', head(start, headers + length(ENDLESS_BYTES)));
      expect(answersIn(heard)).to.deep.equal([status]);
      expect(heard).to.match(/\r\nConnection: close\r\n/);
    });

    test(`${what}: of a body without end little is taken, and its answer is read, over ${scheme}`, async () => {
      const flood = new Flood(urls[scheme] ?? '', head(start, headers + length(ENDLESS_BYTES)));
      expect(answersIn(await flood.connection.ended)).to.deep.equal([status]);
      expect(await flood.stopped).to.be.below(TAKEN_MAX_BYTES);
    });
  }

  test(`a body in pieces is refused once it is too large, over ${scheme}`, async () => {
    const connection = new RawConnection(urls[scheme] ?? '').write(head('POST /send', `${JSON_TYPE}Transfer-Encoding: chunked\r\n`));
    const piece = `1000\r\n${'x'.repeat(0x1000)}\r\n`;
    connection.write(piece.repeat(MAX_BYTES / 0x1000));
    await arrival();
    expect(connection.heard).to.equal('');
    expect(await connection.write('1\r\nx\r\n').ended).to.match(/^HTTP\/1\.1 413 /).and.include('payload_too_large');
  });

  test(`a body in pieces without end is refused and cut off over ${scheme}`, async () => {
    const flood = new Flood(urls[scheme] ?? '', `${head('POST /send', `${JSON_TYPE}Transfer-Encoding: chunked\r\n`)}${ENDLESS_BYTES.toString(16)}\r\n`);
    expect(answersIn(await flood.connection.ended)).to.deep.equal([413]);
    expect(await flood.stopped).to.be.below(TAKEN_MAX_BYTES);
  });

  test(`a body in pieces that are coded besides is refused over ${scheme}`, async () => {
    const flood = new Flood(urls[scheme] ?? '', `${head('POST /send', `${JSON_TYPE}Transfer-Encoding: gzip, chunked\r\n`)}${ENDLESS_BYTES.toString(16)}\r\n`);
    expect(answersIn(await flood.connection.ended)).to.deep.equal([415]);
    expect(await flood.stopped).to.be.below(TAKEN_MAX_BYTES);
  });

  test(`an Expect is answered by 100 or by payload_too_large over ${scheme}`, async () => {
    const body = '{"room":"lobby","username":"ana"}';
    const asks = (bytes: number) => new RawConnection(urls[scheme] ?? '').write(head('POST /join', `${JSON_TYPE}Expect: 100-continue\r\n${length(bytes)}`));
    const small = asks(body.length);
    await arrival();
    expect(small.heard).to.equal('HTTP/1.1 100 Continue\r\n\r\n');
    small.heard = '';
    await small.write(body).hasAnswers(1);
    expect(answersIn(small.heard)).to.deep.equal([200]);
    small.end();
    expect(await asks(MAX_BYTES + 1).ended).to.match(/^HTTP\/1\.1 413 /);
  });
}

test('a small body that is not read ends the connection as well, and at once', async () => {
  const heard = await say(urls['http'] ?? '', `${head('POST /nothing', length(5))}hello${head('GET /health', '')}`);
  expect(answersIn(heard)).to.deep.equal([404]);
});

for (const method of ['PUT', 'POST', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND']) {
  test(`${method} of a file is refused as method_not_allowed, with Allow`, async () => {
    for (const path of ['/', '/index.html', '/openapi.json', '/icon.svg']) {
      const heard = await say(urls['http'] ?? '', head(`${method} ${path}`, 'Connection: close\r\n'));
      expect(heard, path).to.match(/^HTTP\/1\.1 405 /).and.include('"code":"method_not_allowed"').and.match(/\r\nAllow: GET, HEAD\r\n/);
    }
    const heard = await say(urls['http'] ?? '', head(`${method} /nothing`, 'Connection: close\r\n'));
    expect(heard).to.match(/^HTTP\/1\.1 404 /).and.include('"code":"not_found"');
  });
}
