import assert from 'node:assert/strict';
import { after, before, type TestContext } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { CHROMIUM_ARGS, findEngines } from './engines.mjs';
import { RESOLVE_INSECURE_HOST } from './place.ts';
import { SalaServer } from './sala-server.ts';
import { Visitor } from './visitor.ts';

/** A story, its server and who comes to it. All of it ends with the test. */
export interface Story {
  readonly server: SalaServer;
  /** Somebody with a browser of their own, in which no page is open yet. */
  visitor(name: string, options?: BrowserContextOptions): Promise<Visitor>;
  /** The same person with one more page in the same browser. */
  secondPageOf(visitor: Visitor): Promise<Visitor>;
  /** Somebody who has opened the server's page. */
  guest(name: string, options?: BrowserContextOptions): Promise<Visitor>;
  guests(one: string, other: string): Promise<[Visitor, Visitor]>;
  /** Pages may call this host as well. */
  allows(url: string): void;
}

/**
 * Tells the stories of a file in one browser, each with a server and pages of its own. When a story ends, none of its
 * pages may have met an error, broken the Content-Security-Policy or called another host.
 */
export function stories(): (t: TestContext) => Promise<Story> {
  let browser: Browser;

  before(async () => {
    const executablePath = findEngines().chromium ?? assert.fail('There is no Chromium. Install it, or name one with CHROME_PATH.');
    browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, RESOLVE_INSECURE_HOST] });
  });
  after(() => browser.close());

  return async (t) => {
    const server = new SalaServer();
    const visitors: Visitor[] = [];
    const hosts: string[] = [];
    t.after(async () => {
      const ends = await Promise.allSettled(visitors.map((visitor) => visitor.ends(hosts)));
      await server.stop();
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    });
    await server.start();
    hosts.push(`localhost:${server.port}`);

    const visitor = async (name: string, options: BrowserContextOptions = {}): Promise<Visitor> => {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      const one = new Visitor(name, await context.newPage());
      visitors.push(one);
      return one;
    };
    const guest = async (name: string, options?: BrowserContextOptions): Promise<Visitor> => {
      const one = await visitor(name, options);
      await one.opens(server.url);
      return one;
    };
    return {
      server,
      visitor,
      guest,
      guests: (one, other) => Promise.all([guest(one), guest(other)]),
      async secondPageOf({ name, context }) {
        const one = new Visitor(name, await context.newPage());
        visitors.push(one);
        return one;
      },
      allows(url) {
        hosts.push(new URL(url).host);
      },
    };
  };
}
