// What tells of messages that nobody sees coming, and is gone when they are read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { NOTICES_LOCK } from '../../src/pwa/notices-lock.ts';
import { INSECURE_HOST } from '../support/place.ts';
import { stories, type Story } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

/** The notices that the system shows. */
function shown({ page }: Visitor): Promise<Shown[]> {
  return page.evaluate(async (lock) => {
    const registration = await navigator.serviceWorker.ready;
    const all = await navigator.locks.request(lock, () => registration.getNotifications());
    return all.map(({ title, body, tag }) => ({ title, body, tag }));
  }, NOTICES_LOCK);
}

async function sees(visitor: Visitor, ...notices: Shown[]): Promise<void> {
  await eventually(async () => assert.deepEqual(await shown(visitor), notices));
}

/** Counts how often a page sounds, and notes what it puts on its icon. As text: tsx puts calls into functions that pages lack. */
const LISTEN = `
  globalThis.heard = { tones: 0, badges: [] };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    heard.tones++;
    start.call(this, when);
  };
  Navigator.prototype.setAppBadge = async (count) => { heard.badges.push(count); };
  Navigator.prototype.clearAppBadge = async () => { heard.badges.push(0); };
`;

/** A person's browser, which has not been asked yet: one without a screen says no by itself. */
const UNASKED = `
  globalThis.asked = 0;
  let permission = 'default';
  Object.defineProperty(Notification, 'permission', { get: () => permission });
  Notification.requestPermission = async () => {
    asked++;
    return (permission = 'granted');
  };
`;

/** A browser makes such an event itself; one that a script makes has nothing to wait for. */
const PRESS = `(async () => {
  const [notification] = await registration.getNotifications();
  const press = new NotificationEvent('notificationclick', { notification });
  Object.defineProperty(press, 'waitUntil', { value: (opening) => void opening.catch(() => {}) });
  dispatchEvent(press);
})()`;

interface Heard {
  readonly tones: number;
  readonly badges: readonly number[];
}

function heard(page: Page): Promise<Heard> {
  return page.evaluate<Heard>('heard');
}

async function mayNotify(story: Story, name: string, ...rooms: string[]): Promise<Visitor> {
  const one = await story.visitor(name);
  await one.context.grantPermissions(['notifications'], { origin: new URL(story.server.url).origin });
  await one.page.addInitScript({ content: LISTEN });
  await one.opens(story.server.url);
  await one.joins(...rooms);
  return one;
}

/** Nobody looks at the page any more, or somebody looks again. */
async function looks({ page }: Visitor, isVisible: boolean): Promise<void> {
  const state = isVisible ? 'visible' : 'hidden';
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
}

const single = (room: string, body: string): Shown => ({ title: `Bruno in ${room}`, body, tag: `#/${room}` });
const several = (room: string, count: number, last: string): Shown =>
  ({ title: `${count} new messages in ${room}`, body: `Bruno: ${last}`, tag: `#/${room}` });

test('of a message in another room one is told by a notice for each room, a sound and a count, until it is read', async (t) => {
  const story = await newStory(t);
  const ana = await mayNotify(story, 'Ana', 'kitchen', 'garden', 'lobby');
  const bruno = await story.guest('Bruno');
  await bruno.joins('kitchen', 'garden');
  await bruno.writes('tomatoes are ripe');
  await sees(ana, single('garden', 'tomatoes are ripe'));
  await bruno.writes('and the beans');
  await sees(ana, several('garden', 2, 'and the beans'));
  await bruno.opensRoom('kitchen');
  await bruno.writes('soup!');
  await eventually(async () => assert.deepEqual(new Set((await shown(ana)).map(({ tag }) => tag)), new Set(['#/garden', '#/kitchen'])));
  const told = await heard(ana.page);
  assert.equal(told.tones, 6);
  assert.deepEqual(told.badges.filter((count) => count > 0), [1, 2, 3]);

  await ana.opensRoom('garden');
  await sees(ana, single('kitchen', 'soup!'));
  await ana.opensRoom('kitchen');
  await sees(ana);
  assert.deepEqual((await heard(ana.page)).badges.slice(-2), [1, 0]);
});

test('of the open room one is told while nobody looks at the page, and of what one reads or writes oneself not', async (t) => {
  const story = await newStory(t);
  const ana = await mayNotify(story, 'Ana', 'kitchen');
  const bruno = await story.guest('Bruno');
  await bruno.joins('kitchen');
  await bruno.writes('seen at once');
  await ana.sees('seen at once');
  await ana.writes('mine');
  await bruno.sees('mine');
  assert.deepEqual(await shown(ana), []);
  await looks(ana, false);
  await bruno.writes('are you there?');
  // A hidden page asks twice a minute.
  await eventually(async () => assert.deepEqual(await shown(ana), [single('kitchen', 'are you there?')]), 40_000);
  await looks(ana, true);
  await sees(ana);
  assert.equal((await heard(ana.page)).tones, 2);
});

