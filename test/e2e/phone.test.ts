import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { stories } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';

const newStory = stories();

interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

interface Pose {
  readonly name: string;
  readonly options: BrowserContextOptions;
  /** What notch, corners and the bar for gestures take, in CSS pixels. */
  readonly insets: Insets;
}

const PHONE = { hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** As phones with a notch have it. */
const POSES: readonly Pose[] = [
  { name: 'upright', options: { ...PHONE, viewport: { width: 390, height: 844 } }, insets: { top: 47, right: 0, bottom: 34, left: 0 } },
  { name: 'lying', options: { ...PHONE, viewport: { width: 844, height: 390 } }, insets: { top: 0, right: 47, bottom: 21, left: 47 } },
  { name: 'small and lying', options: { ...PHONE, viewport: { width: 640, height: 320 } }, insets: { top: 0, right: 47, bottom: 21, left: 47 } },
];

interface Box extends Insets {
  readonly name: string;
}

const TO_READ_OR_PRESS = 'button, a, input, textarea, h1, h2, p, label, dialog, [role=status]';

/** Runs in the page: where each element is once it was scrolled to, in whatever shadow root. */
function boxesOf(selector: string): Box[] {
  const roots: (Document | ShadowRoot)[] = [document];
  const boxes: Box[] = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.matches(selector) || !element.checkVisibility()) continue;
      let around: Element | null = element;
      while (around && around.clientWidth !== 1) around = around.parentElement ?? (around.getRootNode() as Partial<ShadowRoot>).host ?? null;
      // Only screen readers have it.
      if (around) continue;
      element.scrollIntoView({ block: 'nearest' });
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const name = `${element.localName} "${element.textContent.trim().slice(0, 20)}"`;
      if (right > left && bottom > top) boxes.push({ name, left, top, right, bottom });
    }
  }
  return boxes;
}

/** What is to be read or pressed is within the safe part, or can be brought there without moving the page itself. */
async function seesAllOfIt({ page }: Visitor, { insets }: Pose, place: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? assert.fail('The page has no size.');
  // A pixel of it: scrolling goes by whole ones.
  const outside = (await page.evaluate(boxesOf, TO_READ_OR_PRESS)).filter(({ left, top, right, bottom }) =>
    Math.min(left - insets.left, top - insets.top, width - insets.right - right, height - insets.bottom - bottom) <= -1);
  assert.deepEqual(outside, [], place);
  assert.equal(await page.evaluate(() => document.scrollingElement?.scrollTop), 0, place);
}

for (const pose of POSES) {
  test(`on a phone that is ${pose.name} nothing lies below its notch, its corners or its bar for gestures`, async (t) => {
    const { visitor, server } = await newStory(t);
    const ana = await visitor('Ana', pose.options);
    const inspector = await ana.context.newCDPSession(ana.page);
    await inspector.send('Emulation.setSafeAreaInsetsOverride', { insets: pose.insets });
    await ana.opens(server.url);
    assert.equal(await ana.page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--inset-bottom')), `${pose.insets.bottom}px`);
    await seesAllOfIt(ana, pose, 'the first screen');
    await ana.joins('lobby');
    await ana.writes('hello');
    await ana.sees('hello');
    await seesAllOfIt(ana, pose, 'a talk');
    await ana.button('People').click();
    await ana.seesPeople('Ana');
    await seesAllOfIt(ana, pose, 'the people');
    await ana.button('Close').click();
    const back = ana.page.getByRole('link', { name: 'Back to the rooms' });
    if (await back.isVisible()) await back.click();
    await ana.button('Join another room').waitFor();
    await seesAllOfIt(ana, pose, 'the rooms');
    for (const name of ['Join another room', 'Settings']) {
      await ana.button(name).click();
      await ana.page.getByRole('dialog', { name }).waitFor();
      await seesAllOfIt(ana, pose, name);
      await ana.button('Close').click();
    }
    ana.expectsTrouble();
    await server.stop();
    await ana.seesStatus(/Offline since/);
    await seesAllOfIt(ana, pose, 'the rooms without a server');
  });
}

test('a phone lays the page below its notch, makes it smaller for its keyboard, and does not pull at it', async (t) => {
  const { guest } = await newStory(t);
  const { page } = await guest('Ana', POSES[0]?.options);
  const content = await page.locator('meta[name=viewport]').getAttribute('content');
  assert.deepEqual(content?.split(', ').filter((word) => !word.startsWith('width')), ['initial-scale=1', 'viewport-fit=cover', 'interactive-widget=resizes-content']);
  const pull = (selector: string) => page.locator(selector).evaluate((element) => getComputedStyle(element).overscrollBehavior);
  assert.deepEqual([await pull('html'), await pull('body')], ['none', 'none']);
});
