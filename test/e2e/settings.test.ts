// What is chosen and kept, in the built page with its worker, also without a server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { newPlace, openTab } from '../support/place.ts';
import { eventually } from '../support/visitor.ts';

test('what was chosen is there after a restart of the browser and without the server, as are dialogs and licences', async (t) => {
  const { server, openBrowser } = await newPlace(t);
  const browser = await openBrowser();
  const ana = await openTab(browser, server.url);
  await ana.joins('kitchen');
  await ana.writes('Quem traz o pão?');
  await ana.sees('Quem traz o pão?');
  await ana.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await ana.button('Settings').click();
  await ana.page.getByLabel('Theme').selectOption('Dark');
  assert.match(await ana.page.getByText(/^Sala \d/).innerText(), /^Sala \d+\.\d+\.\d+$/);
  await ana.page.getByRole('combobox', { name: 'Language' }).selectOption('pt-BR');
  await ana.page.getByRole('heading', { name: 'Configurações' }).waitFor();
  await ana.page.close();
  await server.stop();

  const page = await browser.newPage();
  await page.goto(server.url);
  await page.getByRole('textbox', { name: 'Mensagem', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
  await page.getByRole('button', { name: 'Procurar' }).click();
  await page.getByRole('searchbox').fill('PAO');
  await page.getByText('1 mensagem encontrada').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Mais', exact: true }).click();
  await page.getByRole('button', { name: 'Salvar a conversa' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Como JSON' }).click()]);
  assert.match(download.suggestedFilename(), /^kitchen \d{4}-\d\d-\d\d\.json$/);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as { messages: { message: string }[] };
  assert.ok(saved.messages.some(({ message }) => message === 'Quem traz o pão?'));

  await page.getByRole('button', { name: 'Configurações' }).click();
  const [licences] = await Promise.all([
    page.waitForEvent('popup'), page.getByRole('link', { name: 'Licenças das bibliotecas usadas' }).click(),
  ]);
  await eventually(async () => assert.match(await licences.locator('body').innerText(), /Sala is made with these libraries/));
  await licences.close();

  await page.getByRole('button', { name: 'Apagar tudo' }).click();
  await page.getByRole('dialog', { name: 'Apagar tudo neste aparelho?' }).getByRole('button', { name: 'Apagar tudo' }).click();
  // English again, as the browser wants it, and nobody.
  assert.equal(await page.getByRole('textbox', { name: 'Your name' }).inputValue(), '');
});
