import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { expect } from 'chai';
import { call, post } from '../support/http.ts';
import { Command, withServer, type Ended } from '../support/command.ts';
import { Person } from '../support/person.ts';

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
    expectOneLine(await new Command(['--port', String(port)]).ended, new RegExp(`^Port ${port} is in use\\.`));
  } finally {
    other.close();
  }
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

test('it says nothing of requests, unless --verbose', async () => {
  await withServer([], async (url, command) => {
    await new Person(url, 'ana').joins('lobby');
    expect(command.stdout).not.to.include('/join');
  });
  await withServer(['--verbose'], async (url, command) => {
    await new Person(url, 'ana', 'key-of-ana-0123456789').joins('lobby');
    await command.prints(/POST \/join 200 \d+ ms/);
    expect(command.stdout).not.to.include('key-of-ana');
  });
});
