import { expect } from 'chai';
import { arrival, expectError } from './expectations.ts';
import { rule } from './rule.ts';

const POSTS = ['/join', '/leave', '/send'];
const GETS = ['/receive?room=lobby', '/user_rooms?username=ana', '/people?room=lobby', '/health'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** What `Allow` names besides OPTIONS. */
const allowedFor = (path: string) => (POSTS.includes(path) ? ['POST'] : ['GET', 'HEAD']);

export const errors = [
  ...[...POSTS, ...GETS].map((path) =>
    rule(`another method than its own is refused by ${path} as method_not_allowed, with Allow`, async ({ get }) => {
      const allowed = allowedFor(path);
      for (const method of METHODS.filter((each) => !allowed.includes(each))) {
        const answer = await get(path, { method });
        expect(answer.httpStatus, method).to.equal(405);
        if (method !== 'HEAD') expectError(answer, 'method_not_allowed');
        expect(answer.headers.get('Allow')?.split(/, */), method).to.include.members(allowed);
      }
    })),

  ...['/joins', '/join/', '/Join', '/api/join', '/user_rooms/ana', '/receive/', '/%00', '/..%2f..%2fpackage.json'].map((path) =>
    rule(`what no endpoint has is refused as not_found: ${path}`, async ({ get, post }) => {
      expectError(await get(path), 'not_found');
      expectError(await post(path, { room: 'lobby', username: 'ana' }), 'not_found');
    })),

  ...GETS.map((path) =>
    rule(`HEAD of ${path} has the status of GET and no body`, async ({ ana, get }) => {
      await ana.joins('lobby');
      const answer = await get(path, { method: 'HEAD' });
      expect(answer.httpStatus).to.equal(200);
      expect(answer.text).to.equal('');
    })),

  rule('every answer is JSON in UTF-8 that no cache keeps', async ({ ana, get, post }) => {
    await ana.joins('lobby');
    const answers = [
      await post('/join', { room: 'lobby', username: 'ana' }), await post('/join', {}),
      ...(await Promise.all([...GETS, '/receive', '/nothing'].map((path) => get(path)))),
      await get('/join'),
    ];
    for (const { headers, text } of answers) {
      expect(headers.get('Content-Type')).to.match(/^application\/json(; ?charset=utf-8)?$/i);
      expect(headers.get('Cache-Control')).to.equal('no-store');
      expect(JSON.parse(text)).to.be.an('object');
    }
  }),

  rule('a fault is answered as internal and says nothing of the insides', { needs: ['faults'] }, async ({ ana, post, server }) => {
    await ana.joins('lobby');
    await server.breakDown?.('the secret of /home/sala/rooms.ts');
    const answer = await post('/send', { room: 'lobby', username: 'ana', message: 'hi' });
    expectError(answer, 'internal');
    expect(answer.text).not.to.match(/secret|rooms\.ts|Error|\bat\b .*:\d/);
  }),

  rule('a fault lets a held receive go on', { needs: ['faults'] }, async ({ ana, bruno, post, server }) => {
    await ana.joins('lobby');
    const { epoch } = await bruno.receives({ from: 'lobby' });
    const held = bruno.receives({ from: 'lobby', wait: 0.2 });
    await arrival();
    await server.breakDown?.('secret');
    expectError(await post('/send', { room: 'lobby', username: 'ana', message: 'hi' }), 'internal');
    expect(await held).to.deep.equal({ messages: [], epoch });
  }),

  rule('a server that stops refuses every post as stopping, and answers every get', { needs: ['stops'] }, async ({ ana, get, post, server }) => {
    await ana.joins('lobby');
    await ana.sends('the last word');
    await server.drain?.();
    for (const path of POSTS) {
      const answer = await post(path, { room: 'lobby', username: 'ana', message: 'hi' });
      expectError(answer, 'stopping');
      expect(answer.headers.get('Retry-After')).to.match(/^[1-9]\d*$/);
    }
    for (const path of GETS) expect((await get(path)).httpStatus, path).to.equal(200);
    expect(await ana.readsAgain()).to.deep.equal(['the last word']);
  }),

  rule('a receive is pending at a server that refuses posts until it stops', { needs: ['stops'] }, async ({ ana, server }) => {
    const { epoch } = await ana.joins('lobby');
    await ana.receives();
    await server.drain?.();
    let answered = false;
    const held = ana.receives({ wait: 25 }).finally(() => (answered = true));
    await arrival();
    expect(answered).to.equal(false);
    await server.stop?.();
    expect(await held).to.deep.equal({ messages: [], epoch });
  }),

  rule('an error says what went wrong without repeating what was sent at length', async ({ post }) => {
    const { text } = await post('/send', { room: 'lobby', username: 'ana', message: 'x'.repeat(5_000) });
    expect(text.length).to.be.below(500);
  }),
];
