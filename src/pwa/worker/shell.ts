import { addRoute, cleanupOutdatedCaches, createHandlerBoundToURL, precache, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { BASE } from './paths.ts';

declare const self: ServiceWorkerGlobalScope;

/** The build names the demo's chunk so. It is large: the first load does without, and a page asks for it when it is idle. */
const DEMO_CHUNK = /(^|\/)assets\/demo-/;
const DEMO_CACHE = `sala-demo-chunk ${BASE}`;

// In development there is none.
const listed = self.__WB_MANIFEST as (PrecacheEntry | string)[] | undefined;
const entries = (listed ?? []).map((entry) => (typeof entry === 'string' ? { url: entry } : entry));
const demoUrls = entries.filter(({ url }) => DEMO_CHUNK.test(url)).map(({ url }) => new URL(url, BASE).href);

precache(entries.filter(({ url }) => !DEMO_CHUNK.test(url)));
cleanupOutdatedCaches();

// The app is one page: its base, whatever the query. Other addresses below it are none of its own.
if (entries.length > 0) {
  const { pathname } = new URL(BASE);
  const page = new RegExp(`^${pathname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(index\\.html)?(\\?|$)`);
  const kept = createHandlerBoundToURL('index.html');
  registerRoute(new NavigationRoute(async (options) => withoutFirstPaint(await kept(options)), { allowlist: [page] }));
}
// The page comes first: what is asked for as a folder is its file as well.
addRoute();

/**
 * The page without what it shows while a network is slow: from here the app comes at once, and to most people something
 * else than the first screen.
 */
async function withoutFirstPaint(response: Response): Promise<Response> {
  const html = (await response.text()).replace(/<div id="first-paint">.*?<\/div>/s, '');
  const headers = new Headers(response.headers);
  // They were the file's.
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag']) headers.delete(name);
  return new Response(html, { headers });
}

const underway = new Map<string, Promise<Response>>();

/** One of the demo's chunks, which is kept from then on. It is fetched once, however many ask for it. */
async function demoChunk(url: string, priority: RequestPriority): Promise<Response> {
  const chunk = underway.get(url) ?? findDemoChunk(url, priority).finally(() => underway.delete(url));
  underway.set(url, chunk);
  return (await chunk).clone();
}

async function findDemoChunk(url: string, priority: RequestPriority): Promise<Response> {
  const kept = await caches.match(url, { cacheName: DEMO_CACHE });
  if (kept) return kept;
  const response = await fetch(url, { priority });
  if (response.ok) await (await caches.open(DEMO_CACHE)).put(url, response.clone());
  return response;
}

registerRoute(({ url }) => demoUrls.includes(url.href), ({ url }) => demoChunk(url.href, 'auto'));

/** A page is idle. Where its wish fails it has it again at the next visit. */
self.addEventListener('message', (event) => {
  if (event.data !== 'KEEP_DEMO') return;
  event.waitUntil(Promise.allSettled(demoUrls.map((url) => demoChunk(url, 'low'))));
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
