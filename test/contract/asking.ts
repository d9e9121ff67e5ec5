import { expect } from 'chai';
import { Person } from '../support/person.ts';
import { rule } from './rule.ts';

export const asking = [
  rule('user_rooms answers with rooms, details and server, and nothing else', async ({ ana }) => {
    await ana.joins('lobby');
    expect(await ana.asksForRooms()).to.have.all.keys('rooms', 'details', 'server');
  }),

  rule('user_rooms names the rooms in the order of joining', async ({ ana }) => {
    for (const room of ['c', 'a', 'b']) await ana.joins(room);
    expect(await ana.isIn()).to.deep.equal(['c', 'a', 'b']);
  }),

  rule('a room that was left and joined again is the last', async ({ ana }) => {
    for (const room of ['c', 'a', 'b']) await ana.joins(room);
    await ana.leaves('c');
    await ana.joins('c');
    await ana.joins('a');
    expect(await ana.isIn()).to.deep.equal(['a', 'b', 'c']);
  }),

  rule('user_rooms has epoch, count of members and newest time of each room, in the same order', async ({ ana, bruno }) => {
    const lobby = await ana.joins('lobby');
    const kitchen = await ana.joins('kitchen');
    await bruno.joins('lobby');
    const { timestamp } = await bruno.sends('hi');
    expect((await ana.asksForRooms()).details).to.deep.equal([
      { room: 'lobby', epoch: lobby.epoch, members: 2, last_timestamp: timestamp },
      { room: 'kitchen', epoch: kitchen.epoch, members: 1, last_timestamp: kitchen.timestamp },
    ]);
  }),

  rule('user_rooms tells of each message, and of who comes and goes', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    const state = async () => {
      const { room, members, last_timestamp } = (await ana.asksForRooms()).details?.[0] ?? {};
      return { room, members, isNewest: last_timestamp === (await ana.receives({ from: 'lobby' })).messages.at(-1)?.timestamp };
    };
    expect(await state()).to.deep.equal({ room: 'lobby', members: 1, isNewest: true });
    await bruno.joins('lobby');
    expect(await state()).to.deep.equal({ room: 'lobby', members: 2, isNewest: true });
    await bruno.sends('hi');
    expect(await state()).to.deep.equal({ room: 'lobby', members: 2, isNewest: true });
    await bruno.leaves('lobby');
    expect(await state()).to.deep.equal({ room: 'lobby', members: 1, isNewest: true });
  }),

  rule('user_rooms answers with no rooms for somebody who is in none', async ({ ana }) => {
    expect(await ana.asksForRooms()).to.deep.include({ rooms: [], details: [] });
  }),

  rule('asking for rooms does not put anybody anywhere', async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await bruno.asksForRooms();
    await bruno.receives({ from: 'lobby', named: true });
    expect(await ana.seesPeople()).to.deep.equal(['ana']);
  }),

  rule('the string of a server is the same in every answer and another at another start', async ({ ana, get, anotherServer }) => {
    const { server: name } = await ana.asksForRooms();
    expect(name).to.be.a('string').that.is.not.empty;
    await ana.joins('lobby');
    expect((await ana.asksForRooms()).server).to.equal(name);
    expect((await get('/health')).body.server).to.equal(name);
    const other = await new Person((await anotherServer()).url, 'ana').asksForRooms();
    expect(other.server).not.to.equal(name);
  }),

  rule('people answers in the order of joining', async ({ ana, bruno, person, get }) => {
    const carla = person('carla');
    for (const each of [carla, ana, bruno]) await each.joins('lobby');
    expect((await get('/people?room=lobby')).body).to.deep.equal({ people: ['carla', 'ana', 'bruno'] });
    await carla.leaves();
    await carla.joins('lobby');
    expect(await ana.seesPeople()).to.deep.equal(['ana', 'bruno', 'carla']);
  }),

  rule('people answers [] for a room that does not exist', async ({ get }) => {
    expect((await get('/people?room=nowhere')).body).to.deep.equal({ people: [] });
  }),

  rule('health says what the server is, what it can do and its limits', async ({ get }) => {
    const { body, httpStatus, text } = await get('/health');
    expect(httpStatus).to.equal(200);
    expect(body).to.have.all.keys('status', 'name', 'version', 'server', 'urls', 'features', 'limits');
    expect(body).to.deep.include({ status: 'ok', name: 'sala', urls: [] });
    expect((JSON.parse(text) as { version: unknown }).version).to.match(/^\d+\.\d+\.\d+/);
    expect(body).to.deep.include({ features: ['ids', 'epoch', 'wait', 'gap', 'presence', 'people', 'keys'] });
    expect(body).to.deep.include({ limits: { room: 64, username: 32, message: 4_000, history: 50, wait: 25 } });
  }),

  rule('health says how many messages a room keeps here', { limits: { history: 7 } }, async ({ get }) => {
    expect((await get('/health')).body).to.have.nested.property('limits.history', 7);
  }),
];
