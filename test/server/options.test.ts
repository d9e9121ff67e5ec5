import { test } from 'node:test';
import { expect } from 'chai';
import { helpText, OptionError, readOptions, type Options } from '../../server/options.ts';
import { BOUNDS, DEFAULT_LIMITS, type Limits } from '../../server/rooms/limits.ts';

function read(args: string, env: Record<string, string> = {}): Options {
  const options = readOptions(args === '' ? [] : args.split(' '), env);
  if (typeof options === 'string') throw new Error(`It asked for ${options}.`);
  return options;
}

function problemOf(args: readonly string[], env: Record<string, string> = {}): string {
  try {
    readOptions(args, env);
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
  throw new Error(`"${args.join(' ')}" was taken.`);
}

const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const NAMES = Object.keys(BOUNDS) as (keyof Limits)[];

test('without options the server has port 5501 of this machine alone, and the limits of the protocol', () => {
  expect(read('')).to.deep.equal({
    port: 5501, host: undefined, publicUrl: undefined, certificate: undefined, verbose: false, maxConnections: 20_000, limits: DEFAULT_LIMITS,
  });
});

test('the limits are those that are promised', () => {
  expect(DEFAULT_LIMITS).to.deep.equal({
    maxRooms: 10_000, maxMembers: 1_000, maxRoomsPerUser: 50, maxNames: 50_000, presenceTimeout: 900, history: 50,
    historyBytes: 262_144, maxHistoryBytes: 268_435_456, idMemorySeconds: 600, idMemoryPerRoom: 1_000, idMemory: 100_000,
    keptNameSeconds: 86_400, maxKeptNames: 50_000,
  });
});

test('no option lets an answer have more people or rooms than clients accept', () => {
  expect(BOUNDS.maxMembers.max).to.be.at.most(10_000);
  expect(BOUNDS.maxRoomsPerUser.max).to.be.at.most(1_000);
});

for (const name of NAMES) {
  const flag = flagOf(name);
  const { min, max } = BOUNDS[name];

  test(`${flag} sets ${name} and nothing else`, () => {
    expect(read(`${flag} ${min + 1}`).limits).to.deep.equal({ ...DEFAULT_LIMITS, [name]: min + 1 });
    expect(read(`${flag}=${min}`).limits[name]).to.equal(min);
    expect(read(`${flag} ${max}`).limits[name]).to.equal(max);
  });

  test(`${flag} takes no less than its least, no more than its most, and nothing but whole numbers`, () => {
    for (const value of [String(min - 1), String(max + 1), '1.5', '1e9', 'ten', '', '-5', '0x50', '٣']) {
      expect(problemOf([`${flag}=${value}`])).to.include(flag);
    }
    expect(problemOf([flag])).to.include(flag);
    expect(problemOf([flag, '--verbose'])).to.include(flag);
  });

  test(`--help tells of ${flag}`, () => {
    expect(helpText()).to.include(`${flag} `);
  });
}

test('--port sets the port, before PORT', () => {
  expect(read('', { PORT: '80' }).port).to.equal(80);
  expect(read('--port 8080', { PORT: '80' }).port).to.equal(8080);
  expect(read('--port=0').port).to.equal(0);
  expect(read('', { PORT: '' }).port).to.equal(5501);
});

test('a port is a whole number from 0 to 65535', () => {
  for (const port of ['65536', '-1', 'http', '']) expect(problemOf([`--port=${port}`])).to.include('--port');
  expect(problemOf([], { PORT: 'x' })).to.include('PORT');
});

test('--host sets the address, before HOST; alone it is every address', () => {
  expect(read('--host 192.168.0.2').host).to.equal('192.168.0.2');
  expect(read('--host', { HOST: '10.0.0.1' }).host).to.equal(true);
  expect(read('--host --verbose')).to.include({ host: true, verbose: true });
  expect(read('--host=::1').host).to.equal('::1');
  expect(read('', { HOST: '0.0.0.0' }).host).to.equal('0.0.0.0');
  expect(read('', { HOST: '' }).host).to.equal(undefined);
});

test('an empty --host is refused, since it would be every address', () => {
  expect(problemOf(['--host='])).to.include('--host');
  expect(problemOf(['--host', ''])).to.include('--host');
});

test('--public-url is an address of the web, kept without a slash at its end', () => {
  expect(read('--public-url https://chat.example/').publicUrl).to.equal('https://chat.example');
  expect(read('--public-url https://chat.example/sala').publicUrl).to.equal('https://chat.example/sala');
  for (const url of ['chat.example', 'ftp://chat.example', 'javascript:alert(1)', '']) {
    expect(problemOf([`--public-url=${url}`])).to.include('--public-url');
  }
});

test('--cert and --key name files, both or neither, and neither may be empty', () => {
  expect(read('--key b --cert a').certificate).to.deep.equal({ cert: 'a', key: 'b' });
  for (const [given, missing] of [['--cert', '--key'], ['--key', '--cert']] as const) {
    expect(problemOf([given, 'a'])).to.include(`${given} needs ${missing}`);
    expect(problemOf([`${given}=`, missing, 'a'])).to.include(`${given} needs the path`);
    expect(problemOf([given])).to.include(given);
  }
});

test('what is no option is refused by its name', () => {
  for (const word of ['--ports', '5501', '-p', '--PORT', '']) expect(problemOf([word])).to.include(word);
});

test('--help and -h ask for help, --version for the version', () => {
  for (const flag of ['--help', '-h']) expect(readOptions(['--verbose', flag], {})).to.equal('help');
  expect(readOptions(['--verbose', '--version'], {})).to.equal('version');
});

test('--max-connections is a whole number of 1 or more', () => {
  expect(read('--max-connections 1').maxConnections).to.equal(1);
  expect(read('--max-connections=30000').maxConnections).to.equal(30_000);
  for (const value of ['0', '-1', '1.5', 'many', '']) expect(problemOf([`--max-connections=${value}`])).to.include('--max-connections');
  expect(problemOf(['--max-connections'])).to.include('--max-connections');
});

test('what is refused is said in one line', () => {
  for (const args of [['--port', 'x'], ['--host='], ['--what'], ['--history', '0']]) {
    expect(problemOf(args)).not.to.include('\n');
  }
});
