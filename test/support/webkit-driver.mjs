// WebKitGTK over W3C WebDriver, by `fetch` alone: https://www.w3.org/TR/webdriver2/
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const WIDTH = 1280;
const HEIGHT = 1000;

/** The browser's toolbar would not let the window be as narrow as a phone. */
const NARROW_TOOLBAR = '* { min-width: 0; margin: 0; padding: 0; font-size: 1px; -gtk-icon-size: 1px; } image { -gtk-icon-transform: scale(0); }';

/** For how long the driver may take to listen, in milliseconds. */
const START_MS = 10_000;
const TRY_AGAIN_MS = 50;
const REMOVE_AGAIN_MS = 200;

/** @returns {Promise<number>} a port that is free */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} name
 * @returns {Promise<never>}
 */
async function ended(child, name) {
  const [code] = await once(child, 'exit');
  throw new Error(`Failed to start ${name}: it ended with ${code}.`);
}

/** One WebKitGTK with one window: its driver says of every further one that it is hidden. */
export class WebKitDriver {
  /** @readonly @type {import('node:child_process').ChildProcess[]} */
  #children = [];
  #session = '';
  /** Where the browser keeps what it keeps. */
  #home = '';

  /** @param {import('./engines.mjs').WebKit} paths */
  async start({ driver, browser, display }) {
    // When the runner is ended from outside, nobody calls stop().
    process.once('exit', () => this.#children.forEach((child) => child.kill()));
    // Xvfb chooses a display that is free and tells it on the descriptor 3.
    const screen = ['-displayfd', '3', '-screen', '0', `${WIDTH}x${HEIGHT}x24`, '-nolisten', 'tcp'];
    const xvfb = spawn(display, screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    this.#children.push(xvfb);
    const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (xvfb.stdio[3]) });
    const [number] = await Promise.race([once(lines, 'line'), ended(xvfb, 'Xvfb')]);

    this.#home = mkdtempSync(join(tmpdir(), 'sala-webkit-'));
    mkdirSync(join(this.#home, 'gtk-3.0'));
    writeFileSync(join(this.#home, 'gtk-3.0/gtk.css'), NARROW_TOOLBAR);
    const port = await freePort();
    const env = {
      ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: 'x11',
      XDG_CONFIG_HOME: this.#home, XDG_CACHE_HOME: this.#home, XDG_DATA_HOME: this.#home,
    };
    const webDriver = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
    this.#children.push(webDriver);
    const address = `http://127.0.0.1:${port}/session`;
    await Promise.race([listening(`http://127.0.0.1:${port}/status`), ended(webDriver, 'WebKitWebDriver')]);
    const { sessionId } = await call(address, {
      capabilities: {
        alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
      },
    });
    this.#session = `${address}/${sessionId}`;
  }

  /**
   * @param {string} path of a command, such as `url`
   * @param {object} [parameters] posted; without them it is a GET
   */
  command(path, parameters) {
    return call(`${this.#session}/${path}`, parameters);
  }

  /** @param {object} actions of one input source */
  act(actions) {
    return this.command('actions', { actions: [actions] });
  }

  async stop() {
    if (this.#session) await fetch(this.#session, { method: 'DELETE' }).catch(() => undefined);
    for (const child of this.#children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, 'exit');
    }
    // A child of the browser may still write its cache of shaders.
    if (this.#home) rmSync(this.#home, { recursive: true, force: true, maxRetries: 10, retryDelay: REMOVE_AGAIN_MS });
  }
}

/**
 * @param {string} url
 * @param {object} [parameters]
 */
async function call(url, parameters) {
  const body = parameters && JSON.stringify(parameters);
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body });
  const { value } = /** @type {{value: any}} */ (await response.json());
  if (!response.ok) throw new Error(`Failed to drive WebKitGTK: ${value.message || value.error}.`);
  return value;
}

/** The driver says nothing when it listens. @param {string} url */
async function listening(url) {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    if (await fetch(url).then((response) => response.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
  throw new Error(`Failed to start WebKitWebDriver: it did not listen within ${START_MS} ms.`);
}
