import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stories } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

/** What has the focus, as a screen reader names it, in whatever shadow root it is. */
async function focusOf({ page }: Visitor): Promise<string> {
  return page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return '';
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return (element.getAttribute('aria-label') ?? label ?? element.textContent).trim();
  });
}

async function hasFocusOn(one: Visitor, name: string): Promise<void> {
  await eventually(async () => assert.equal(await focusOf(one), name));
}

/** Presses Tab until something has the focus. */
async function tabsTo(one: Visitor, name: string, key = 'Tab'): Promise<void> {
  const met: string[] = [];
  while ((await focusOf(one)) !== name) {
    met.push(await focusOf(one));
    assert.ok(met.length < 40, `Tab does not lead to "${name}", but to ${met.join(', ')}.`);
    await one.page.keyboard.press(key);
  }
}

test('by the keyboard alone: from the first screen to a message, an answer, another room, and out again', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  const { keyboard } = ana.page;
  await hasFocusOn(ana, 'Your name');
  await keyboard.type('Ana');
  await tabsTo(ana, 'Room');
  await keyboard.type('kitchen');
  await keyboard.press('Enter');
  await hasFocusOn(ana, 'Message');
  await keyboard.type('soup is ready');
  await keyboard.press('Enter');
  await ana.sees('soup is ready');
  await hasFocusOn(ana, 'Message');

  const bruno = await guest('Bruno');
  await bruno.joins('kitchen');
  await bruno.writes('coming!');
  await ana.sees('coming!');
  await tabsTo(ana, 'Messages', 'Shift+Tab');
  await keyboard.press('ArrowUp');
  await keyboard.press('r');
  await hasFocusOn(ana, 'Message');
  assert.equal(await ana.composer.inputValue(), '> Bruno: coming!\n');
  await keyboard.type('there is bread too');
  await keyboard.press('Enter');
  await bruno.sees('there is bread too');

  await keyboard.press('Control+k');
  await ana.page.getByRole('dialog').getByRole('combobox').waitFor();
  await keyboard.type('garden');
  await keyboard.press('Enter');
  await ana.page.getByRole('heading', { level: 1, name: 'garden', exact: true }).waitFor();
  await hasFocusOn(ana, 'Message');
  await keyboard.press('Alt+ArrowUp');
  await ana.page.getByRole('heading', { level: 1, name: 'kitchen', exact: true }).waitFor();
  await keyboard.press('Alt+ArrowDown');
  await ana.page.getByRole('heading', { level: 1, name: 'garden', exact: true }).waitFor();

  await tabsTo(ana, 'More', 'Shift+Tab');
  await keyboard.press('Enter');
  await tabsTo(ana, 'Leave room');
  await keyboard.press('Enter');
  await ana.room('garden').waitFor({ state: 'detached' });
  assert.notEqual(await focusOf(ana), '', 'The focus is lost after leaving.');
  await keyboard.press('Alt+ArrowDown');
  await hasFocusOn(ana, 'Message');
  await tabsTo(ana, 'More', 'Shift+Tab');
  await keyboard.press('Enter');
  await tabsTo(ana, 'Leave room');
  await keyboard.press('Enter');
  await hasFocusOn(ana, 'Room');
});

test('every dialog opens, closes and gives the focus back by the keyboard', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('kitchen');
  for (const name of ['Settings', 'Join another room', 'Invite']) {
    await tabsTo(ana, name, 'Shift+Tab');
    await ana.page.keyboard.press('Enter');
    await ana.page.getByRole('dialog').waitFor();
    await ana.page.keyboard.press('Escape');
    await ana.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await hasFocusOn(ana, name);
  }
  await ana.page.keyboard.press('Escape');
  await hasFocusOn(ana, 'Message');
});

test('the menu of a room opens, closes and gives the focus back by the keyboard, also after a dialog of it', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('kitchen');
  const { keyboard } = ana.page;
  await tabsTo(ana, 'More', 'Shift+Tab');
  await keyboard.press('Enter');
  await ana.button('Leave room').waitFor();
  await keyboard.press('Tab');
  await hasFocusOn(ana, 'Notifications: all');
  await keyboard.press('ArrowDown');
  await hasFocusOn(ana, 'Save the talk');
  await keyboard.press('Escape');
  await ana.button('Leave room').waitFor({ state: 'hidden' });
  await hasFocusOn(ana, 'More');

  for (const name of ['Notifications: all', 'Save the talk']) {
    await keyboard.press('Enter');
    await tabsTo(ana, name);
    await keyboard.press('Enter');
    await ana.page.getByRole('dialog').waitFor();
    await ana.button('Leave room').waitFor({ state: 'hidden' });
    await keyboard.press('Escape');
    await ana.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await hasFocusOn(ana, 'More');
  }
});

test('what cannot be loaded without its server says so, in the talk and beside the rooms, and opens once the server is there', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana', { serviceWorkers: 'block' });
  await ana.joins('kitchen');
  ana.expectsTrouble();
  const words = 'This cannot be opened without the server. Try again when connected.';
  const isAway = (url: URL) => /\/assets\/(settings|invite-dialog)/.test(url.pathname);
  await ana.page.route(isAway, (route) => route.abort());
  const said = ana.page.getByRole('alert').filter({ hasText: words });
  for (const name of ['Invite', 'Settings']) {
    await ana.button(name).click();
    await said.waitFor();
    assert.equal(await ana.page.getByRole('dialog').count(), 0);
    await ana.choosesMore('Save the talk');
    await ana.page.getByRole('dialog').waitFor();
    await said.waitFor({ state: 'detached' });
    await ana.page.keyboard.press('Escape');
  }
  await ana.page.unroute(isAway);
  await ana.button('Settings').click();
  await ana.page.getByRole('dialog').waitFor();
});

test('what is typed while the finder is loaded gets into no message', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana', { serviceWorkers: 'block' });
  let letIn: (() => void) | undefined;
  const isLet = new Promise<void>((resolve) => { letIn = resolve; });
  await ana.page.route(({ pathname }) => /\/assets\/room-finder/.test(pathname), async (route) => {
    await isLet;
    await route.continue();
  });
  await ana.joins('kitchen');
  await ana.page.keyboard.press('Control+k');
  await ana.page.keyboard.type('garden');
  assert.equal(await ana.composer.inputValue(), '');
  letIn?.();
  await ana.page.getByRole('dialog', { name: 'Find a room' }).waitFor();
  assert.equal(await ana.composer.inputValue(), '');
  await ana.page.keyboard.press('Escape');
  await hasFocusOn(ana, 'Message');
  await ana.page.keyboard.type('hi');
  assert.equal(await ana.composer.inputValue(), 'hi');
});
