import { connect } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ERROR_STATUS, type ErrorCode } from '../../src/protocol/errors.ts';
import { arrival, expectError } from '../contract/expectations.ts';
import { Flood } from '../support/flood.ts';
import { call } from '../support/http.ts';
import { Person } from '../support/person.ts';
import { answersIn, RawConnection, say } from '../support/raw-connection.ts';
import { expressDoor } from './express-door.ts';

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

/** That it is whole, an error of the protocol that any page may read, the last of its connection, and tells nothing of the insides. */
function expectRefusal(heard: string, code: ErrorCode): void {
  const [head = '', text = ''] = heard.split('\r\n\r\n');
  expect(head).to.match(new RegExp(`^HTTP/1\\.1 ${ERROR_STATUS[code]} [A-Z]`));
  expect(head).to.match(/^Content-Type: application\/json/m).and.match(/^Connection: close/m).and.match(/^Access-Control-Allow-Origin: \*/m);
  expect(head).to.match(new RegExp(`^Content-Length: ${Buffer.byteLength(text)}\r?$`, 'm'));
  expect(JSON.parse(text)).to.have.all.keys('status', 'code', 'message').and.include({ status: 'error', code });
  expect(heard).not.to.match(INSIDES);
}

const unreadable: readonly [what: string, text: string, code: ErrorCode][] = [
  ['that is no HTTP', 'hello\r\n\r\n', 'invalid_request'],
  ['that is TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'invalid_request'],
  ['of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'invalid_request'],
  ['of an unknown version', `GET /health HTTP/3.7\r\n${END}`, 'invalid_request'],
  ['with an unknown method', `JOIN / HTTP/1.1\r\n${END}`, 'invalid_request'],
  ['with a header that is none', `GET /health HTTP/1.1\r\nbroken\r\n${END}`, 'invalid_request'],
  ['with two lengths', `POST /join HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${END}`, 'invalid_request'],
  ['with a length that is none', `POST /join HTTP/1.1\r\nContent-Length: many\r\n${END}`, 'invalid_request'],
  ['with a length and in pieces', `POST /join HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n${END}`, 'invalid_request'],
  ['with a piece that is none', `POST /join HTTP/1.1\r\n${JSON_TYPE}Transfer-Encoding: chunked\r\n${END}zz\r\n`, 'invalid_request'],
  ['without a host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 'invalid_request'],
  ['with bytes that are not ASCII in its address', `GET /people?room=café HTTP/1.1\r\n${END}`, 'invalid_request'],
  ['with too many bytes of headers', `GET /health HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n${END}`, 'headers_too_large'],
  ['with too long an address', `GET /people?room=${'x'.repeat(20_000)} HTTP/1.1\r\n${END}`, 'headers_too_large'],
  ['to be a tunnel', `CONNECT chat.example:443 HTTP/1.1\r\n${END}`, 'method_not_allowed'],
];

for (const [what, text, code] of unreadable) {
  test(`a request ${what} is refused as ${code}, and the server goes on`, async () => {
    await withDoor(async (url) => {
      expectRefusal(await say(url, text), code);
      expect((await call(`${url}/health`)).httpStatus).to.equal(200);
    });
  });
}

test('what is unreadable behind an answer that waits ends the connection', async () => {
  await withDoor(async (url) => {
    await new Person(url, 'ana').joins('lobby');
    const connection = new RawConnection(url).write('GET /receive?room=lobby&last_timestamp=1e12&wait=25&username=ana HTTP/1.1\r\nHost: sala\r\n\r\n');
    await arrival();
    expectRefusal(await connection.write('hello\r\n\r\n').ended, 'invalid_request');
  });
});

test('headers without end are answered and cut off', async () => {
  await withDoor(async (url) => {
    const flood = new Flood(url, `GET /health HTTP/1.1\r\nHost: sala\r\nX: `);
    expectRefusal(await flood.connection.ended, 'headers_too_large');
    await flood.stopped;
  });
});

test('a request to speak another protocol is answered as if it had not asked', async () => {
  await withDoor(async (url) => {
    const connection = new RawConnection(url);
    for (const count of [1, 2]) {
      connection.write('GET /health HTTP/1.1\r\nHost: sala\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      await connection.hasAnswers(count);
    }
    expect(answersIn(connection.heard)).to.deep.equal([200, 200]);
    connection.end();
  });
});

test('an expectation that nobody knows is ignored', async () => {
  await withDoor(async (url) => {
    expect(answersIn(await say(url, `GET /health HTTP/1.1\r\nExpect: a miracle\r\n${END}`))).to.deep.equal([200]);
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
