import { expect } from 'chai';
import { refused } from './expectations.ts';
import { rule } from './rule.ts';

export const limits = [
  rule('a server has so many rooms and no more: joining one more is refused as server_full, with Retry-After', { limits: { maxRooms: 2 } }, async ({ ana }) => {
    await ana.joins('one');
    await ana.joins('two');
    const { headers } = await refused(ana.joins('three'), 'server_full');
    expect(headers.get('Retry-After')).to.match(/^[1-9]\d*$/);
    expect(await ana.isIn()).to.deep.equal(['one', 'two']);
  }),

  rule('a full server still lets people into its rooms', { limits: { maxRooms: 1 } }, async ({ ana, bruno }) => {
    await ana.joins('one');
    await bruno.joins('one');
    await bruno.sends('hi');
    expect(await ana.readsAgain()).to.deep.equal(['hi']);
  }),

  rule('a room that is removed makes place for another', { limits: { maxRooms: 1 } }, async ({ ana }) => {
    await ana.joins('one');
    await ana.leaves();
    await ana.joins('two');
    expect(await ana.isIn()).to.deep.equal(['two']);
  }),

  rule('a room whose people timed out makes place for another', { limits: { maxRooms: 1, presenceTimeout: 60 }, needs: ['clocks'] }, async ({ ana, bruno, clocks }) => {
    await ana.joins('one');
    await clocks.pass(60);
    await bruno.joins('two');
  }),

  rule('a room has so many members and no more: joining is refused as room_full', { limits: { maxMembers: 2 } }, async ({ ana, bruno, person }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await refused(person('carla').joins('lobby'), 'room_full');
    expect(await ana.seesPeople()).to.deep.equal(['ana', 'bruno']);
  }),

  rule('sending to a full room by somebody outside is refused as room_full and stores nothing', { limits: { maxMembers: 1 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await refused(bruno.sends('hi', { to: 'lobby' }), 'room_full');
    expect(await ana.reads()).to.deep.equal(['ana joined the room']);
  }),

  rule('joining a full room by a member succeeds', { limits: { maxMembers: 1 } }, async ({ ana }) => {
    await ana.joins('lobby');
    await ana.joins('lobby');
  }),

  rule('a member who leaves a full room makes place for another', { limits: { maxMembers: 2 } }, async ({ ana, bruno, person }) => {
    await ana.joins('lobby');
    await bruno.joins('lobby');
    await bruno.leaves();
    await person('carla').joins('lobby');
    expect(await ana.seesPeople()).to.deep.equal(['ana', 'carla']);
  }),

  rule('a user is in so many rooms and no more: joining one more is refused as too_many_rooms', { limits: { maxRoomsPerUser: 2 } }, async ({ ana, bruno }) => {
    await ana.joins('one');
    await ana.joins('two');
    await refused(ana.joins('three'), 'too_many_rooms');
    expect(await bruno.seesPeople('three')).to.deep.equal([]);
    await bruno.joins('three');
    await refused(ana.sends('hi', { to: 'three' }), 'too_many_rooms');
    expect(await bruno.readsAgain()).to.deep.equal([]);
  }),

  rule('a user in all the rooms that are allowed can still join and use those', { limits: { maxRoomsPerUser: 1 } }, async ({ ana }) => {
    await ana.joins('one');
    await ana.joins('one');
    await ana.sends('hi');
  }),

  rule('leaving a room makes place for another of the user', { limits: { maxRoomsPerUser: 1 } }, async ({ ana }) => {
    await ana.joins('one');
    await ana.leaves();
    await ana.joins('two');
    expect(await ana.isIn()).to.deep.equal(['two']);
  }),

  rule('a server full of people refuses one more as server_full, with Retry-After', { limits: { maxNames: 2 } }, async ({ ana, bruno, person }) => {
    await ana.joins('lobby');
    await bruno.joins('kitchen');
    const { headers } = await refused(person('carla').joins('lobby'), 'server_full');
    expect(headers.get('Retry-After')).to.match(/^[1-9]\d*$/);
    await refused(person('carla').sends('hi', { to: 'lobby' }), 'server_full');
    await refused(person('carla').joins('attic'), 'server_full');
    expect(await ana.reads()).to.deep.equal(['ana joined the room']);
    expect(await ana.seesPeople('attic')).to.deep.equal([]);
  }),

  rule('who is in a room of a server full of people may use all of it', { limits: { maxNames: 1 } }, async ({ ana }) => {
    await ana.joins('one');
    await ana.joins('two');
    await ana.sends('hi');
    await ana.leaves('one');
    expect(await ana.isIn()).to.deep.equal(['two']);
  }),

  rule('who leaves the last room makes place for somebody else', { limits: { maxNames: 1 } }, async ({ ana, bruno }) => {
    await ana.joins('lobby');
    await ana.leaves();
    await bruno.joins('lobby');
    await refused(ana.joins('lobby'), 'server_full');
  }),

  rule('names kept after a timeout make place for who comes, the oldest first', { limits: { maxNames: 3, presenceTimeout: 60 }, needs: ['clocks'] }, async ({ ana, bruno, person, clocks }) => {
    await person('ana', 'key-of-ana-0123456789').joins('lobby');
    await clocks.pass(1);
    await person('bruno', 'key-of-bruno-0123456789').joins('lobby');
    await clocks.pass(60);
    await person('carla').joins('lobby');
    await refused(ana.joins('lobby'), 'name_taken');
    await person('dora').joins('lobby');
    await refused(bruno.joins('lobby'), 'name_taken');
    await ana.joins('lobby');
    await refused(bruno.joins('lobby'), 'server_full');
  }),

  rule('beyond the names kept after a timeout the oldest is free first', { limits: { maxKeptNames: 1, presenceTimeout: 60 }, needs: ['clocks'] }, async ({ ana, bruno, person, clocks }) => {
    await person('ana', 'key-of-ana-0123456789').joins('lobby');
    await clocks.pass(1);
    await person('bruno', 'key-of-bruno-0123456789').joins('lobby');
    await clocks.pass(60);
    await ana.joins('lobby');
    await refused(bruno.joins('lobby'), 'name_taken');
  }),
];
