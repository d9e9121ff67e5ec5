// What Playwright tells in Chromium (demo.test.ts), in short in the other engines, as they are installed.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openEngine, skipReason, type EnginePage, type OtherEngine } from '../support/engine-page.ts';
import { SalaServer } from '../support/sala-server.ts';
import { eventually } from '../support/visitor.ts';

const BUTTON = 'button';
const TEXTBOX = 'input, textarea';
const HEADING = 'h1';

/** Runs in the page: finds what is shown under a name, in whatever shadow root, and gives it the focus if it takes it. */
function focusNamed(selector: string, name: string): boolean {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.matches(selector) || element.getClientRects().length === 0) continue;
      const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0] : undefined;
      const named = element.getAttribute('aria-label') ?? (label ?? element).textContent;
      if (named.trim() !== name) continue;
      element.focus();
      return element.tabIndex < 0 || element.matches(':focus');
    }
  }
  return false;
}

/** Runs in the page: the whole texts of what the log lists, with what only screen readers are told. */
function readLog(): string[] {
  const roots: (Document | ShadowRoot)[] = [document];
  const texts: string[] = [];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    for (const item of root.querySelectorAll('[role=log] li')) texts.push(item.textContent.replace(/\s+/g, ' ').trim());
  }
  return texts;
}

/** Waits until something is there. */
function finds(page: EnginePage, selector: string, name: string): Promise<void> {
  return eventually(async () => assert.ok(await page.call(focusNamed, selector, name), `There is no ${selector} "${name}".`));
}

async function presses(page: EnginePage, name: string): Promise<void> {
  await finds(page, BUTTON, name);
  await page.pressEnter();
}

async function fills(page: EnginePage, name: string, text: string): Promise<void> {
  await finds(page, TEXTBOX, name);
  await page.type(text);
}

async function writes(page: EnginePage, text: string): Promise<void> {
  await fills(page, 'Message', text);
  await page.pressEnter();
}

/** Sees a message that the server has: of others the log says that they are being sent, or were not. */
async function sees(page: EnginePage, text: string): Promise<void> {
  await eventually(async () => {
    const log = await page.call(readLog);
    const found = log.filter((item) => item.includes(text));
    assert.equal(found.length, 1, `"${text}" is there ${found.length} times:\n${log.join('\n')}`);
    assert.doesNotMatch(found.join(''), /Sending|Not sent/);
  });
}

async function chatsWithoutServer(t: TestContext, engine: OtherEngine): Promise<void> {
  const server = new SalaServer();
  t.after(() => server.stop());
  await server.start();
  const page = await openEngine(engine);
  t.after(() => page.close());

  await page.goto(server.url);
  await presses(page, 'Try the demo');
  await fills(page, 'Your name', 'Ana');
  await fills(page, 'Room', 'lobby');
  await presses(page, 'Join');
  await writes(page, 'with a server');
  await sees(page, 'with a server');

  await server.stop();
  await assert.rejects(fetch(server.url));
  await page.reload();
  await finds(page, HEADING, 'lobby');
  await finds(page, BUTTON, 'Leave the demo');
  await sees(page, 'with a server');
  await writes(page, 'without a server');
  await sees(page, 'without a server');
}

test('in Firefox the demo chats after the server has stopped and the page was reloaded', { skip: skipReason('firefox') }, async (t) => {
  await chatsWithoutServer(t, 'firefox');
});

test('in WebKitGTK the demo chats after the server has stopped and the page was reloaded', { skip: skipReason('webkit') }, async (t) => {
  await chatsWithoutServer(t, 'webkit');
});
