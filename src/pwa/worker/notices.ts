import type { NoticePressed } from '../pressed.ts';
import { BASE } from './paths.ts';

declare const self: ServiceWorkerGlobalScope;

/** A press on a notice opens its room: in the window that was looked at last, or in a new one. */
self.addEventListener('notificationclick', (event) => {
  const { notification } = event;
  notification.close();
  event.waitUntil(openRoom(String(notification.data)));
});

async function openRoom(href: string): Promise<void> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = all.find(({ url }) => url.startsWith(BASE));
  if (!page) {
    await self.clients.openWindow(BASE + href);
    return;
  }
  page.postMessage({ pressed: href } satisfies NoticePressed);
  await page.focus();
}
