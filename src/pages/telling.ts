import { msg, str } from '@lit/localize';
import { plural } from '../locales/plural.ts';
import { plainText } from '../text/plain.ts';
import { quoteName } from '../text/quote-name.ts';
import { noticePermission, showNotice } from '../pwa/notifications.ts';
import type { Written } from './notices.ts';
import { preferences } from './preferences.ts';
import { ring } from './ring.ts';

export interface Told {
  readonly room: string;
  /** Where a press leads, and the notice's name. */
  readonly href: string;
  /** What was not read, at least one. */
  readonly messages: readonly Written[];
  /** Whether it was read meanwhile. */
  isRead(): boolean;
}

/** Tells of messages by a sound and a notice, as far as that is wanted and the browser lets it. */
export async function tell({ room, href, messages, isRead }: Told): Promise<void> {
  const { sound } = preferences.values;
  const rings = sound && (await ring());
  if (isRead() || noticePermission() !== 'granted') return;
  await showNotice({ tag: href, href, ...noticeOf(room, messages), isSilent: rings || !sound });
}

/** What a notice says of messages. */
export function noticeOf(room: string, messages: readonly Written[]): { title: string; body: string } {
  const { text = '', writer = '' } = messages.at(-1) ?? {};
  const [words, name] = [plainText(text), quoteName(writer)];
  return messages.length > 1
    ? { title: countWords(messages.length, room), body: `${name}: ${words}` }
    : { title: msg(str`${name} in ${quoteName(room)}`, { id: 'notice' }), body: words };
}

function countWords(count: number, room: string): string {
  return plural(count, 'notices', { other: str`${count} new messages in ${quoteName(room)}` });
}
