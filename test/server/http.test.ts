import { connect } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { expectError } from '../contract/expectations.ts';
import { call } from '../support/http.ts';
import { Person } from '../support/person.ts';
import { expressDoor } from './express-door.ts';

/** What `fetch` cannot say: bytes of a connection. Resolves with all that comes back, once it is closed. */
function say(url: string, ...parts: (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let heard = '';
    socket.setEncoding('utf8').on('data', (data: string) => (heard += data)).on('close', () => resolve(heard));
    socket.on('error', reject);
    for (const part of parts) socket.write(part);
  });
}

async function withDoor(use: (url: string) => Promise<void>): Promise<void> {
  const server = await expressDoor.newServer({});
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

const END = 'Host: sala\r\nConnection: close\r\n\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';
const body = '{"room":"lobby","username":"ana"}';

/** Nothing of the insides: no stack, no path of a file. */
const INSIDES = /\bat .*:\d+|node_modules|\.ts\b|\.js\b|Error:/;

for (const [what, text] of [
  ['that is no HTTP', 'hello\r\n\r\n'],
  ['with an unknown method', `JOIN / HTTP/1.1\r\n${END}`],
  ['with a header that is none', `GET /health HTTP/1.1\r\nbroken\r\n${END}`],
  ['with two lengths', `POST /join HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${END}`],
] as const) {
  test(`a request ${what} is answered with 400 and nothing of the insides`, async () => {
    await withDoor(async (url) => {
      const heard = await say(url, text);
      expect(heard).to.match(/^HTTP\/1\.1 400 /).and.not.to.match(INSIDES);
    });
  });
}

test('bytes that are not ASCII in an address are refused with 400', async () => {
  await withDoor(async (url) => {
    expect(await say(url, `GET /people?room=café HTTP/1.1\r\n${END}`)).to.match(/^HTTP\/1\.1 400 /);
  });
});

test('a request with too many bytes of headers is refused with 431', async () => {
  await withDoor(async (url) => {
    expect(await say(url, `GET /health HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n${END}`)).to.match(/^HTTP\/1\.1 431 /);
  });
});

test('a request of a proxy, with the whole address, is answered', async () => {
  await withDoor(async (url) => {
    const heard = await say(url, `GET http://sala/people?room=lobby HTTP/1.1\r\n${END}`);
    expect(heard).to.match(/^HTTP\/1\.1 200 /).and.include('{"people":[]}');
  });
});

test('a body in pieces is read whole', async () => {
  await withDoor(async (url) => {
    const pieces = body.split('').map((byte) => `1\r\n${byte}\r\n`);
    const heard = await say(url, `POST /join HTTP/1.1\r\n${JSON_TYPE}Transfer-Encoding: chunked\r\n${END}`, ...pieces, '0\r\n\r\n');
    expect(heard).to.match(/^HTTP\/1\.1 200 /);
    expect(await new Person(url, 'ana').isIn()).to.deep.equal(['lobby']);
  });
});

test('a body in pieces is refused as payload_too_large where they are too many', async () => {
  await withDoor(async (url) => {
    const piece = `1000\r\n${'x'.repeat(0x1000)}\r\n`;
    const heard = await say(url, `POST /join HTTP/1.1\r\n${JSON_TYPE}Transfer-Encoding: chunked\r\n${END}`, ...Array.from({ length: 9 }, () => piece), '0\r\n\r\n');
    expect(heard).to.match(/^HTTP\/1\.1 413 /).and.include('payload_too_large');
  });
});

test('a body that is compressed is refused as unsupported_media_type', async () => {
  await withDoor(async (url) => {
    for (const encoding of ['gzip', 'br', 'nonsense']) {
      const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding };
      expectError(await call(`${url}/join`, { method: 'POST', headers, body: gzipSync(body) }), 'unsupported_media_type');
    }
  });
});

test('a post without a body is refused as invalid_request, whatever it says of its type', async () => {
  await withDoor(async (url) => {
    for (const type of ['', JSON_TYPE, 'Content-Type: text/plain\r\n']) {
      const heard = await say(url, `POST /join HTTP/1.1\r\n${type}${END}`);
      expect(heard).to.match(/^HTTP\/1\.1 400 /).and.include('invalid_request');
    }
  });
});

test('several requests come one after the other over one connection, also after one that is refused', async () => {
  await withDoor(async (url) => {
    const post = `POST /join HTTP/1.1\r\nHost: sala\r\n${JSON_TYPE}Content-Length: ${body.length}\r\n\r\n${body}`;
    const heard = await say(url, `GET /nothing HTTP/1.1\r\nHost: sala\r\n\r\n${post}GET /health HTTP/1.1\r\n${END}`);
    expect(heard.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 404', 'HTTP/1.1 200', 'HTTP/1.1 200']);
    expect(await new Person(url, 'ana').isIn()).to.deep.equal(['lobby']);
  });
});

test('a client that goes away while it sends leaves nothing behind', async () => {
  await withDoor(async (url) => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write(`POST /join HTTP/1.1\r\nHost: sala\r\n${JSON_TYPE}Content-Length: 999\r\n\r\n${body}`, () => socket.destroy());
      }).on('close', () => resolve());
    });
    expect(await new Person(url, 'ana').isIn()).to.deep.equal([]);
  });
});
