import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createApp } from '../../server/app.ts';
import { serveFiles } from '../../server/files.ts';
import { DEFAULT_LIMITS } from '../../server/rooms/limits.ts';

const PAGE = fileURLToPath(new URL('../../dist/page', import.meta.url));
const FONT = createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');

/** What every picture shows of time: a Monday morning. */
const NOW = Date.UTC(2026, 4, 4, 10, 30);
/** Between what is said, in milliseconds. */
const STEP_MS = 60_000;

/** The address under which every picture has the page. */
export const STAGE = 'https://sala.example/';

/** The page as it looks anywhere: always the same time, letters and address. */
export interface Stage {
  open(options: BrowserContextOptions, path?: string): Promise<Page>;
  /** Somebody else joins and speaks. */
  says(username: string, room: string, ...texts: string[]): Promise<void>;
}

/** Starts a server whose clock goes by a minute for each event, and ends it with the test. */
export async function setStage(t: TestContext, browser: Browser): Promise<Stage> {
  let clock = NOW - 40 * STEP_MS;
  let ids = 0;
  const app = createApp({
    limits: DEFAULT_LIMITS,
    identity: { version: '1.2.3', server: 'stage', urls: ['http://192.168.0.10:5501'], history: DEFAULT_LIMITS.history },
    nextId: () => `stage.${ids++}`,
    wallClock: () => (clock += STEP_MS) * 1_000,
    monotonicClock: () => performance.now(),
    reportFault: (fault) => { throw fault; },
    files: serveFiles(PAGE),
  });
  const server = createServer(app.handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  t.after(() => {
    app.stop();
    server.closeAllConnections();
    server.close();
  });

  const post = async (path: string, body: object) => {
    const response = await fetch(origin + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.equal(response.status, 200, await response.text());
  };
  return {
    async open(options, path = '') {
      const context = await browser.newContext({ timezoneId: 'UTC', reducedMotion: 'reduce', serviceWorkers: 'block', bypassCSP: true, ...options });
      t.after(() => context.close());
      // How much is stored depends on the build and on the browser.
      await context.addInitScript(() => { StorageManager.prototype.estimate = () => Promise.resolve({ usage: 250_000, quota: 1e9 }); });
      await context.route(`${STAGE}**`, async (route) => {
        const url = origin + route.request().url().slice(STAGE.length);
        try {
          await route.fulfill({ response: await route.fetch({ url }) });
        } catch {
          // The page was closed meanwhile.
        }
      });
      const page = await context.newPage();
      await page.clock.setFixedTime(NOW);
      await page.goto(STAGE + path);
      await page.evaluate(async (font) => {
        const face = new FontFace('Stage', `url(data:font/woff2;base64,${font})`, { weight: '100 900' });
        document.fonts.add(await face.load());
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(':root { --font: Stage }');
        document.adoptedStyleSheets.push(sheet);
      }, readFileSync(FONT).toString('base64'));
      return page;
    },
    async says(username, room, ...texts) {
      await post('join', { username, room });
      for (const message of texts) await post('send', { username, room, message });
    },
  };
}
