import { after, before, test } from 'node:test';
import { expect } from 'chai';
import { arrival } from '../contract/expectations.ts';
import { Command } from '../support/command.ts';
import { CERT_FILE, KEY_FILE } from '../support/https.ts';
import { Person } from '../support/person.ts';
import { answersIn, RawConnection } from '../support/raw-connection.ts';
import { expressDoor } from './express-door.ts';

const HOST = 'Host: sala\r\n\r\n';
const get = (path: string) => `GET ${path} HTTP/1.1\r\n${HOST}`;
const joinBody = (username: string) => JSON.stringify({ room: 'lobby', username });
const joinHead = (username: string) =>
  `POST /join HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${joinBody(username).length}\r\n${HOST}`;

/** How many follow a room, and how many messages are sent to it. */
const CROWD = 200;
const ROUNDS = 20;

const commands: Command[] = [];
const urls: Record<string, string> = {};

before(async () => {
  const [plain, secure] = [new Command(['--port', '0']), new Command(['--port', '0', '--cert', CERT_FILE, '--key', KEY_FILE])];
  commands.push(plain, secure);
  urls['http'] = `http://localhost:${await plain.port()}`;
  urls['https'] = `https://localhost:${await secure.port()}`;
});
after(() => Promise.all(commands.map((command) => command.stop())));

const ended = (connection: RawConnection) => connection.ended.catch(() => connection.heard);

for (const scheme of ['http', 'https']) {
  for (const path of ['/health', '/receive?room=nowhere', '/', '/nothing', '/openapi.json']) {
    test(`of many requests for ${path} in one piece the first alone is answered over ${scheme}`, async () => {
      const connection = new RawConnection(urls[scheme] ?? '').write(get(path).repeat(200));
      expect(answersIn(await ended(connection))).to.have.length.of.at.most(1);
    });
  }

  test(`a request behind one that waits ends the connection over ${scheme}`, async () => {
    const url = urls[scheme] ?? '';
    const join = await callOnce(url, `${joinHead('ana')}${joinBody('ana')}`);
    expect(answersIn(join)).to.deep.equal([200]);
    for (const next of [get('/health'), get('/'), get('/nothing'), `${joinHead('bruno')}${joinBody('bruno')}`]) {
      const connection = new RawConnection(url).write(get('/receive?room=lobby&last_timestamp=1e12&wait=25'));
      await arrival();
      connection.write(next);
      expect(await ended(connection)).to.equal('');
    }
    expect(await callOnce(url, get('/people?room=lobby'))).to.include('{"people":["ana"]}');
  });

  test(`a request together with the body before it is cut off over ${scheme}`, async () => {
    const connection = new RawConnection(urls[scheme] ?? '').write(joinHead('carla'));
    await arrival();
    connection.write(joinBody('carla') + get('/health'));
    expect(await ended(connection)).to.equal('');
  });

  test(`one request after the other is answered on one connection over ${scheme}`, async () => {
    const connection = new RawConnection(urls[scheme] ?? '');
    const requests = [get('/nothing'), `${joinHead('davi')}${joinBody('davi')}`, get('/'), get('/receive?room=lobby'), get('/health')];
    for (const [count, request] of requests.entries()) {
      connection.write(request);
      await connection.hasAnswers(count + 1);
    }
    expect(answersIn(connection.heard)).to.deep.equal([404, 200, 200, 200, 200]);
    connection.end();
  });

  test(`those who wait and ask again at once are never cut off over ${scheme}`, async () => {
    const url = urls[scheme] ?? '';
    const { timestamp = 0 } = JSON.parse(bodyOf(await callOnce(url, `${joinHead('eva')}${joinBody('eva')}`))) as { timestamp?: number };
    const crowd = Array.from({ length: CROWD }, () => new Follower(url, timestamp));
    const body = JSON.stringify({ room: 'lobby', username: 'eva', message: 'hi' });
    const send = `POST /send HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${HOST}${body}`;
    for (let round = 1; round <= ROUNDS; round++) {
      await callOnce(url, send);
      await Promise.all(crowd.map((follower) => follower.has(round)));
    }
    for (const { connection } of crowd) connection.end();
  });
}

/** Long polls on one connection, the next one as soon as the last one is answered. */
class Follower {
  readonly connection: RawConnection;
  #after: number;
  #messages = 0;
  #waiting: { readonly count: number; readonly done: () => void } | undefined;
  readonly #cut: Promise<never>;

  constructor(url: string, newest: number) {
    this.connection = new RawConnection(url);
    this.#after = newest;
    this.#cut = this.connection.ended.then(() => {
      throw new Error(`It was cut off after ${this.#messages} messages.`);
    });
    this.#cut.catch(() => {});
    this.connection.socket.on('data', () => this.#take());
    this.#ask();
  }

  /** Resolves when so many messages have come. */
  async has(count: number): Promise<void> {
    if (this.#messages >= count) return;
    await Promise.race([this.#cut, new Promise<void>((done) => (this.#waiting = { count, done }))]);
  }

  #ask(): void {
    this.connection.heard = '';
    this.connection.write(get(`/receive?room=lobby&last_timestamp=${this.#after}&wait=25`));
  }

  #take(): void {
    if (answersIn(this.connection.heard).length === 0) return;
    const { messages } = JSON.parse(bodyOf(this.connection.heard)) as { messages: { timestamp: number }[] };
    this.#messages += messages.length;
    this.#after = messages.at(-1)?.timestamp ?? this.#after;
    this.#ask();
    if (this.#waiting && this.#messages >= this.#waiting.count) this.#waiting.done();
  }
}

function bodyOf(answer: string): string {
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}

/** The answer of one request on a connection of its own. */
async function callOnce(url: string, request: string): Promise<string> {
  const connection = new RawConnection(url).write(request);
  await connection.hasAnswers(1);
  connection.end();
  return connection.heard;
}

test('pipelined polls keep nobody present once their connection has ended', async () => {
  const server = await expressDoor.newServer({ presenceTimeout: 60 });
  const [ana, bruno] = [new Person(server.url, 'ana'), new Person(server.url, 'bruno')];
  await ana.joins('lobby');
  const poll = get('/receive?room=lobby&last_timestamp=1e12&wait=25&username=ana');
  const connection = new RawConnection(server.url).write(poll + poll);
  await arrival();
  connection.end();
  await arrival();
  await server.clocks?.pass(61);
  expect(await bruno.seesPeople('lobby')).to.deep.equal([]);
  await server.close();
});
