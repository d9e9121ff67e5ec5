// Somebody invites, somebody scans the code and is in the room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { INSECURE_HOST } from '../support/place.ts';
import { stories } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';

const newStory = stories();

/** What a camera reads from what is on the screen. */
async function scan({ page }: Visitor): Promise<string | undefined> {
  await page.getByRole('img', { name: 'QR code of the link' }).waitFor();
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  return jsQR(Uint8ClampedArray.from(data), width, height, { inversionAttempts: 'dontInvert' })?.data;
}

const invites = async (visitor: Visitor): Promise<void> => {
  await visitor.button('Invite').click();
  await visitor.page.getByRole('dialog', { name: /^Invite to / }).waitFor();
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a code on a ${colorScheme} phone decodes to a link that lands in the room, and asks only for a name`, async (t) => {
    const { server, visitor, allows } = await newStory(t);
    allows(`http://${INSECURE_HOST}:${server.port}/`);
    const ana = await visitor('Ana', { colorScheme, viewport: { width: 390, height: 780 } });
    await ana.opens(server.url);
    await ana.joins('café 2 go');
    await invites(ana);
    // Nobody else can come: the code would lead everybody to their own machine.
    await ana.page.getByText('npm start -- --host').waitFor();
    assert.equal(await ana.textbox('Link for this machine').inputValue(), `${server.url}#/caf%C3%A9%202%20go`);
    await ana.button('Close').click();

    ana.expectsTrouble();
    server.options = ['--public-url', `http://${INSECURE_HOST}:${server.port}`];
    await server.restart();
    await invites(ana);
    const link = await scan(ana);
    assert.equal(link, await ana.textbox('Link').inputValue());
    assert.equal(link, `http://${INSECURE_HOST}:${server.port}/#/caf%C3%A9%202%20go`);
    await ana.button('Close').click();

    const bruno = await visitor('Bruno');
    await bruno.opens(link);
    await bruno.invitedTo('café 2 go').waitFor();
    assert.equal(await bruno.page.getByRole('textbox').count(), 1);
    await bruno.textbox('Your name').fill('Bruno');
    await bruno.button('Join').click();
    await bruno.writes('found it');
    await ana.sees('found it');
  });
}

test('a page that is no secure context invites by its own address, and copies it', async (t) => {
  const { server, visitor, allows } = await newStory(t);
  const url = `http://${INSECURE_HOST}:${server.port}/`;
  allows(url);
  const ana = await visitor('Ana', { viewport: { width: 390, height: 780 } });
  await ana.opens(url);
  await ana.joins('kitchen');
  await ana.button('Invite somebody').click();
  assert.equal(await scan(ana), `${url}#/kitchen`);
  await ana.button('Copy').click();
  await ana.page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
  await ana.button('Close').click();
  await ana.composer.press('ControlOrMeta+V');
  assert.equal(await ana.composer.inputValue(), `${url}#/kitchen`);
});

test('the demo invites nobody, and says so', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.button('Try the demo').click();
  await ana.button('Leave the demo').waitFor();
  await ana.joins('kitchen');
  await invites(ana);
  await ana.page.getByText('The demo is in this browser alone').waitFor();
  assert.equal(await ana.page.getByRole('img', { name: 'QR code of the link' }).count(), 0);
});

test('who has no name for a room is given one, in their language', async (t) => {
  const { visitor, server } = await newStory(t);
  const ana = await visitor('Ana', { locale: 'pt-BR' });
  await ana.page.goto(server.url);
  await ana.textbox('Seu nome').fill('Ana');
  await ana.button('Sugerir um nome de sala').click();
  await ana.page.waitForFunction(() => document.activeElement !== document.body);
  await ana.button('Entrar').click();
  const heading = ana.page.getByRole('heading', { level: 1, name: /^[a-z]+-[a-z]+-[a-z]+$/ });
  await heading.waitFor();
  assert.equal(decodeURIComponent(new URL(ana.page.url()).hash), `#/${await heading.textContent()}`);
});
