import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join, relative } from 'node:path';
import type { RequestHandler } from 'express';
import { lookup } from 'mrmime';
import { send } from './http/closing.ts';
import { contentSecurityPolicy, HASHED_CACHE } from './policy.ts';
import { pathOf, refuseFileMethod } from './reading.ts';

/** The build's folder holds no page. Its message says what to do. */
export class MissingPageError extends Error {
  override readonly name = 'MissingPageError';
}

/** How the build compresses files, with the endings that it gives them; the most wanted first. */
const ENCODINGS = [{ encoding: 'br', ending: '.br' }, { encoding: 'gzip', ending: '.gz' }] as const;

type Headers = Readonly<Record<string, string | number>>;

/** A file in one encoding. */
interface Variant {
  readonly body: Buffer;
  readonly tag: string;
  /** Of every answer, and those of one that has a body. */
  readonly headers: Headers;
  readonly bodyHeaders: Headers;
}

interface File {
  readonly plain: Variant;
  readonly encoded: readonly (Variant & { readonly encoding: string })[];
}

/** A strong tag of the bytes as they go out, so that each build and each encoding has its own. */
function tagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url')}"`;
}

/** The paths of the files below a folder, with a slash at their beginning; hidden ones are left out. */
function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `/${relative(folder, join(parentPath, name)).replaceAll('\\', '/')}`)
    .filter((path) => !path.includes('/.'));
}

/**
 * Reads a whole build into memory (under 2 MB), so that the page and its assets stay one build while newer files take
 * their place on the disk.
 *
 * @throws MissingPageError
 */
function readFiles(folder: string): ReadonlyMap<string, File> {
  const contents = new Map(listFiles(folder).map((path) => [path, readFileSync(join(folder, path))]));
  const page = contents.get('/index.html');
  if (!page) throw new Error('There is no index.html.');
  const policy = contentSecurityPolicy(page.toString());
  const files = new Map<string, File>();
  for (const [path, body] of contents) {
    if (ENCODINGS.some(({ ending }) => path.endsWith(ending))) continue;
    const encoded = ENCODINGS.flatMap(({ encoding, ending }) => {
      const compressed = contents.get(path + ending);
      return compressed ? [{ encoding, ...toVariant(path, compressed, policy, encoding) }] : [];
    });
    files.set(path, { plain: toVariant(path, body, policy), encoded });
  }
  files.set('/', files.get('/index.html') as File);
  return files;
}

function toVariant(path: string, body: Buffer, policy: string, encoding?: string): Variant {
  const isHashed = path.startsWith('/assets/');
  const type = lookup(path) ?? 'application/octet-stream';
  const tag = tagOf(body);
  return {
    body,
    tag,
    headers: {
      'Cache-Control': isHashed ? HASHED_CACHE : 'no-cache',
      'ETag': tag,
      'Vary': 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      ...(isHashed ? {} : { 'Content-Security-Policy': policy }),
    },
    bodyHeaders: {
      'Content-Type': type.startsWith('text/') ? `${type};charset=utf-8` : type,
      'Content-Length': body.length,
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    },
  };
}

/** Whether a client takes an encoding, which it names without or with a weight above 0. */
function accepts({ headers }: IncomingMessage, encoding: string): boolean {
  return (headers['accept-encoding'] ?? '').split(',').some((part) => {
    const [name = '', ...parameters] = part.toLowerCase().split(';').map((word) => word.trim());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** Whether a client has this variant already. Proxies weaken the tags of what they compress. */
function hasTag({ headers }: IncomingMessage, tag: string): boolean {
  const tags = (headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(tag);
}

/** To which an installed app posts what is shared into it, see scripts/manifest.mjs. */
const SHARE = '/share';

/** Where no worker took what was shared: the page asks to share it again, by when there is one. Nobody reads it here. */
const SHARED_AGAIN = ['Location', './#?share-again', 'Cache-Control', 'no-store', 'Content-Length', '0'];

function decode(path: string): string | undefined {
  try {
    return decodeURI(path);
  } catch {
    return undefined;
  }
}

/**
 * Serves the built page as it is now; what becomes of the files later changes nothing.
 *
 * @throws MissingPageError
 */
export function serveFiles(folder: string): RequestHandler {
  let files: ReadonlyMap<string, File>;
  try {
    files = readFiles(folder);
  } catch (error) {
    throw new MissingPageError(`Failed to read the page in ${folder}: ${error instanceof Error ? error.message : String(error)} Build it with "npm run build", or copy dist/page beside dist/server.`);
  }
  return (request, response, next) => {
    const { method } = request;
    const path = pathOf(request.url);
    if (path === SHARE && method === 'POST') return send(response, 303, [...SHARED_AGAIN], '');
    const file = files.get(decode(path) ?? '');
    if (!file) return next();
    if (method !== 'GET' && method !== 'HEAD') refuseFileMethod(response);
    const { body, tag, headers, bodyHeaders } = file.encoded.find(({ encoding }) => accepts(request, encoding)) ?? file.plain;
    if (hasTag(request, tag)) return response.writeHead(304, headers).end();
    return response.writeHead(200, { ...headers, ...bodyHeaders }).end(method === 'HEAD' ? undefined : body);
  };
}
