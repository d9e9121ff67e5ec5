import { expect } from '@open-wc/testing';
import { ServerClient } from '../../src/api/client.ts';
import { systemClock } from '../../src/chat/clock.ts';
import { Session } from '../../src/chat/session.ts';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { expectAccessible } from '../support/a11y.ts';
import { chatPage, closeSessions } from './chat.ts';
import { painted, part, parts, resize, until } from './elements.ts';
import { PageServer } from './page-server.ts';

/** More than is loaded at once, and more than the server keeps. */
const MESSAGES = 220;

before(() => resize(1280, 800));
afterEach(closeSessions);

it('Who scrolls up reads all that the device keeps, each message once, and nothing moves or is announced', async () => {
  const [server, device] = [new PageServer(), forgetfulDevice()];
  const client = new ServerClient(server.base, server.fetch);
  const opened = async () => {
    const session = new Session({ client, device, clock: systemClock });
    await session.open();
    return session;
  };
  const first = await opened();
  await first.join('lobby', 'Ana');
  for (let count = 1; count <= MESSAGES; count++) {
    await server.says('Bruno', 'lobby', `Message ${count}`);
    const words = `Message ${count}`;
    if (count % 20 === 0) await until(() => first.active?.timeline.entries.some((entry) => entry.kind === 'message' && entry.text === words));
  }
  first.close();

  const session = await opened();
  session.activate('lobby');
  const { page, log, sees, announced } = await chatPage(session);
  await painted();
  // The first answers: what they change is not to come between a scroll and the browser's word of it.
  await until(() => session.connection.state === 'connected' && session.active?.people !== undefined);
  await painted();
  expect(sees().length).to.be.lessThan(MESSAGES / 2);
  await expectAccessible(page);
  const region = part(log(), '[role=log]');
  while (session.active?.hasEarlier) {
    const before = sees().length;
    const [text] = parts(log(), '.text');
    region.scrollTop = 10;
    const place = text?.getBoundingClientRect().top ?? NaN;
    await until(() => sees().length > before || !session.active?.hasEarlier);
    await painted();
    expect(text?.getBoundingClientRect().top).to.be.closeTo(place, 1);
  }
  expect(sees()).to.deep.equal(Array.from({ length: MESSAGES }, (_, index) => `Message ${index + 1}`));
  expect(announced()).to.deep.equal([]);
});
