import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { puppeteerCore } from '@web/test-runner-chrome';
import type { Result } from 'lighthouse';
import { CHROMIUM_ARGS, findEngines } from '../support/engines.mjs';
import { inspect, reportOf, shortcomings } from '../support/lighthouse.ts';
import { Person } from '../support/person.ts';
import { SalaServer } from '../support/sala-server.ts';

const TALK = ['Good morning!', 'Who is cooking on Saturday?', 'The recipe: https://sala.example/lentil-soup'];

async function newPage(t: TestContext) {
  const server = new SalaServer();
  await server.start();
  t.after(() => server.stop());
  const executablePath = findEngines().chromium ?? assert.fail('There is no Chromium.');
  const browser = await puppeteerCore.launch({ executablePath, args: [...CHROMIUM_ARGS, '--lang=en-GB'], headless: true });
  t.after(() => browser.close());
  return { server, page: await browser.newPage() };
}

function tell(t: TestContext, result: Result): void {
  for (const line of [`${t.name}:`, ...reportOf(result)]) t.diagnostic(line);
}

test('the first screen has full marks on a phone', async (t) => {
  const { server, page } = await newPage(t);
  const result = await inspect(page, server.url);
  tell(t, result);
  assert.deepEqual(shortcomings(result), []);
});

test('a talk has full marks on a phone', async (t) => {
  const { server, page } = await newPage(t);
  const bruno = new Person(server.url.replace(/\/$/, ''), 'Bruno');
  await bruno.joins('lobby');
  for (const text of TALK) await bruno.sends(text);
  await page.goto(server.url);
  await page.locator('aria/Your name').fill('Ana');
  await page.locator('aria/Room').fill('lobby');
  await page.locator('aria/Join').click();
  await page.locator('aria/Message[role="textbox"]').fill('Hello, all of you');
  await page.locator('aria/Send').click();
  const result = await inspect(page, `${server.url}#/lobby`);
  tell(t, result);
  assert.deepEqual(shortcomings(result), []);
});
