import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stories } from '../support/story.ts';
import { eventually, type Visitor } from '../support/visitor.ts';

const newStory = stories();

/** A message says "Sending" to screen readers until the server has it. */
function sending(visitor: Visitor, count: number): Promise<void> {
  return eventually(async () => assert.equal(await visitor.counts('Sending'), count));
}

test('without a network the page says so, and what is written meanwhile arrives once when it is back', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('lobby');
  await bruno.joins('lobby');
  await ana.seesStatus('Connected');
  ana.expectsTrouble();
  await ana.context.setOffline(true);
  await ana.writes('written offline');
  await ana.sees('written offline');
  await ana.seesStatus(/^Offline since .+ The server does not answer/);
  await ana.writes('and another one');
  await sending(ana, 2);

  await ana.context.setOffline(false);
  await ana.seesStatus('Connected');
  await bruno.sees('and another one');
  await sending(ana, 0);
  for (const visitor of [ana, bruno]) {
    assert.equal(await visitor.counts('written offline'), 1);
    assert.equal(await visitor.counts('and another one'), 1);
  }
});

test('a server that was started anew has everybody in their rooms again, and what was written meanwhile', async (t) => {
  const { guests, server } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('garden', 'lobby');
  await bruno.joins('lobby');
  await ana.writes('before');
  await bruno.sees('before');
  for (const visitor of [ana, bruno]) visitor.expectsTrouble();
  await server.stop();
  await ana.seesStatus(/^Offline/);
  await ana.writes('meanwhile');
  await sending(ana, 1);

  await server.start();
  await ana.seesStatus('Connected');
  await bruno.sees('meanwhile');
  await sending(ana, 0);
  await eventually(async () => assert.deepEqual((await ana.peopleNames()).toSorted(), ['Ana', 'Bruno']));
  assert.equal(await bruno.counts('before'), 1);
  assert.equal(await bruno.counts('meanwhile'), 1);
  assert.deepEqual(await ana.roomNames(), ['garden', 'lobby']);
});

test('"Try now" tries at once', async (t) => {
  const { guest, server } = await newStory(t);
  const ana = await guest('Ana');
  await ana.joins('lobby');
  ana.expectsTrouble();
  await server.stop();
  await ana.seesStatus(/^Offline/);
  await server.start();
  await ana.button('Try now').click({ timeout: 1_000 }).catch(() => {
    // It may have come back by itself before.
  });
  await ana.seesStatus('Connected');
});

test('who cannot join for want of a server is told so on the spot, and joins once there is one', async (t) => {
  const { guest, server } = await newStory(t);
  const ana = await guest('Ana');
  ana.expectsTrouble();
  await server.stop();
  await ana.textbox('Your name').fill('Ana');
  await ana.textbox('Room').fill('lobby');
  await ana.button('Join').click();
  await ana.page.getByRole('alert').filter({ hasText: 'The server does not answer.' }).waitFor();
  await server.start();
  await ana.button('Join').click();
  await ana.writes('made it');
  await ana.sees('made it');
  await ana.seesStatus('Connected');
});
