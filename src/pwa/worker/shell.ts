import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { BASE } from './paths.ts';

declare const self: ServiceWorkerGlobalScope;

/** The build names the demo's chunk so. It is large, and kept only once somebody has wanted it. */
const DEMO_CHUNK = /(^|\/)assets\/demo-/;
const DEMO_CACHE = `sala-demo-chunk ${BASE}`;

// In development there is none.
const listed = self.__WB_MANIFEST as (PrecacheEntry | string)[] | undefined;
const entries = (listed ?? []).map((entry) => (typeof entry === 'string' ? { url: entry } : entry));
const demoUrls = entries.filter(({ url }) => DEMO_CHUNK.test(url)).map(({ url }) => new URL(url, BASE).href);

precacheAndRoute(entries.filter(({ url }) => !DEMO_CHUNK.test(url)));
cleanupOutdatedCaches();

// The app is one page: its base, whatever the query. Other addresses below it are none of its own.
if (entries.length > 0) {
  const { pathname } = new URL(BASE);
  const page = new RegExp(`^${pathname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(index\\.html)?(\\?|$)`);
  registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { allowlist: [page] }));
}

registerRoute(({ url }) => demoUrls.includes(url.href), async ({ request }) => {
  const cache = await caches.open(DEMO_CACHE);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request.url, response.clone());
  return response;
});

/** Who has the demo gets the new version's with the new version, so that the demo goes on working offline. */
self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      if (await caches.has(DEMO_CACHE)) await (await caches.open(DEMO_CACHE)).addAll(demoUrls);
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      if (!(await caches.has(DEMO_CACHE))) return;
      const cache = await caches.open(DEMO_CACHE);
      for (const { url } of await cache.keys()) if (!demoUrls.includes(url)) await cache.delete(url);
    })(),
  );
});
