import { underLock } from './locks.ts';
import { NOTICES_LOCK } from './notices-lock.ts';
import type { NoticePressed } from './pressed.ts';
import { workerObstacle } from './registration.ts';

export interface Notice {
  /** A notice takes the place of the one before it that has the same. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** The fragment of the address to which a press leads. */
  readonly href: string;
  readonly isSilent: boolean;
}

const listeners = new Set<() => void>();

/** Whether this page may notify, or may ask; undefined where it can do neither. */
export function noticePermission(): NotificationPermission | undefined {
  return !workerObstacle() && 'Notification' in window ? Notification.permission : undefined;
}

/** Asks the person. Browsers let a page do so after a press alone. */
export async function askToNotify(): Promise<void> {
  await Notification.requestPermission();
  for (const listener of listeners) listener();
}

/** Calls back when somebody has answered `askToNotify`. @returns what ends it */
export function onNoticePermission(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows a notice through the worker: on Android there is no other way. */
export async function showNotice({ tag, title, body, href, isSilent }: Notice): Promise<void> {
  const options: NotificationOptions & { readonly renotify: boolean } = {
    tag, body, data: href, silent: isSilent, renotify: true, icon: 'icons/any-192.png', badge: 'icons/monochrome-192.png',
  };
  const registration = await navigator.serviceWorker.ready;
  await underLock(NOTICES_LOCK, {}, () => registration.showNotification(title, options));
}

export function closeNotice(tag: string): Promise<void> {
  return closeNotices((notice) => notice.tag === tag);
}

/** Closes those that are chosen by their tag. */
export async function closeNotices(isChosen: (notice: { readonly tag: string }) => boolean): Promise<void> {
  if (noticePermission() !== 'granted') return;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return;
  await underLock(NOTICES_LOCK, {}, async () => {
    for (const notice of await registration.getNotifications()) if (isChosen(notice)) notice.close();
  });
}

/** Calls back with the address' fragment of a notice that was pressed. */
export function onNoticePressed(call: (href: string) => void): void {
  if (workerObstacle()) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<Partial<NoticePressed> | null>) => {
    if (typeof data?.pressed === 'string') call(data.pressed);
  });
}

/** Puts a count on the app's icon, where the system shows one. */
export function showBadge(count: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Navigator>;
  if (!setAppBadge || !clearAppBadge) return;
  // One that is not installed has no icon, and some browsers say so.
  void (count > 0 ? setAppBadge.call(navigator, count) : clearAppBadge.call(navigator)).catch(() => {});
}
