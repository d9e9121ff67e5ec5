import { expect } from 'chai';
import { rule } from './rule.ts';

const ORIGIN = 'https://page.example';
const PATHS = ['/join', '/leave', '/send', '/receive', '/user_rooms', '/people', '/health'];
const given = { needs: ['cors'] } as const;

export const cors = [
  ...PATHS.map((path) =>
    rule(`a preflight of ${path} allows every origin, its method, and the headers of a key and of JSON`, given, async ({ get }) => {
      const { httpStatus, headers, text } = await get(path, {
        method: 'OPTIONS',
        headers: {
          Origin: ORIGIN,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      });
      expect(httpStatus).to.equal(204);
      expect(text).to.equal('');
      expect(headers.get('Access-Control-Allow-Origin')).to.equal('*');
      expect(headers.get('Access-Control-Allow-Methods')).to.include('POST').and.include('GET');
      expect(headers.get('Access-Control-Allow-Headers')?.toLowerCase()).to.include('authorization').and.include('content-type');
      expect(Number(headers.get('Access-Control-Max-Age'))).to.be.above(0);
    })),

  rule('every answer allows every origin and shows it Retry-After, errors too', given, async ({ ana, get, post }) => {
    await ana.joins('lobby');
    const headers = { Origin: ORIGIN };
    const answers = [
      await post('/join', { room: 'lobby', username: 'ana' }, headers), // 200
      await post('/leave', { room: 'nowhere', username: 'ana' }, headers), // 404
      await get('/receive?room=lobby', { headers }),
      await get('/receive', { headers }), // 400
      await get('/join', { headers }), // 405
      await get('/nothing', { headers }), // 404
      await get('/send', { method: 'POST', headers, body: 'hi' }), // 415
      await get('/send', {
        method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: 'x'.repeat(40_000),
      }), // 413
    ];
    for (const answer of answers) {
      expect(answer.headers.get('Access-Control-Allow-Origin'), answer.text).to.equal('*');
      expect(answer.headers.get('Access-Control-Expose-Headers'), answer.text).to.equal('Retry-After');
    }
  }),

  rule('a full server shows every origin its Retry-After', { ...given, limits: { maxRooms: 1 } }, async ({ ana, post }) => {
    await ana.joins('one');
    const { headers } = await post('/join', { room: 'two', username: 'ana' }, { Origin: ORIGIN });
    expect(headers.get('Access-Control-Allow-Origin')).to.equal('*');
    expect(headers.get('Access-Control-Expose-Headers')).to.equal('Retry-After');
    expect(headers.get('Retry-After')).not.to.equal(null);
  }),

  rule('no answer allows credentials', given, async ({ get }) => {
    const { headers } = await get('/health', { headers: { Origin: ORIGIN } });
    expect(headers.has('Access-Control-Allow-Credentials')).to.equal(false);
  }),
];
