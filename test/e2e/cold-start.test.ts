// The server is away before the page is opened: in each engine, as it is installed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openEngine, skipReason, type EnginePage } from '../support/engine-page.ts';
import { EngineVisitor } from '../support/engine-visitor.ts';
import { ENGINE_NAMES, type EngineName } from '../support/engines.mjs';
import { Person } from '../support/person.ts';
import { SalaServer } from '../support/sala-server.ts';

/** What the end of a browser leaves on the disk may be taken away only after it, in milliseconds. */
const REMOVE_AGAIN_MS = 200;

/** Somebody who closes the browser and opens it again, where the engine remembers anything. In WebKitGTK it is one window. */
async function newcomer(t: TestContext, engine: EngineName) {
  const profile = mkdtempSync(join(tmpdir(), 'sala-profile-'));
  let page: EnginePage | undefined;
  t.after(async () => {
    await page?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: REMOVE_AGAIN_MS });
  });
  return {
    async comes(): Promise<EngineVisitor> {
      if (engine === 'webkit' && page) return new EngineVisitor(page);
      await page?.close();
      page = undefined;
      page = await openEngine(engine, profile);
      return new EngineVisitor(page);
    },
  };
}

async function startServer(t: TestContext): Promise<SalaServer> {
  const server = new SalaServer();
  t.after(() => server.stop());
  await server.start();
  return server;
}

/** Ana talks with somebody in two rooms, and the server goes away. */
async function talksBefore(server: SalaServer, ana: EngineVisitor): Promise<void> {
  const bruno = new Person(server.url.slice(0, -1), 'Bruno');
  await ana.opens(server.url);
  for (const room of ['garden', 'lobby']) {
    await bruno.joins(room);
    await ana.joins('Ana', room);
    await ana.writes(`Ana is in the ${room}`);
    await ana.sees(`Ana is in the ${room}`);
    await bruno.sends(`so is Bruno, in the ${room}`);
    await ana.sees(`so is Bruno, in the ${room}`);
  }
  await ana.hasWorker();
  await ana.hasDemoCode();
  await server.stop();
  await assert.rejects(fetch(server.url));
}

async function findsRoomWithoutServer(ana: EngineVisitor, room: string): Promise<void> {
  await ana.isInRoom(room);
  await ana.sees(`Ana is in the ${room}`);
  await ana.sees(`so is Bruno, in the ${room}`);
  await ana.seesStatus(/Offline since .+ The server does not answer/);
}

async function opensWithoutServer(t: TestContext, engine: EngineName): Promise<void> {
  const server = await startServer(t);
  const { comes } = await newcomer(t, engine);
  await talksBefore(server, await comes());

  let ana = await comes();
  await ana.opens(server.url);
  await findsRoomWithoutServer(ana, 'lobby');
  await ana.opens(`${server.url}#/lobby`);
  await findsRoomWithoutServer(ana, 'lobby');

  ana = await comes();
  await ana.opens(`${server.url}#/garden`);
  await findsRoomWithoutServer(ana, 'garden');

  // Nobody has tried it before.
  await ana.opens(`${server.url}?demo`);
  await ana.seesButton('Leave the demo');
  await ana.joins('Ana', 'kitchen');
  await ana.writes('nobody serves this');
  await ana.sees('nobody serves this');
}

const WAYS = {
  chromium: 'in Chromium, after the browser was closed,',
  firefox: 'in Firefox, after the browser was closed,',
  webkit: 'in WebKitGTK, in one window,',
} as const satisfies Record<EngineName, string>;

for (const engine of ENGINE_NAMES) {
  test(`${WAYS[engine]} the app opens without a server in the last room and at links, and so does the demo`, { skip: skipReason(engine) }, async (t) => {
    await opensWithoutServer(t, engine);
  });
}
