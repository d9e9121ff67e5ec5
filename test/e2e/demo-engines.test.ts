// What Playwright tells in Chromium (demo.test.ts), in short in the other engines, as they are installed.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openEngine, skipReason } from '../support/engine-page.ts';
import { EngineVisitor } from '../support/engine-visitor.ts';
import type { EngineName } from '../support/engines.mjs';
import { SalaServer } from '../support/sala-server.ts';

async function chatsWithoutServer(t: TestContext, engine: EngineName): Promise<void> {
  const server = new SalaServer();
  t.after(() => server.stop());
  await server.start();
  const page = await openEngine(engine);
  t.after(() => page.close());

  const ana = new EngineVisitor(page);
  await ana.opens(server.url);
  await ana.presses('Try the demo');
  await ana.seesButton('Leave the demo');
  await ana.joins('Ana', 'lobby');
  await ana.writes('with a server');
  await ana.sees('with a server');

  await server.stop();
  await assert.rejects(fetch(server.url));
  await ana.reloads();
  await ana.isInRoom('lobby');
  await ana.seesButton('Leave the demo');
  await ana.sees('with a server');
  await ana.writes('without a server');
  await ana.sees('without a server');
}

test('in Firefox the demo chats after the server has stopped and the page was reloaded', { skip: skipReason('firefox') }, async (t) => {
  await chatsWithoutServer(t, 'firefox');
});

test('in WebKitGTK the demo chats after the server has stopped and the page was reloaded', { skip: skipReason('webkit') }, async (t) => {
  await chatsWithoutServer(t, 'webkit');
});