test('a press on a notice opens its room in the window that is open', async (t) => {
  const story = await newStory(t);
  const ana = await mayNotify(story, 'Ana', 'kitchen', 'lobby');
  const bruno = await story.guest('Bruno');
  await bruno.joins('kitchen');
  await bruno.writes('come in');
  await sees(ana, single('kitchen', 'come in'));
  const [worker] = ana.context.serviceWorkers();
  await worker?.evaluate(PRESS);
  await ana.page.getByRole('heading', { level: 1, name: 'kitchen' }).waitFor();
  await ana.sees('come in');
  await sees(ana);
  assert.equal(ana.context.pages().length, 1);
});

test('deleting everything closes the notifications and clears the count', async (t) => {
  const story = await newStory(t);
  const ana = await mayNotify(story, 'Ana', 'kitchen', 'lobby');
  const bruno = await story.guest('Bruno');
  await bruno.joins('kitchen');
  await bruno.writes('a secret');
  await sees(ana, single('kitchen', 'a secret'));
  await ana.button('Settings').click();
  await ana.button('Delete everything').click();
  await ana.page.getByRole('dialog', { name: /^Delete everything/ }).getByRole('button', { name: 'Delete everything' }).click();
  await ana.textbox('Your name').waitFor();
  await sees(ana);
});

test('many messages at once make one sound', async (t) => {
  const story = await newStory(t);
  const ana = await mayNotify(story, 'Ana', 'kitchen');
  await looks(ana, false);
  await looks(ana, true);
  await ana.page.evaluate("Object.defineProperty(document, 'hasFocus', { value: () => false })");
  await ana.page.evaluate("Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' })");
  const bruno = await story.guest('Bruno');
  await bruno.joins('kitchen');
  for (let number = 1; number <= 5; number++) await bruno.writes(`number ${number}`);
  await ana.sees('number 5');
  await sees(ana, several('kitchen', 5, 'number 5'));
  assert.equal((await heard(ana.page)).tones, 2);
});

test('in each room one is told of what one chose: all, mentions or nothing; and the sound can be switched off', async (t) => {
  const story = await newStory(t);
  const ana = await mayNotify(story, 'Ana', 'kitchen', 'garden', 'lobby');
  await ana.opensRoom('garden');
  await ana.choosesMore('Notifications: all');
  await ana.page.getByRole('radio', { name: 'nothing' }).check();
  await ana.page.getByRole('checkbox', { name: 'With a sound, in all rooms' }).uncheck();
  await ana.button('Close').click();
  await ana.button('More').click();
  await ana.button('Notifications: none').waitFor();
  await ana.page.keyboard.press('Escape');
  await ana.opensRoom('kitchen');
  await ana.choosesMore('Notifications: all');
  await ana.page.getByRole('radio', { name: 'messages that mention me' }).check();
  await ana.button('Close').click();
  await ana.opensRoom('lobby');

  const bruno = await story.guest('Bruno');
  await bruno.joins('garden');
  await bruno.writes('hello garden, and @Ana');
  await ana.page.getByRole('link', { name: 'garden muted 1 unread', exact: true }).waitFor();
  await bruno.joins('kitchen');
  await bruno.writes('hello Ana, hello @Anabela');
  await bruno.writes('you too, @ana!');
  await ana.seesUnread('kitchen', 2);
  await sees(ana, single('kitchen', 'you too, @ana!'));
  assert.equal((await heard(ana.page)).tones, 0);
  // What was chosen is there again after a reload.
  await ana.page.reload();
  await ana.opensRoom('garden');
  await ana.button('More').click();
  await ana.button('Notifications: none').waitFor();
});

test('of two windows one tells', async (t) => {
  const story = await newStory(t);
  const ana = await mayNotify(story, 'Ana', 'kitchen', 'lobby');
  const second = await story.secondPageOf(ana);
  await second.page.addInitScript({ content: LISTEN });
  await second.opens(`${story.server.url}#/lobby`);
  await second.composer.click();
  const bruno = await story.guest('Bruno');
  await bruno.joins('kitchen');
  await bruno.writes('psst');
  await ana.seesUnread('kitchen', 1);
  await second.seesUnread('kitchen', 1);
  await sees(ana, single('kitchen', 'psst'));
  const tones = await Promise.all([ana, second].map(async ({ page }) => (await heard(page)).tones));
  assert.deepEqual(tones.toSorted((one, other) => one - other), [0, 2]);
});

test('who has not been asked is asked after a press alone; and over plain http nothing is offered', async (t) => {
  const { server, visitor, allows } = await newStory(t);
  const offer = 'Turn on notifications';
  const ana = await visitor('Ana');
  await ana.page.addInitScript({ content: UNASKED });
  const asked = () => ana.page.evaluate<number>('asked');
  await ana.opens(server.url);
  assert.equal(await ana.button(offer).count(), 0);
  await ana.joins('kitchen');
  await ana.button(offer).waitFor();
  assert.equal(await asked(), 0);
  await ana.button(offer).click();
  await ana.button(offer).waitFor({ state: 'detached' });
  assert.equal(await asked(), 1);

  const url = `http://${INSECURE_HOST}:${server.port}/`;
  allows(url);
  const bruno = await visitor('Bruno');
  await bruno.opens(url);
  await bruno.joins('kitchen');
  assert.equal(await bruno.button(offer).count(), 0);
  await bruno.choosesMore('Notifications: all');
  await bruno.page.getByRole('radio', { name: 'nothing' }).waitFor();
  assert.equal(await bruno.button('Allow notifications').count(), 0);
});
