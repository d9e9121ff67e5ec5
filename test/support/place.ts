import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { chromium, type BrowserContext } from 'playwright-core';
import { CHROMIUM_ARGS, findEngines } from './engines.mjs';
import { DIST, SalaServer } from './sala-server.ts';
import { Visitor } from './visitor.ts';

/** A name that is no secure context, and leads to this machine. */
export const INSECURE_HOST = 'sala.test';

/** Of Chromium, so that the name leads there. */
export const RESOLVE_INSECURE_HOST = `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`;

/** A server with a build of its own, and browsers that remember what they did the last time. */
export interface Place {
  /** A copy of the build, which a test may change. */
  readonly dist: string;
  readonly server: SalaServer;
  /** The browser of somebody, with what it remembers. */
  openBrowser(whose?: string): Promise<BrowserContext>;
}

/** All of it ends with the test. */
export async function newPlace(t: TestContext): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'sala-place-'));
  const dist = join(folder, 'dist');
  cpSync(DIST, dist, { recursive: true });
  const server = new SalaServer(dist);
  const browsers: BrowserContext[] = [];
  t.after(async () => {
    for (const browser of browsers) await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await server.start();
  const executablePath = findEngines().chromium ?? assert.fail('There is no Chromium. Install it, or name one with CHROME_PATH.');
  return {
    dist,
    server,
    async openBrowser(whose = 'Ana') {
      const browser = await chromium.launchPersistentContext(join(folder, whose), {
        executablePath, args: [...CHROMIUM_ARGS, RESOLVE_INSECURE_HOST], locale: 'en-GB',
      });
      browsers.push(browser);
      return browser;
    },
  };
}

/** Somebody with one more page in a browser. */
export async function openTab(browser: BrowserContext, url: string, name = 'Ana'): Promise<Visitor> {
  const visitor = new Visitor(name, await browser.newPage());
  await visitor.opens(url);
  return visitor;
}
