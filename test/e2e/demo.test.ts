import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INSECURE_HOST } from '../support/place.ts';
import { stories, type Story } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

/** Chooses the demo on the first screen and enters a room there. */
async function triesDemo(ana: Visitor, room = 'lobby'): Promise<void> {
  await ana.button('Try the demo').click();
  await ana.button('Leave the demo').waitFor();
  await ana.joins(room);
}

async function anaInDemo(story: Story): Promise<Visitor> {
  const ana = await story.guest('Ana');
  await triesDemo(ana);
  return ana;
}

test('what was typed before the demo was chosen is kept, and Join waits until the demo is ready', async (t) => {
  const { guest } = await newStory(t);
  const ana = await guest('Ana');
  await ana.textbox('Your name').fill('Ana');
  await ana.textbox('Room').fill('kitchen');
  await ana.button('Try the demo').click();
  await ana.button('Join').click();
  await ana.writes('is anybody here?');
  await ana.sees('is anybody here?');
  await ana.button('Leave the demo').waitFor();
  assert.equal(await ana.page.getByText('Nothing leaves this device.').isVisible(), true);
});

test('two tabs are in one chat', async (t) => {
  const story = await newStory(t);
  const ana = await anaInDemo(story);
  const tab = await story.secondPageOf(ana);
  await tab.opens(story.server.url);
  await ana.writes('from the first tab');
  await tab.sees('from the first tab');
  await tab.writes('from the second tab');
  await ana.sees('from the second tab');
  assert.equal(await ana.counts('from the first tab'), 1);
});

test('guests come in, greet, and answer what is written', async (t) => {
  const ana = await anaInDemo(await newStory(t));
  await ana.seesPeople('Ana', 'Iris');
  await ana.writes('thank you');
  await eventually(async () => {
    const said = await ana.reads();
    assert.ok(said.some((text) => ['You are welcome!', 'Any time, Ana.'].includes(text)), said.join('\n'));
  });
});

test('the demo goes on while the server is away, also after a reload', async (t) => {
  const story = await newStory(t);
  const ana = await anaInDemo(story);
  await ana.writes('before');
  await ana.sees('before');
  await story.server.stop();
  await ana.page.reload();
  await ana.sees('before');
  await ana.writes('after');
  await ana.sees('after');
});

test('a request of the demo never reaches a real server', async (t) => {
  const story = await newStory(t);
  const ana = await anaInDemo(story);
  const bruno = await story.secondPageOf(ana);
  await bruno.opens(story.server.url);
  await bruno.button('Leave the demo').click();
  await bruno.button('Try the demo').waitFor();
  await bruno.page.reload();
  await bruno.button('Try the demo').waitFor();
  await ana.page.close();
  bruno.expectsTrouble();
  // No page runs the demo now. The server would answer with an error of its own.
  const answer = await bruno.page.evaluate(() => fetch('demo/nothing').then(({ status }) => `HTTP ${status}`, () => 'no answer'));
  assert.equal(answer, 'no answer');
});

test('leaving the demo leads back to the server, and the demo keeps its rooms', async (t) => {
  const story = await newStory(t);
  const ana = await anaInDemo(story);
  await ana.writes('only here');
  await ana.sees('only here');
  await ana.button('Leave the demo').click();
  await ana.textbox('Your name').waitFor();
  await ana.joins('hall');
  await ana.writes('for everybody');
  const bruno = await story.guest('Bruno');
  await bruno.joins('hall');
  await bruno.sees('for everybody');
  await ana.leaves();
  await ana.button('Try the demo').click();
  await ana.opensRoom('lobby');
  await ana.sees('only here');
});

test('a page that is no secure context says why it has no demo', async (t) => {
  const story = await newStory(t);
  const ana = await story.visitor('Ana');
  story.allows(`http://${INSECURE_HOST}:${story.server.port}/`);
  await ana.opens(`http://${INSECURE_HOST}:${story.server.port}/`);
  await ana.page.getByText('There is no demo here: browsers allow it only on pages that came over https').waitFor();
  assert.equal(await ana.button('Try the demo').count(), 0);
});
