import { readFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { TestContext } from 'node:test';

/** The path below which the page is. */
const PREFIX = '/sala/';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.json': 'application/json', '.webmanifest': 'application/manifest+json',
};

/** A web server that has the app below a path, and nothing else. */
export interface Host {
  /** Of the app, with a slash at its end. */
  readonly url: string;
  /** The paths below the app's that were asked for and are not there. */
  readonly missed: readonly string[];
  stop(): Promise<void>;
}

/** As simple as a static host can be: files by their names, 404 for the rest, no header that is Sala's. */
export function startStaticHost(t: TestContext, folder: string): Promise<Host> {
  return start(t, async (path, _request, response) => {
    const name = normalize(path === '' ? 'index.html' : path);
    const content = await readFile(join(folder, name));
    response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
    response.end(content);
  });
}

/** A proxy as `docs/deploy.md` has it: what is below the path goes to the server, without the path. */
export function startProxy(t: TestContext, port: number): Promise<Host> {
  return start(t, async (path, asked, response) => {
    const { method, headers } = asked;
    const onward = request({ host: '127.0.0.1', port, path: `/${path}`, method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
}

type Answer = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function start(t: TestContext, answer: Answer): Promise<Host> {
  const missed: string[] = [];
  const server = createServer((asked, response) => {
    const { url = '' } = asked;
    const path = url.startsWith(PREFIX) ? url.slice(PREFIX.length) : undefined;
    const done = path === undefined ? Promise.reject(new Error('not below the path')) : answer(path, asked, response);
    done.catch(() => {
      missed.push(url);
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  t.after(stop);
  return { url: `http://localhost:${(server.address() as AddressInfo).port}${PREFIX}`, missed, stop };
}
