// All pages and dialogs of the built page, by axe's rules: as a phone and a desktop show them, light and dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { AxeResults } from 'axe-core';
import { startBaseServer } from '../support/base-server.ts';
import { INSECURE_HOST } from '../support/place.ts';
import { stories } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const newStory = stories();

const LOOKS = [390, 1280].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => (
  { width, options: { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' } as const })));

/** What axe finds in the page as it is now, in words. */
async function faultsIn({ page }: Visitor, state: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // Contrast would be measured on colours that are on their way.
  await page.evaluate(() => document.getAnimations().forEach((animation) => {
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  }));
  const { violations } = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })") as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${state}: ${id} in ${target.flat().join(' >>> ')}: ${html}`));
}

/** By Escape. In a field for searching the first one takes the words. */
async function closes({ page }: Visitor): Promise<void> {
  await page.getByRole('searchbox').evaluateAll((fields) => fields.forEach((field) => { (field as HTMLInputElement).value = ''; }));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

for (const { width, options } of LOOKS) {
  test(`at ${width} pixels, ${options.colorScheme}, axe finds no fault from the first screen to leaving a room`, async (t) => {
    const { server, visitor } = await newStory(t);
    const ana = await visitor('Ana', options);
    const { page } = ana;
    const faults: string[] = [];
    const looks = async (state: string): Promise<void> => { faults.push(...await faultsIn(ana, state)); };
    const looksAtDialog = async (state: string): Promise<void> => {
      await page.getByRole('dialog').waitFor();
      await looks(state);
      await closes(ana);
    };
    await ana.opens(server.url);
    await ana.seesStatus('Connected');
    await looks('first screen');
    await ana.button('Join').click();
    await page.getByText('Say what others should call you.').waitFor();
    await looks('first screen with a problem');
    await ana.opens(`${server.url}#/kitchen`);
    await ana.invitedTo('kitchen').waitFor();
    await looks('invitation');
    await ana.joins('kitchen');
    await looks('empty room');
    await ana.writes('*Bold*, `code`, https://sala.example/ and @Ana');
    await ana.writes('```\ncode\n```');
    await ana.writes('> Ana: a quote\nan answer');
    await ana.sees('code');
    await looks('talk');
    if (width < 1_000) {
      await ana.button('People').click();
      await looksAtDialog('people');
    }
    await ana.button('Invite').click();
    await looksAtDialog('invite');
    await ana.choosesMore(/^Notifications/);
    await looksAtDialog('notifications');
    await ana.choosesMore('Save the talk');
    await looksAtDialog('save');
    await page.keyboard.press('Control+k');
    await looksAtDialog('finder');
    await page.keyboard.press('Control+Shift+F');
    await page.getByRole('searchbox').fill('bold');
    await page.getByText('1 message found').waitFor();
    await looksAtDialog('search');
    await ana.log.focus();
    await page.keyboard.press('?');
    await looksAtDialog('shortcuts');
    if (width < 1_000) {
      await page.getByRole('link', { name: 'Back to the rooms' }).click();
      await ana.room('kitchen').waitFor();
      await looks('rooms');
    }
    await ana.button('Settings').click();
    await page.getByRole('dialog').waitFor();
    await looks('settings');
    await ana.button('Delete everything').click();
    await page.getByRole('dialog', { name: /^Delete everything/ }).waitFor();
    await looks('question before deleting');
    await page.keyboard.press('Escape');
    await closes(ana);
    await ana.button('Join another room').click();
    await looksAtDialog('join another room');
    await ana.opensRoom('kitchen');
    ana.expectsTrouble();
    await server.stop();
    await ana.writes('not sent');
    await ana.seesStatus(/^Offline since/);
    await looks('offline');
    await ana.choosesMore('Leave room');
    await looksAtDialog('question before leaving');
    assert.deepEqual(faults, []);
  });

  test(`at ${width} pixels, ${options.colorScheme}, axe finds no fault in the demo, on a base server and over plain http`, async (t) => {
    const { server, visitor, allows } = await newStory(t);
    const faults: string[] = [];
    const ana = await visitor('Ana', options);
    await ana.opens(server.url);
    await ana.button('Try the demo').click();
    await ana.button('Leave the demo').waitFor();
    await ana.joins('lobby');
    faults.push(...await faultsIn(ana, 'demo'));

    const { url: base, close } = await startBaseServer();
    t.after(close);
    allows(base);
    const bruno = await visitor('Bruno', options);
    // A base server lets no other page ask it how it is.
    bruno.expectsTrouble();
    await bruno.opens(server.url);
    await bruno.chooses(base);
    await bruno.joins('lobby');
    faults.push(...await faultsIn(bruno, 'base server'));

    const plain = `http://${INSECURE_HOST}:${server.port}/`;
    allows(plain);
    const clara = await visitor('Clara', options);
    await clara.opens(plain);
    await clara.seesStatus('Connected');
    faults.push(...await faultsIn(clara, 'plain http'));
    await clara.joins('lobby');
    faults.push(...await faultsIn(clara, 'talk over plain http'));
    assert.deepEqual(faults, []);
  });
}
