import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { expect } from 'chai';
import packageJson from '../../package.json' with { type: 'json' };
import { arrival, eventually } from '../contract/expectations.ts';
import { Command, COMMAND, withServer, type Ended } from '../support/command.ts';
import { call, post } from '../support/http.ts';
import { Person } from '../support/person.ts';
import { answersIn, RawConnection, say } from '../support/raw-connection.ts';

const KEY = 'key-of-ana-0123456789';

/** That the command ended because of what it was told: one line for a person, and nothing else. */
function expectOneLine({ code, stdout, stderr }: Ended, about: RegExp): void {
  expect(stderr).to.match(about);
  expect(stderr.trimEnd().split('\n')).to.have.length(1);
  expect(stdout).to.equal('');
  expect(code).to.equal(1);
}

async function urlsOf(url: string): Promise<string[]> {
  const { text } = await call(`${url}/health`);
  return (JSON.parse(text) as { urls: string[] }).urls;
}

const badOptions: readonly [args: string[], about: RegExp][] = [
  [['--port', 'x'], /--port/],
  [['--port', '70000'], /--port/],
  [['--max-rooms', '0'], /--max-rooms/],
  [['--presence-timeout', '59'], /--presence-timeout/],
  [['--public-url', 'chat.example'], /--public-url/],
  [['--nonsense'], /--nonsense/],
  [['--host='], /--host/],
];

for (const [args, about] of badOptions) {
  test(`${args.join(' ')} ends with one line and exit code 1`, async () => {
    expectOneLine(await new Command(args).ended, about);
  });
}

test('a bad PORT ends with one line and exit code 1', async () => {
  expectOneLine(await new Command([], { PORT: 'x' }).ended, /PORT/);
});

test('an address that this machine does not have ends with one line and exit code 1', async () => {
  expectOneLine(await new Command(['--port', '0', '--host', '203.0.113.1']).ended, /address/);
  expectOneLine(await new Command(['--port', '0', '--host', 'no-such-host.invalid']).ended, /address/);
});

test('a port in use ends with one line and exit code 1', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    expectOneLine(await new Command(['--port', String(port)]).ended, new RegExp(`^Port ${port} is in use\\. Stop what uses it, or choose another with --port\\.`));
  } finally {
    other.close();
  }
});

test('--version says the version and ends with exit code 0', async () => {
  const { code, stdout, stderr } = await new Command(['--version', '--port', 'x']).ended;
  expect(stdout).to.equal(`${packageJson.version}\n`);
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
});

test('--help says how to use it and ends with exit code 0', async () => {
  const { code, stdout, stderr } = await new Command(['--help']).ended;
  expect(stdout).to.match(/^Usage: /).and.include('--public-url');
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
});

test('the server listens to this machine alone unless told otherwise, and names no address for others', async () => {
  await withServer([], async (url, { stdout }) => {
    expect(await urlsOf(url)).to.deep.equal([]);
    expect(stdout).to.include(`http://localhost:${new URL(url).port}\n`);
    for (const { address, family, internal } of Object.values(networkInterfaces()).flatMap((each) => each ?? [])) {
      if (internal || family !== 'IPv4') continue;
      const outcome = await call(`http://${address}:${new URL(url).port}/health`).then(() => 'reached', () => 'refused');
      expect(outcome, address).to.equal('refused');
    }
  });
});

test('the server listens to both loopback addresses where the machine has them', async (t) => {
  const hasIpv6 = Object.values(networkInterfaces()).flat().some((each) => each?.address === '::1');
  if (!hasIpv6) return t.skip('this machine has no ::1');
  await withServer([], async (url) => {
    expect(await urlsOf(`http://[::1]:${new URL(url).port}`)).to.deep.equal([]);
  });
});

test('--host alone is every address: health and the screen name those of the network, with a code to scan', async () => {
  await withServer(['--host'], async (url, { stdout }) => {
    const urls = await urlsOf(url);
    const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({ internal, family }) => !internal && family === 'IPv4');
    expect(urls).to.include.members(own.map(({ address }) => `http://${address}:${new URL(url).port}`));
    for (const each of urls) expect(stdout).to.include(each);
    if (urls.length > 0) expect(stdout).to.match(/[▀▄█]/);
  });
});

test('--public-url is what health and the screen name', async () => {
  await withServer(['--public-url', 'https://chat.example/'], async (url, { stdout }) => {
    expect(await urlsOf(url)).to.deep.equal(['https://chat.example']);
    expect(stdout).to.include('https://chat.example\n');
  });
});

