// What the worker does when a notice is pressed, with windows that are made up: headless browsers show no notices.
import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';

const SCOPE = 'https://host.example/sub/path/';

interface Press {
  readonly notification: { readonly data: string; close(): void };
  waitUntil(work: Promise<void>): void;
}

/** What happened, in order. */
let done: string[] = [];
let windows: { url: string; postMessage(message: unknown): void; focus(): Promise<void> }[] = [];
let press: (event: Press) => void = () => assert.fail('The worker hears no press.');

function openWindow(url: string): void {
  windows.push({
    url,
    postMessage: (message) => done.push(`tell ${url} ${JSON.stringify(message)}`),
    focus: () => { done.push(`focus ${url}`); return Promise.resolve(); },
  });
}

async function pressed(href: string): Promise<void> {
  let work = Promise.resolve();
  press({ notification: { data: href, close: () => done.push('close') }, waitUntil: (promise) => { work = promise; } });
  await work;
}

before(async () => {
  Object.assign(globalThis, {
    self: {
      registration: { scope: SCOPE },
      addEventListener: (name: string, listener: typeof press) => { if (name === 'notificationclick') press = listener; },
      clients: {
        matchAll: (options: object) => {
          assert.deepEqual(options, { type: 'window', includeUncontrolled: true });
          return Promise.resolve(windows);
        },
        openWindow: (url: string) => { done.push(`open ${url}`); return Promise.resolve(null); },
      },
    },
  });
  await import(new URL('../src/pwa/worker/notices.ts', import.meta.url).href);
});
beforeEach(() => { [done, windows] = [[], []]; });

test('a press opens the room in a new window where there is none, below the app\'s own path', async () => {
  await pressed('#/caf%C3%A9');
  assert.deepEqual(done, ['close', `open ${SCOPE}#/caf%C3%A9`]);
});

test('a press opens the room in the window that was looked at last, and brings it to the front', async () => {
  openWindow(`${SCOPE}#/books`);
  openWindow(`${SCOPE}#/lobby`);
  await pressed('#/lobby?server=https://chat.example');
  assert.deepEqual(done, [
    'close', `tell ${SCOPE}#/books {"pressed":"#/lobby?server=https://chat.example"}`, `focus ${SCOPE}#/books`,
  ]);
});

test('a window of the same host that is not the app\'s is left alone', async () => {
  openWindow('https://host.example/other/');
  await pressed('#/lobby');
  assert.deepEqual(done, ['close', `open ${SCOPE}#/lobby`]);
});
