import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { expect } from 'chai';
import { arrival } from '../contract/expectations.ts';
import { Command } from '../support/command.ts';
import { Person } from '../support/person.ts';

const STOP_MAX_MS = 5_000;

/** What a stop takes where no client makes it wait. */
const QUICK_STOP_MS = 1_500;

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

test('a client that never finishes its request does not keep a server that stops for more than 5 s', async () => {
  const command = new Command(['--port', '0']);
  const socket = connect(await command.port(), '127.0.0.1');
  socket.on('error', () => {});
  socket.write('POST /join HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"room"');
  await arrival();
  const start = performance.now();
  expect((await command.stop()).code).to.equal(0);
  expect(performance.now() - start).to.be.below(STOP_MAX_MS);
  socket.destroy();
});

test('a server that stops takes no new connections', async () => {
  const command = new Command(['--port', '0']);
  const port = await command.port();
  // Keeps the server from ending at once.
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('POST /join HTTP/1.1\r\nHost: sala\r\nContent-Length: 100\r\n\r\n{');
  await arrival();
  const ended = command.stop();
  await command.prints(/Stopping/);
  await arrival();
  const outcome = await fetch(`http://127.0.0.1:${port}/health`).then(() => 'answered', () => 'refused');
  expect(outcome).to.equal('refused');
  socket.destroy();
  await ended;
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
