import { fixture, html } from '@open-wc/testing';
import type { JoinForm } from '../../src/components/join-form.ts';
import '../../src/components/demo-bar.ts';
import '../../src/components/confirm-dialog.ts';
import type { ConfirmDialog } from '../../src/components/confirm-dialog.ts';
import '../../src/components/message-log.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/settings-dialog.ts';
import type { SettingsDialog } from '../../src/components/settings-dialog.ts';
import '../../src/components/update-bar.ts';
import type { WelcomePage } from '../../src/pages/welcome-page.ts';
import '../../src/pages/welcome-page.ts';
import { chatPage, closeSessions } from './chat.ts';
import { button, painted, part, parts, paste, resize, until } from './elements.ts';
import { message, pending } from './entries.ts';
import { PageServer } from './page-server.ts';
import { expectFitForFingers, expectScrollContained } from './targets.ts';

// A file of its own: WebKit asks a shared style sheet's media queries again only while an element uses it.
before(() => resize(390, 780));
afterEach(closeSessions);

/** In a state: at the width of most phones, and of the narrowest. */
async function expectFit(...elements: Element[]): Promise<void> {
  for (const width of [320, 390]) {
    await resize(width, 780);
    for (const element of elements) {
      expectFitForFingers(element);
      expectScrollContained(element);
    }
  }
}

it('On the first screen everything is large enough for a finger, also when something is wrong', async () => {
  const session = await new PageServer().session();
  const page = await fixture<WelcomePage>(html`<sala-welcome-page asks-server .session=${session}></sala-welcome-page>`);
  const form = part<JoinForm>(page, 'sala-join-form');
  await form.updateComplete;
  await expectFit(page);
  button(form, 'Join').click();
  await until(() => parts(form, '[role=alert]').length > 0);
  await expectFit(page);
  session.close();
});

it('In a talk and in the list of rooms everything is large enough for a finger', async () => {
  const server = new PageServer();
  for (let count = 0; count < 30; count++) await server.says('Bruno', 'books', `https://sala.example/${count}`);
  const { page, opens, sees } = await chatPage(await server.session('Ana', 'lobby', 'books'));
  await until(() => sees().length === 30);
  await expectFit(page);
  await opens(undefined);
  page.shared = 'something';
  await page.updateComplete;
  await expectFit(page);
});

it('Without a server everything is large enough for a finger', async () => {
  const server = new PageServer();
  const session = await server.session('Ana', 'lobby');
  const { page, opens } = await chatPage(session);
  server.isPlugged = false;
  session.hurry();
  await until(() => session.connection.state === 'offline');
  await page.updateComplete;
  await expectFit(page);
  await opens('nowhere');
  await expectFit(page);
});

it('In the dialogs everything is large enough for a finger', async () => {
  const { page } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  for (const name of ['People', 'Join another room']) {
    button(page, name).click();
    await expectFit(page);
    parts<HTMLDialogElement>(page, 'dialog').forEach((dialog) => dialog.close());
  }
  const settings = await fixture<SettingsDialog>(html`<sala-settings-dialog problem="This is no address."></sala-settings-dialog>`);
  settings.show();
  await expectFit(settings);
  settings.close();
  const confirm = await fixture<ConfirmDialog>(html`<sala-confirm-dialog heading="Leave lobby?" action="Leave"></sala-confirm-dialog>`);
  const dialog = part<HTMLDialogElement>(confirm, 'dialog');
  void confirm.ask();
  await until(() => dialog.open);
  await expectFit(confirm);
  dialog.close();
});

it('What leads to new messages is large enough for a finger', async () => {
  const entries = Array.from({ length: 30 }, (_, count) => message('Bruno', `Message ${count}`));
  const log = await fixture<MessageLog>(html`<sala-message-log style="block-size: 20rem" .entries=${entries}></sala-message-log>`);
  await painted();
  part(log, '[role=log]').scrollTop = 0;
  await painted();
  log.entries = [...entries, message('Bruno', 'news')];
  await until(() => parts(log, '.news').length === 1);
  await expectFit(log);
});

it('Below what was not delivered, and in the bars above, everything is large enough for a finger', async () => {
  const entries = [pending('Ana', 'one', 'failed', 'This room is full.'), pending('Ana', 'two', 'unsure'), pending('Ana', 'three', 'late')];
  await expectFit(
    await fixture<MessageLog>(html`<sala-message-log style="block-size: 20rem" .entries=${entries} .username=${'Ana'}></sala-message-log>`),
    await fixture(html`<sala-demo-bar></sala-demo-bar>`),
    await fixture(html`<sala-update-bar ready></sala-update-bar>`),
  );
});

it('A long message is written in letters that iOS does not enlarge', async () => {
  const { page, input } = await chatPage(await new PageServer().session('Ana', 'lobby'));
  paste(input(), 'x\n'.repeat(100));
  await expectFit(page);
});
