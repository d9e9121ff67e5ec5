import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { expect } from 'chai';
import { arrival, expectError } from '../contract/expectations.ts';
import { Command } from '../support/command.ts';
import { post } from '../support/http.ts';
import { Person } from '../support/person.ts';
import { RawConnection, say } from '../support/raw-connection.ts';

const POLL = 'GET /receive?room=lobby HTTP/1.1\r\nHost: sala\r\n\r\n';

const STOP_MAX_MS = 5_000;

/** What a stop takes where no client makes it wait. */
const QUICK_STOP_MS = 1_500;

/** Less than polls are answered for. */
const AT_ONCE_MS = 700;

function request(url: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, resolve).on('error', reject);
  });
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} answers what is held, closes the connections and ends with exit code 0`, async () => {
    const command = new Command(['--port', '0']);
    const url = `http://127.0.0.1:${await command.port()}`;
    const agent = new Agent({ keepAlive: true });
    const { epoch, timestamp } = await new Person(url, 'ana').joins('lobby');
    const poll = () => request(`${url}/receive?room=lobby&last_timestamp=${timestamp}&wait=25&username=ana`, agent);
    const held = [poll(), poll(), poll()];
    await arrival();

    const start = performance.now();
    const ended = command.stop(signal);
    for (const response of await Promise.all(held)) {
      expect(response.statusCode).to.equal(200);
      expect(response.headers.connection).to.equal('close');
      expect(JSON.parse(await text(response))).to.deep.equal({ messages: [], epoch });
    }
    const { code, stdout, stderr } = await ended;
    expect(performance.now() - start).to.be.below(QUICK_STOP_MS);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.include(signal).and.match(/Stopped\.\n$/);
    agent.destroy();
  });
}

test('npm start stops the server when it gets SIGTERM itself', async () => {
  const npm = new Command(['start', '--', '--port', '0'], {}, ['npm']);
  await npm.port();
  // Its output ends with the last process that writes to it: the server.
  const { stdout } = await npm.stop('SIGTERM');
  expect(stdout).to.match(/Stopped\.\n$/);
});

test('idle connections do not keep a server that stops', async () => {
  const command = new Command(['--port', '0']);
  const agent = new Agent({ keepAlive: true });
  const response = await request(`http://127.0.0.1:${await command.port()}/health`, agent);
  await text(response);
  const start = performance.now();
  expect((await command.stop()).code).to.equal(0);
  expect(performance.now() - start).to.be.below(QUICK_STOP_MS);
  agent.destroy();
});

for (const part of ['Content-Le', 'Content-Length: 100\r\n\r\n{"room"']) {
  test(`a client that never finishes its request after ${JSON.stringify(part)} does not keep a server that stops for more than 5 s`, async () => {
    const command = new Command(['--port', '0']);
    const socket = connect(await command.port(), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`POST /join HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\n${part}`);
    await arrival();
    const start = performance.now();
    expect((await command.stop()).code).to.equal(0);
    expect(performance.now() - start).to.be.below(STOP_MAX_MS);
    socket.destroy();
  });
}

test('a connection on which nothing was ever asked does not keep a server that stops', async () => {
  const command = new Command(['--port', '0']);
  const silent = new RawConnection(`http://127.0.0.1:${await command.port()}`);
  await arrival();
  const start = performance.now();
  expect((await command.stop()).code).to.equal(0);
  expect(performance.now() - start).to.be.below(QUICK_STOP_MS);
  silent.end();
});

/** A command with somebody in a room, and a connection that somebody else has just polled on. */
async function withPoller(args: readonly string[] = []) {
  const command = new Command(['--port', '0', ...args]);
  const url = `http://127.0.0.1:${await command.port()}`;
  const ana = new Person(url, 'ana');
  await ana.joins('lobby');
  const poller = new RawConnection(url).write(POLL);
  await poller.hasAnswers(1);
  return { command, url, ana, poller };
}

