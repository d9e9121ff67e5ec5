import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { Connections, type ConnectionOptions } from '../../server/http/connections.ts';
import { CERT_FILE, KEY_FILE } from '../support/https.ts';
import { Person } from '../support/person.ts';
import { answersIn, RawConnection } from '../support/raw-connection.ts';
import { expressDoor } from './express-door.ts';

/** More than a system takes of an answer that nobody reads. */
const LONG_ANSWER = Buffer.alloc(64_000_000, 'x');

/** When something must not have happened yet, in milliseconds from the start. */
const EARLY_MS = { headers: 9_000, request: 14_000, unread: 29_000 };

async function withServer(handler: RequestListener, use: (url: string) => Promise<void>, options: Partial<ConnectionOptions> = {}): Promise<void> {
  const server = new Connections(handler, { maxConnections: 10, ...options }).newServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function withDoor(use: (url: string) => Promise<void>): Promise<void> {
  const server = await expressDoor.newServer({});
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: sala\r\n\r\n`;

/** Milliseconds that something takes. */
async function durationOf(doing: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await doing;
  return performance.now() - start;
}

/** That what a client reads at last ends before the answer does. */
async function expectCutOff(reader: RawConnection): Promise<void> {
  reader.socket.resume();
  await reader.ended.catch(() => {});
  expect(reader.heard).to.have.length.below(LONG_ANSWER.length);
}

// They wait for real time, so they wait together.
describe('slow clients', { concurrency: true }, () => {
  test('a connection without a request is closed without a word', () => withDoor(async (url) => {
    const connection = new RawConnection(url);
    expect(await durationOf(connection.ended)).to.be.above(EARLY_MS.headers);
    expect(connection.heard).to.equal('');
  }));

  test('a connection for https without a handshake is closed', async () => {
    const certificate = { cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) };
    await withServer(() => {}, async (url) => {
      expect(await durationOf(new RawConnection(url).ended)).to.be.above(EARLY_MS.headers);
    }, { certificate });
  });

  test('where too much lies unread in all, the answer that lies longest is cut off', async () => {
    const closed: Promise<unknown>[] = [];
    const answer: RequestListener = (_request, response) => {
      closed.push(once(response, 'close'));
      response.end(LONG_ANSWER);
    };
    await withServer(answer, async (url) => {
      const readers: RawConnection[] = [];
      for (let count = 1; count <= 5; count++) {
        const reader = new RawConnection(url).write(get('/'));
        readers.push(reader);
        reader.socket.once('data', () => reader.socket.pause());
        await once(reader.socket, 'pause');
      }
      expect(await Promise.race(closed.map((each, i) => each.then(() => i)))).to.equal(0);
      await expectCutOff(readers[0] as RawConnection);
      for (const reader of readers) reader.end();
    });
  });

  test('headers that take more than 10 s are refused as request_timeout', () => withDoor(async (url) => {
    const connection = new RawConnection(url).write('GET /health HTTP/1.1\r\nX-Slow: ');
    const trickle = setInterval(() => connection.write('x'), 500);
    const took = await durationOf(connection.ended);
    clearInterval(trickle);
    expect(connection.heard).to.match(/^HTTP\/1\.1 408 /).and.include('"code":"request_timeout"');
    expect(took).to.be.above(EARLY_MS.headers);
  }));

  test('a body that takes more than 15 s is refused as request_timeout', () => withDoor(async (url) => {
    const connection = new RawConnection(url).write('POST /join HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{');
    const trickle = setInterval(() => connection.write(' '), 500);
    const took = await durationOf(connection.ended);
    clearInterval(trickle);
    expect(connection.heard).to.match(/^HTTP\/1\.1 408 /).and.include('"code":"request_timeout"');
    expect(took).to.be.above(EARLY_MS.request);
  }));

  test('an answer that nobody reads is cut off after 30 s, and an idle connection is not', async () => {
    let closed: Promise<unknown> | undefined;
    const answer: RequestListener = ({ url }, response) => {
      if (url !== '/long') return response.end('short');
      closed = once(response, 'close');
      return response.end(LONG_ANSWER);
    };
    await withServer(answer, async (url) => {
      const idle = new RawConnection(url).write(get('/short'));
      await idle.hasAnswers(1);
      const reader = new RawConnection(url).write(get('/long'));
      reader.socket.once('data', () => reader.socket.pause());
      await once(reader.socket, 'pause');
      const took = await durationOf(closed ?? Promise.resolve());
      expect(took).to.be.above(EARLY_MS.unread);
      await expectCutOff(reader);
      await idle.write(get('/short')).hasAnswers(2);
      idle.end();
    });
  });

  test('a poll that waits for its 25 s is answered', () => withDoor(async (url) => {
    const { timestamp } = await new Person(url, 'ana').joins('lobby');
    const connection = new RawConnection(url).write(get(`/receive?room=lobby&last_timestamp=${timestamp}&wait=25`));
    await connection.hasAnswers(1);
    expect(answersIn(connection.heard)).to.deep.equal([200]);
    connection.end();
  }));
});
