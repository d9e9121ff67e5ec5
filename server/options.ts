import { BOUNDS, type Limits } from './rooms/limits.ts';

export const DEFAULT_PORT = 5501;

export const DEFAULT_MAX_CONNECTIONS = 20_000;

export interface Options {
  readonly port: number;
  /** Undefined: this machine alone. `true`: every address. */
  readonly host: string | true | undefined;
  readonly publicUrl: string | undefined;
  /** Undefined: plain http. */
  readonly certificate: CertificateFiles | undefined;
  readonly verbose: boolean;
  /** Connections that are open at a time. */
  readonly maxConnections: number;
  readonly limits: Limits;
}

/** Paths of PEM files. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** An option that cannot be taken. Its message says which and what to do. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

const LIMIT_FLAGS = new Map(
  Object.entries(BOUNDS).map(([name, bound]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, { name, bound },
  ]),
);

/** What is answered instead of running a server. */
export type Question = 'help' | 'version';

const QUESTIONS: ReadonlyMap<string, Question> = new Map([['--help', 'help'], ['-h', 'help'], ['--version', 'version']]);

export function helpText(): string {
  const limits = [...LIMIT_FLAGS].map(([flag, { bound }]) => row(`${flag} N`, `${bound.help} (${bound.default})`));
  return [
    'Usage: npm start -- [options]', '',
    row('--port N', `the port (${DEFAULT_PORT}, or PORT)`),
    row('--host [ADDRESS]', 'where to listen; alone: every address (this machine only, or HOST)'),
    row('--public-url URL', 'the address at which others reach this server: of a proxy in front, or as the certificate names it'),
    row('--cert FILE', 'speak https by this certificate, with those that vouch for it (PEM)'),
    row('--key FILE', 'the private key of the certificate (PEM)'),
    row('--verbose', 'log every request, and with which code one was refused'),
    row('--version', 'the version of Sala'),
    row('--help', 'this text'), '',
    'Limits', ...limits,
    row('--max-connections N', `connections that are open at a time (${DEFAULT_MAX_CONNECTIONS})`),
  ].join('\n');
}

function row(flag: string, help: string): string {
  return `  ${flag.padEnd(26)}${help}`;
}

/**
 * Reads the command line (without the program) and the environment.
 *
 * @returns the options, or the question where one was asked
 * @throws OptionError
 */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Options | Question {
  let port = env['PORT'] ? readPort('PORT', env['PORT']) : DEFAULT_PORT;
  let host: Options['host'] = env['HOST'] || undefined;
  let publicUrl: string | undefined;
  let cert: string | undefined;
  let key: string | undefined;
  let verbose = false;
  let maxConnections = DEFAULT_MAX_CONNECTIONS;
  const limits: Record<string, number> = {};
  const words = args.flatMap((arg) => splitEquals(arg));
  while (words.length > 0) {
    const flag = words.shift() ?? '';
    const value = () => takeValue(flag, words);
    const limit = LIMIT_FLAGS.get(flag);
    const question = QUESTIONS.get(flag);
    if (question) return question;
    if (limit) limits[limit.name] = readWhole(flag, value(), limit.bound.min, limit.bound.max);
    else if (flag === '--port') port = readPort(flag, value());
    else if (flag === '--host') host = takeHost(words);
    else if (flag === '--public-url') publicUrl = readUrl(flag, value());
    else if (flag === '--cert') cert = readPath(flag, value());
    else if (flag === '--key') key = readPath(flag, value());
    else if (flag === '--verbose') verbose = true;
    else if (flag === '--max-connections') maxConnections = readWhole(flag, value(), 1, Number.MAX_SAFE_INTEGER);
    else throw new OptionError(`Unknown option ${flag}. See --help.`);
  }
  const defaults = Object.entries(BOUNDS).map(([name, bound]) => [name, limits[name] ?? bound.default]);
  return { port, host, publicUrl, certificate: bothOrNeither(cert, key), verbose, maxConnections, limits: Object.fromEntries(defaults) as Limits };
}

/** `--flag=value` is `--flag value`. */
function splitEquals(arg: string): string[] {
  const end = arg.indexOf('=');
  return arg.startsWith('--') && end > 0 ? [arg.slice(0, end), arg.slice(end + 1)] : [arg];
}

function takeValue(flag: string, words: string[]): string {
  const value = words.shift();
  if (value === undefined || value.startsWith('--')) throw new OptionError(`${flag} needs a value. See --help.`);
  return value;
}

/** An empty address, as of a variable that is not set, would open the server to every network: it is refused. */
function takeHost(words: string[]): string | true {
  const host = words[0]?.startsWith('--') === false ? words.shift() : undefined;
  if (host === '') throw new OptionError('--host needs an address, or nothing after it for every address.');
  return host ?? true;
}

function readPath(flag: string, text: string): string {
  if (text === '') throw new OptionError(`${flag} needs the path of a file. See --help.`);
  return text;
}

function bothOrNeither(cert: string | undefined, key: string | undefined): CertificateFiles | undefined {
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert === undefined && key === undefined) return undefined;
  const [given, missing] = cert === undefined ? ['--key', '--cert'] : ['--cert', '--key'];
  throw new OptionError(`${given} needs ${missing} FILE as well: https takes a certificate and its private key.`);
}

function readPort(name: string, text: string): number {
  return readWhole(name, text, 0, 65_535);
}

function readWhole(name: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
  throw new OptionError(`${name} must be a whole number ${range}, not "${text}".`);
}

function readUrl(flag: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href.replace(/\/$/, '');
  throw new OptionError(`${flag} must be an address that begins with http:// or https://, not "${text}".`);
}