test('a limit given to the command holds', async () => {
  await withServer(['--max-rooms', '1', '--history=2'], async (url) => {
    await new Person(url, 'ana').joins('lobby');
    expect((await post(`${url}/join`, { room: 'kitchen', username: 'ana' })).body.code).to.equal('server_full');
    expect(JSON.parse((await call(`${url}/health`)).text)).to.have.nested.property('limits.history', 2);
  });
});

test('two starts have two names and two ids', async () => {
  const names: (string | undefined)[] = [];
  for (const _ of [1, 2]) {
    await withServer([], async (url) => {
      const { epoch } = await new Person(url, 'ana').joins('lobby');
      names.push(epoch, (await call(`${url}/health`)).body.server);
    });
  }
  expect(new Set(names).size).to.equal(4);
});

test('--host on a machine without a network speaks of the network', async (t) => {
  // A network of its own, with nothing in it.
  if (spawnSync('unshare', ['--net', 'true']).status !== 0) return t.skip('this machine lets nobody have a network of their own');
  const command = new Command([COMMAND, '--port', '0', '--host'], {}, ['unshare', '--net', process.execPath]);
  await command.port();
  expect(command.stdout).to.match(/Others +none yet: this machine is in no network/).and.not.to.include('--host');
  await command.stop();
});

test('who listens to one loopback address is told how to let others in', async () => {
  for (const [args, advice] of [[[], /start it with --host to let/], [['--host', '127.0.0.1'], /start it with --host and no address after it/]] as const) {
    await withServer(args, async (_url, { stdout }) => {
      expect(stdout).to.match(advice);
    });
  }
});

test('of as many connections as are allowed each is answered, and one more is closed', async () => {
  await withServer(['--max-connections', '3'], async (url) => {
    const ask = 'GET /health HTTP/1.1\r\nHost: sala\r\n\r\n';
    const all = [1, 2, 3].map(() => new RawConnection(url).write(ask));
    await Promise.all(all.map((connection) => connection.hasAnswers(1)));
    expect(await say(url, ask).catch(() => '')).to.equal('');
    all.pop()?.end();
    await eventually(async () => {
      expect(answersIn(await say(url, ask.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')))).to.deep.equal([200]);
    });
    for (const connection of all) connection.end();
  });
});

test('it says nothing of requests, unless --verbose', async () => {
  await withServer([], async (url, command) => {
    await new Person(url, 'ana').joins('lobby');
    expect(command.stdout).not.to.include('/join');
  });
});

test('--verbose logs each request with its status, and no key', async () => {
  await withServer(['--verbose'], async (url, command) => {
    await new Person(url, 'ana', KEY).joins('lobby');
    await call(url);
    await command.prints(/POST \/join 200 \d+ ms\n/);
    await command.prints(/GET \/ 200 \d+ ms\n/);
    expect(command.stdout).not.to.include(KEY);
  });
});

test('--verbose logs with which code a request is refused', async () => {
  await withServer(['--verbose'], async (url, command) => {
    await new Person(url, 'ana', KEY).joins('lobby');
    await post(`${url}/join`, { room: 'lobby', username: 'ana' });
    await command.prints(/POST \/join 403 name_taken \d+ ms\n/);
    await post(`${url}/send`, { room: 'nowhere', username: 'bruno', message: 'hi' });
    await command.prints(/POST \/send 404 room_not_found \d+ ms\n/);
    await post(`${url}/send`, { message: 'x'.repeat(40_000) });
    await command.prints(/POST \/send 413 payload_too_large \d+ ms\n/);
    await call(`${url}/nothing`);
    await command.prints(/GET \/nothing 404 not_found \d+ ms\n/);
    await call(url, { method: 'PUT' });
    await command.prints(/PUT \/ 405 method_not_allowed \d+ ms\n/);
    await say(url, 'hello\r\n\r\n');
    await command.prints(/\(unreadable\) 400 invalid_request\n/);
  });
});

test('--verbose logs a request that its client gave up as abandoned', async () => {
  await withServer(['--verbose'], async (url, command) => {
    const { timestamp } = await new Person(url, 'ana').joins('lobby');
    const connection = new RawConnection(url).write(`GET /receive?room=lobby&last_timestamp=${timestamp}&wait=25 HTTP/1.1\r\nHost: sala\r\n\r\n`);
    await arrival();
    connection.end();
    await command.prints(/GET \/receive\?room=lobby\S+ abandoned \d+ ms\n/);
    const upload = new RawConnection(url).write('POST /send HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{');
    await arrival();
    upload.end();
    await command.prints(/POST \/send abandoned \d+ ms\n/);
    expect(command.stdout).not.to.match(/(receive|send)\S* \d/);
  });
});
