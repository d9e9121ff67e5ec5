import type { Session } from '../chat/session.ts';
import type { MessageLog } from '../components/message-log.ts';
import type { ChatPage } from './chat-page.ts';
import { hrefOf } from './route.ts';
import { BASES } from './servers.ts';

export interface Place {
  readonly room: string;
  /** Of the entry, as the device keeps it. */
  readonly key: string;
}

/**
 * Opens a room and brings a message of it into view, which is loaded first where it is not.
 *
 * @param dialogs where the app's dialogs are: beside the page
 */
export async function showMessage(dialogs: Element, session: Session, { room: name, key }: Place): Promise<void> {
  await opened(session, name);
  const room = session.active;
  if (!room) return;
  const find = () => room.timeline.entries.find((entry) => entry.key === key);
  while (!find() && room.hasEarlier) await session.loadEarlier(room);
  const entry = find();
  const page = pageBeside(dialogs);
  await page?.updateComplete;
  const log = page?.renderRoot.querySelector<MessageLog>('sala-message-log');
  // The log knows a message that was written here by its pending copy.
  await log?.showMessage(entry?.kind === 'message' ? entry.was ?? key : key);
}

/** Once a room is the open one. */
async function opened(session: Session, name: string): Promise<void> {
  if (session.active?.name === name) return;
  await new Promise<void>((resolve) => {
    const end = session.subscribe(() => {
      if (session.active?.name !== name) return;
      end();
      resolve();
    });
    location.hash = hrefOf(name, session.client.base, BASES);
  });
}

function pageBeside(element: Element): ChatPage | null {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return null;
  return root.querySelector('sala-chat-page') ?? pageBeside(root.host);
}
