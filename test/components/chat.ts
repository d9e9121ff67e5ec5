import { fixture, html } from '@open-wc/testing';
import type { Session } from '../../src/chat/session.ts';
import type { Composer } from '../../src/components/composer.ts';
import type { ChatPage } from '../../src/pages/chat-page.ts';
import '../../src/pages/chat-page.ts';
import { button, part, parts, paste, textsOf } from './elements.ts';

const open: Session[] = [];

/** Ends what the tests of a file have begun; without it their polls go on into the next file. */
export function closeSessions(): void {
  for (const session of open.splice(0)) session.close();
}

/** A page of somebody who is in rooms, in the words of a test. */
export async function chatPage(session: Session, room: string | undefined = session.active?.name) {
  open.push(session);
  const page = await fixture<ChatPage>(html`
    <sala-chat-page style="block-size: 100dvh" .session=${session} .room=${room}></sala-chat-page>
  `);
  const log = () => part(page, 'sala-message-log');
  const composer = () => part<Composer>(page, 'sala-composer');
  const input = () => part<HTMLTextAreaElement>(composer(), 'textarea');
  return {
    page,
    log,
    composer,
    input,
    opens: async (name: string | undefined) => {
      session.activate(name);
      page.room = name;
      await page.updateComplete;
    },
    writes: (text: string) => {
      paste(input(), text);
      button(composer(), 'Send').click();
    },
    /** The messages that are shown. */
    sees: () => parts(log(), '.text').map(({ textContent }) => textContent),
    /** The messages of which a screen reader says that they are being sent. */
    sending: () => textsOf(parts(log(), '.message:has(> .visually-hidden) > .text')),
    announced: () => textsOf(parts(part(page, 'sala-announcer'), 'p')),
    status: () => part(part(page, 'sala-connection-status'), '[role=status]').textContent,
    rooms: () => textsOf(parts(part(page, 'sala-room-list'), 'a')),
    people: () => textsOf(parts(part(page, '.people sala-people-list'), 'li')),
  };
}
