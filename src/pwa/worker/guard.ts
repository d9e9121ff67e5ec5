import { isDemo } from './paths.ts';

declare const self: ServiceWorkerGlobalScope;

/*
 * MSW's worker script is made to be the only one. Here it is a guest: it sees the demo's requests and no others, and
 * it may neither unregister the app's worker when the last page of the demo closes, nor let a new version take over
 * before its time.
 */

const skipWaiting = self.skipWaiting.bind(self);
self.skipWaiting = async () => {};
Object.defineProperty(self.registration, 'unregister', { value: async () => false });

/** A request of the demo that no page answers fails, rather than reach a real server. */
const fetchFromNetwork = self.fetch.bind(self);
self.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  return isDemo(url) ? Response.error() : fetchFromNetwork(input, init);
};

self.addEventListener('fetch', (event) => {
  if (!isDemo(event.request.url)) event.stopImmediatePropagation();
});

/** How long a page may take to fall silent, in milliseconds: one that is frozen in the background never says so. */
const SILENCE_MS = 1_000;

/**
 * The page's word that the new version may take over. It cannot while the old one has requests in hand, and of the
 * demo's one is always held. Worse, what reaches the old one just as it ends makes Chromium start it again, and then it
 * stays for as long as it is asked for anything. So every page falls silent first.
 */
self.addEventListener('message', (event) => {
  if (event.data !== 'SKIP_WAITING') return;
  event.stopImmediatePropagation();
  event.waitUntil(
    (async () => {
      const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      await Promise.race([
        Promise.all(pages.map(silenced)),
        new Promise((resolve) => setTimeout(resolve, SILENCE_MS)),
      ]);
      await skipWaiting();
    })(),
  );
});

function silenced(page: Client): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => resolve());
    port1.start();
    page.postMessage('TAKING_OVER', [port2]);
  });
}