test('what was confirmed before a stop is read after it by who polls every second', async () => {
  const { command, url, ana, poller } = await withPoller();
  await ana.sends('the last word');
  const ended = command.stop();
  await command.prints(/Stopping/);
  poller.heard = '';
  await poller.write(POLL).hasAnswers(1);
  expect(poller.heard).to.match(/^HTTP\/1\.1 200 /).and.include('the last word');
  // Behind a proxy a poll may come by a connection of its own.
  expect(await say(url, POLL.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))).to.include('the last word');
  expect(await ended).to.include({ code: 0, stderr: '' });
});

test('a server that stops refuses posts as stopping, with Retry-After', async () => {
  const { command, url } = await withPoller();
  const ended = command.stop();
  await command.prints(/Stopping/);
  for (const path of ['/join', '/leave', '/send']) {
    const answer = await post(url + path, { room: 'lobby', username: 'ana', message: 'hi' });
    expectError(answer, 'stopping');
    expect(answer.headers.get('Retry-After')).to.equal('1');
  }
  expect(await say(url, POLL.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))).to.include('"ana"').and.not.to.include('"hi"');
  await ended;
});

test('a message that is still on its way when the server stops is refused as stopping', async () => {
  const { command, url } = await withPoller();
  const body = '{"room":"lobby","username":"ana","message":"late"}';
  const sender = new RawConnection(url).write(`POST /send HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`);
  await arrival();
  const ended = command.stop();
  await command.prints(/Stopping/);
  // Before its body has come.
  expect(await sender.ended).to.match(/^HTTP\/1\.1 503 /).and.include('"code":"stopping"');
  await ended;
});

test('a second after a stop there are no new connections', async () => {
  const { command, url, poller } = await withPoller();
  // Keeps the server from ending at once.
  const sender = new RawConnection(url).write('POST /join HTTP/1.1\r\nHost: sala\r\nContent-Le');
  await arrival();
  const ended = command.stop();
  await poller.ended;
  expect(await fetch(`${url}/health`).then(() => 'answered', () => 'refused')).to.equal('refused');
  expect(command.stdout).not.to.include('Stopped');
  sender.end();
  await ended;
});

test('a server without a client stops without waiting for any', async () => {
  const commands = [new Command(['--port', '0']), new Command(['--port', '0'])] as const;
  const poller = new RawConnection(`http://127.0.0.1:${await commands[0].port()}`).write(POLL);
  await Promise.all([poller.hasAnswers(1), commands[1].port()]);
  const first = await Promise.race(commands.map(async (command, i) => {
    await command.stop();
    return i;
  }));
  expect(first).to.equal(1);
  await Promise.all(commands.map(({ ended }) => ended));
});

for (const [one, other] of [['SIGTERM', 'SIGTERM'], ['SIGINT', 'SIGINT'], ['SIGTERM', 'SIGINT']] as const) {
  test(`${other} after ${one} stops the server without waiting for anybody`, async () => {
    const { command, url, poller } = await withPoller();
    const sender = new RawConnection(url).write('POST /join HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
    await arrival();
    command.signal(one);
    await command.prints(/Stopping/);
    // Two presses of a person.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const start = performance.now();
    expect(await command.stop(other)).to.include({ code: 0, stderr: '' });
    expect(performance.now() - start).to.be.below(AT_ONCE_MS);
    for (const connection of [poller, sender]) connection.end();
  });
}

test('a signal that comes twice at once, as npm passes it on, lets polls be answered', async () => {
  const { command, ana, poller } = await withPoller();
  await ana.sends('the last word');
  command.signal('SIGINT');
  command.signal('SIGINT');
  await command.prints(/Stopping/);
  command.signal('SIGINT');
  await arrival();
  poller.heard = '';
  await poller.write(POLL).hasAnswers(1);
  expect(poller.heard).to.include('the last word');
  expect((await command.ended).code).to.equal(0);
});

test('idle connections are kept for 75 s', async () => {
  const command = new Command(['--port', '0']);
  const agent = new Agent({ keepAlive: true });
  const response = await request(`http://127.0.0.1:${await command.port()}/health`, agent);
  await text(response);
  expect(response.headers).to.include({ connection: 'keep-alive', 'keep-alive': 'timeout=75' });
  agent.destroy();
  await command.stop();
});
