import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { ENDPOINTS } from '../../server/endpoints.ts';
import { arrival } from '../contract/expectations.ts';
import { call, post, type Answer } from '../support/http.ts';
import { expressDoor } from './express-door.ts';
import { document, problemsOf } from './openapi-schemas.ts';

test('the description is a valid OpenAPI 3.1 document', async () => {
  const { valid, errors } = await new Validator().validate(document as unknown as Record<string, unknown>);
  expect(errors).to.equal(undefined);
  expect(valid).to.equal(true);
  expect(document.openapi).to.match(/^3\.1\./);
});

test('the description has every endpoint and no other', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(described).to.have.members(ENDPOINTS.map(({ method, path }) => `${method} ${path}`));
});

test('the description is served to every origin', async () => {
  const { url, close } = await expressDoor.newServer({});
  const answer = await call(`${url}/openapi.json`);
  await close();
  expect(JSON.parse(answer.text)).to.deep.equal(document);
  expect(answer.headers.get('Content-Type')).to.match(/^application\/json/);
  expect(answer.headers.get('Access-Control-Allow-Origin')).to.equal('*');
});

test('the answers of a conversation match the description, those that refuse as well', async () => {
  const server = await expressDoor.newServer({ maxRooms: 2, maxMembers: 2, maxRoomsPerUser: 1, history: 6 });
  const codes = new Set<string | undefined>();
  const asked = async (path: string, asking: Promise<Answer>): Promise<Answer> => {
    const answer = await asking;
    expect(problemsOf(path, answer)).to.equal('');
    codes.add(answer.body.code ?? path);
    return answer;
  };
  const says = (path: string, body: object, key?: string) =>
    asked(path, post(server.url + path, body, key === undefined ? {} : { Authorization: `Bearer ${key}` }));
  const asks = (path: string, query = '') => asked(path, call(`${server.url}${path}${query}`));
  const key = 'key-of-ana-0123456789';
  const ana = { room: 'lobby', username: 'ana' };
  try {
    await says('/join', ana, key);
    await says('/join', ana);
    await says('/send', { ...ana, message: 'hi', id: 'x' }, key);
    await says('/send', { ...ana, message: 'hi', epoch: 'another' }, key);
    await says('/send', { ...ana, room: 'nowhere', message: 'hi' }, key);
    await says('/send', { ...ana, message: '' }, key);
    await says('/join', { ...ana, room: 'kitchen' }, key);
    await says('/join', { ...ana, username: 'bruno' });
    await says('/join', { ...ana, username: 'carla' });
    await says('/join', { room: 'kitchen', username: 'carla' });
    await says('/join', { room: 'cellar', username: 'davi' });
    await says('/leave', { ...ana, username: 'carla' });
    await says('/leave', { ...ana, username: 'bruno' });
    await says('/send', { ...ana, message: 'x'.repeat(40_000) }, key);
    await asked('/send', call(`${server.url}/send`, { method: 'POST', body: 'hi' }));
    await asked('/send', call(`${server.url}/send`));
    for (let i = 0; i < 7; i++) await says('/send', { ...ana, message: '€'.repeat(4_000) }, key);
    expect((await asks('/receive', '?room=lobby')).body).to.include({ gap: true, more: true });
    await asks('/receive', '?room=nowhere');
    await asks('/receive', '?room=lobby&last_timestamp=1e12&wait=0.1');
    await asks('/receive');
    await asks('/user_rooms', '?username=ana');
    await asks('/user_rooms', '?username=nobody');
    await asks('/people', '?room=lobby');
    await asks('/health');
    const held = asks('/receive', '?room=lobby&last_timestamp=1e12&wait=25');
    await arrival();
    await server.breakDown?.('secret');
    await says('/send', { ...ana, message: 'hi' }, key);
    await server.drain?.();
    await says('/leave', ana, key);
    await server.stop?.();
    await held;
  } finally {
    await server.close();
  }
  expect([...codes]).to.have.members([
    '/join', '/leave', '/send', '/receive', '/user_rooms', '/people', '/health', 'invalid_request', 'name_taken',
    'room_not_found', 'room_changed', 'room_full', 'too_many_rooms', 'method_not_allowed', 'payload_too_large',
    'unsupported_media_type', 'internal', 'server_full', 'stopping',
  ]);
});

test('an answer with a field that is not documented does not match', () => {
  const text = '{"people":[],"colour":"red"}';
  expect(problemsOf('/people', { httpStatus: 200, headers: new Headers(), text, body: {} })).to.match(/additional/);
});
