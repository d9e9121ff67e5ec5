import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { stories } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

/** More stops than a page has. */
const MOST_STOPS = 30;

/** Goes on from stop to stop until something has the focus. */
async function tabsTo({ page, name }: Visitor, target: Locator): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${name} does not reach it with the Tab key.`);
}

test('a name that somebody else has is said beside the name, and another one works', async (t) => {
  const { guests } = await newStory(t);
  const [ana, other] = await guests('Ana', 'Ana');
  await ana.joins('lobby');
  other.expectsTrouble();
  await other.textbox('Your name').fill('Ana');
  await other.textbox('Room').fill('lobby');
  await other.button('Join').click();
  await eventually(async () => assert.equal(
    await other.describes(other.textbox('Your name')), 'Somebody else has this name, or one that looks the same. Choose another one.',
  ));
  assert.equal(await other.textbox('Your name').getAttribute('aria-invalid'), 'true');
  assert.equal(await other.textbox('Room').inputValue(), 'lobby');
  await other.textbox('Your name').fill('Ana B.');
  await other.button('Join').click();
  await other.seesPeople('Ana', 'Ana B.');
});

test('HTML in a message, a name or a room stays text', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('<img src=x>', 'Bruno');
  const room = '<h1>room</h1>';
  await ana.joins(room);
  await bruno.joins(room);
  const text = '<img src=x onerror="alert(1)"><script>alert(2)</script>&amp;';
  await ana.writes(text);
  await bruno.sees(text);
  await bruno.seesPeople('<img src=x>', 'Bruno');
  assert.equal(await bruno.page.locator('img, h1 h1').count(), 0);
});

test('an address in a message is a link that gives the other page nothing', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  const text = 'see https://sala.example/a?b=c, or javascript:alert(1)';
  await ana.writes(text);
  await ana.sees(text);
  const link = ana.log.getByRole('link');
  assert.deepEqual(await link.allTextContents(), ['https://sala.example/a?b=c']);
  assert.equal(await link.getAttribute('href'), 'https://sala.example/a?b=c');
  assert.equal(await link.getAttribute('target'), '_blank');
  assert.match(await link.getAttribute('rel') ?? '', /\bnoopener\b.*\bnoreferrer\b/);
});

test('the keyboard is enough', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await bruno.joins('lobby');
  const { keyboard } = ana.page;
  await tabsTo(ana, ana.textbox('Your name'));
  await keyboard.type('Ana');
  await keyboard.press('Tab');
  await keyboard.type('lobby');
  await keyboard.press('Enter');
  await ana.composer.waitFor();
  await tabsTo(ana, ana.composer);
  await keyboard.type('one');
  await keyboard.press('Shift+Enter');
  await keyboard.type('two');
  await keyboard.press('Enter');
  await bruno.sees('one\ntwo');
  await keyboard.type('and more');
  await keyboard.press('Enter');
  await bruno.sees('and more');

  await tabsTo(ana, ana.button('Join another room'));
  await keyboard.press('Enter');
  await ana.textbox('Room').waitFor();
  await tabsTo(ana, ana.textbox('Room'));
  await keyboard.press('Escape');
  await tabsTo(ana, ana.button('More'));
  await keyboard.press('Enter');
  await tabsTo(ana, ana.button('Leave room'));
  await keyboard.press('Enter');
  await ana.textbox('Your name').waitFor();
});

test('a page in Portuguese for a browser that speaks it', async (t) => {
  const { visitor, server } = await newStory(t);
  const ana = await visitor('Ana', { locale: 'pt-BR' });
  await ana.page.goto(server.url);
  await ana.textbox('Seu nome').fill('Ana');
  await ana.textbox('Sala').fill('cozinha');
  await ana.button('Entrar').click();
  await ana.textbox('Mensagem').fill('olá');
  await ana.button('Enviar').click();
  const log = ana.page.getByRole('log', { name: 'Mensagens' });
  await log.getByText('olá', { exact: true }).waitFor();
  await log.getByText('Ana entrou na sala', { exact: true }).waitFor();
  await ana.seesStatus('Conectado');
  assert.equal(await ana.page.evaluate(() => document.documentElement.lang), 'pt-BR');
});

test('what others write is announced, and neither old messages nor one’s own', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await bruno.joins('lobby');
  await bruno.writes('an old one');
  await ana.joins('lobby');
  await ana.sees('an old one');
  assert.equal(await ana.log.getAttribute('aria-live'), 'off');
  const announced = ana.page.locator('[aria-live=polite]');
  assert.equal((await announced.allTextContents()).join('').trim(), '');
  await ana.writes('my own');
  await ana.sees('my own');
  await bruno.writes('a new one');
  await announced.filter({ hasText: 'Bruno: a new one' }).waitFor({ state: 'attached' });
});

test('a room that is open does not move the focus or lose what is typed when something comes', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await ana.composer.click();
  await ana.page.keyboard.type('I am just');
  await bruno.writes('hurry up');
  await ana.sees('hurry up');
  await ana.page.keyboard.type(' typing');
  assert.equal(await ana.composer.inputValue(), 'I am just typing');
});
