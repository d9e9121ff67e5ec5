import { isDemo } from './paths.ts';

declare const self: ServiceWorkerGlobalScope;

/** MSW leaves a request to the network while no page of the demo is open. The demo is not there. */
self.addEventListener('fetch', (event) => {
  if (!isDemo(event.request.url)) return;
  try {
    event.respondWith(Response.error());
  } catch {
    // MSW has answered.
  }
});
