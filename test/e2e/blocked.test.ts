// What a restart took and what a firewall refuses are told, in a secure context and over plain http.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INSECURE_HOST, newPlace, openTab } from '../support/place.ts';
import { eventually } from '../support/visitor.ts';

const GAP = 'Some messages may be missing here';
const REFUSED = 'Not sent. Something between you and the server refused this. Change it, or try again.';

for (const isSecure of [true, false]) {
  const where = isSecure ? 'in a secure context' : 'over plain http';

  test(`${where}, what was confirmed while one was offline and went with a restart is told once`, async (t) => {
    const { server, openBrowser } = await newPlace(t);
    const url = isSecure ? server.url : `http://${INSECURE_HOST}:${server.port}/`;
    const [ana, bruno] = [await openTab(await openBrowser(), url), await openTab(await openBrowser('Bruno'), url, 'Bruno')];
    for (const visitor of [ana, bruno]) {
      await visitor.joins('lobby');
      visitor.expectsTrouble();
    }
    await ana.writes('before');
    await bruno.sees('before');
    await bruno.context.setOffline(true);
    await bruno.seesStatus(/^Offline since/);
    await ana.writes('confirmed');
    await eventually(async () => assert.equal(await ana.counts('Sending'), 0));
    await server.restart();
    await ana.writes('after');
    await bruno.context.setOffline(false);
    await bruno.sees('after');
    assert.deepEqual(await bruno.log.locator('.text, .event').filter({ hasText: /before|confirmed|after|missing/ }).allInnerTexts(), ['before', GAP, 'after']);
    await bruno.page.reload();
    await bruno.sees('after');
    assert.equal(await bruno.counts(GAP), 1);
  });

  test(`${where}, a message that a firewall refuses says so, holds up nothing and can be sent again`, async (t) => {
    const { server, openBrowser } = await newPlace(t);
    const url = isSecure ? server.url : `http://${INSECURE_HOST}:${server.port}/`;
    const [ana, bruno] = [await openTab(await openBrowser(), url), await openTab(await openBrowser('Bruno'), url, 'Bruno')];
    for (const visitor of [ana, bruno]) {
      await visitor.joins('lobby');
      visitor.expectsTrouble();
    }
    await ana.context.route('**/send', (route) => (route.request().postData()?.includes('etc/passwd')
      ? route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Request rejected</h1>' })
      : route.fallback()));
    await ana.writes('cat /etc/passwd');
    await ana.writes('and the next');
    await bruno.sees('and the next');
    await ana.sees(REFUSED);
    await ana.page.reload();
    await ana.sees(REFUSED);
    await ana.context.unroute('**/send');
    await ana.log.getByRole('button', { name: 'Retry' }).click();
    await bruno.sees('cat /etc/passwd');
    await eventually(async () => assert.equal(await ana.counts(REFUSED), 0));
    assert.equal(await bruno.counts('cat /etc/passwd'), 1);
  });
}
