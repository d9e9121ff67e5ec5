import assert from 'node:assert/strict';
import { Refusal, type ErrorCode } from '../../src/protocol/errors.ts';
import type { Message } from '../../src/protocol/messages.ts';
import type { Limits } from '../../server/rooms/limits.ts';
import { Rooms, type Surroundings } from '../../server/rooms/rooms.ts';
import type { Action, WhichEpoch } from './actions.ts';
import { Model, type ModelRoom } from './model.ts';

const START_SECONDS = 1_790_000_000;
const ROOMS = ['lobby', 'kitchen', 'cellar'];
const PEOPLE = ['ana', 'Ana', 'bruno'];

/** Does one action after the other to the rules and to their model, and compares the two after each. */
export class Trial {
  readonly #model: Model;
  #rooms: Rooms;
  readonly #limits: Limits;
  readonly #dependencies: Surroundings;
  readonly #isStored: boolean;
  readonly #changed = new Set<string>();
  readonly #epochs = new Set<string>();
  readonly #messageIds = new Set<string>();
  #wallSeconds = START_SECONDS;
  #nextId = 0;
  #texts = 0;
  #newest = 0;

  /** @param isStored whether the rules begin each action from a snapshot, as in the demo */
  constructor(limits: Limits, isStored: boolean) {
    this.#limits = limits;
    this.#isStored = isStored;
    this.#model = new Model(limits);
    this.#dependencies = {
      wallClock: () => this.#wallSeconds * 1_000_000,
      monotonicClock: () => this.#model.now * 1_000,
      nextId: () => `server.${this.#nextId++}`,
      onChange: (room) => this.#changed.add(room),
    };
    this.#rooms = new Rooms(limits, this.#dependencies);
  }

  act(action: Action): void {
    if (action.type === 'pass' || action.type === 'setWallClock') {
      this.#wallSeconds += action.seconds;
      if (action.type === 'pass') this.#model.now += action.seconds;
      return;
    }
    if (this.#isStored) this.#rooms = new Rooms(this.#limits, this.#dependencies, structuredClone(this.#rooms.snapshot()));
    const before = new Map([...this.#model.rooms].map(([name, room]) => [name, { room, count: room.all.length }]));
    this.#changed.clear();
    this.#model.timeOut();
    this.#ask(action);
    this.#compare();
    for (const name of ROOMS) {
      const former = before.get(name);
      const present = this.#model.rooms.get(name);
      if (former?.room === present && former?.count === present?.all.length) continue;
      assert.ok(this.#changed.has(name), `nobody was told that ${name} changed`);
    }
  }

  #ask(action: Exclude<Action, { type: 'pass' | 'setWallClock' }>): void {
    if (action.type === 'join') this.#join(action);
    else if (action.type === 'leave') this.#leave(action);
    else if (action.type === 'send') this.#send(action);
    else if (action.type === 'receive') this.#receive(action);
    else {
      const rooms = this.#rooms.userRooms(action.who).map(({ room }) => JSON.parse(room) as string);
      this.#model.hear(action.who);
      assert.deepEqual(rooms, this.#model.roomsOf(action.who));
    }
  }

  #join({ who, room, key }: Extract<Action, { type: 'join' | 'leave' }>): void {
    const code = this.#model.mayJoin(who, room, key);
    const joined = attempt(code, () => this.#rooms.join({ room, username: who }, key));
    if (!joined) return;
    const known = this.#model.rooms.get(room);
    if (known) assert.equal(joined.epoch, known.epoch);
    else assert.ok(!this.#epochs.has(joined.epoch), 'an epoch was used again');
    this.#epochs.add(joined.epoch);
    this.#model.join(who, room, key, joined.epoch);
  }

  #leave({ who, room, key }: Extract<Action, { type: 'join' | 'leave' }>): void {
    const code = this.#model.mayLeave(who, room, key);
    attempt(code, () => this.#rooms.leave({ room, username: who }, key));
    if (code === undefined) this.#model.leave(who, room);
  }

  #send({ who, room, key, id, epoch: which }: Extract<Action, { type: 'send' }>): void {
    const epoch = this.#epochOf(room, which);
    const message = `text ${this.#texts++}`;
    const code = this.#model.maySend(who, room, key, epoch, id);
    const sent = attempt(code, () =>
      this.#rooms.send({ room, username: who, message, ...(id === undefined ? {} : { id }), ...(epoch === undefined ? {} : { epoch }) }, key));
    if (!sent) return;
    assert.equal(sent.epoch, this.#model.rooms.get(room)?.epoch);
    const former = id === undefined ? undefined : this.#model.remembered(who, room, id);
    if (former === undefined) {
      assert.ok(sent.timestamp > this.#newest, 'a stamp did not increase');
      this.#model.send(who, room, message, key, { id, stamp: sent.timestamp });
    } else {
      assert.equal(sent.timestamp, former, 'a repeated id was answered otherwise than the first time');
    }
  }

  #receive({ who, room, back, epoch: which }: Extract<Action, { type: 'receive' }>): void {
    const epoch = this.#epochOf(room, which);
    const found = this.#model.rooms.get(room);
    // What nobody has seen has no stamp to ask from.
    const known = found?.all.findLastIndex(({ stamp }, index) => stamp !== undefined && index <= found.all.length - back) ?? -1;
    const from = back === 0 ? -1 : known;
    const received = this.#rooms.receive(room, found?.all[from]?.stamp ?? 0, epoch, who);
    if (who !== undefined) this.#model.hear(who);
    assert.equal(received.epoch, found?.epoch);
    this.#expectMessages(received, found, which === 'other' ? -1 : from);
  }

  /** That somebody who asks from the message at an index on is told the right ones, and of a gap where there is one. */
  #expectMessages(received: { messages: readonly string[]; gap: boolean }, room: ModelRoom | undefined, from: number): Message[] {
    const messages = received.messages.map((json) => JSON.parse(json) as Message);
    const kept = room ? this.#model.keptIndexes(room) : [];
    const expected = room?.all.filter((_, index) => index > from && kept.includes(index)) ?? [];
    assert.deepEqual(messages.map(textOf), expected.map(({ text }) => text));
    assert.equal(received.gap, room !== undefined && this.#model.lostIndex(room) > from, 'gap');
    messages.forEach(({ timestamp }, index) => {
      const message = expected[index];
      if (message) assert.equal(timestamp, (message.stamp ??= timestamp), 'a stamp changed');
    });
    return messages;
  }

  /** That all that can be asked for is as in the model. Nobody is heard of by it. */
  #compare(): void {
    let newest = this.#newest;
    for (const name of ROOMS) {
      const room = this.#model.rooms.get(name);
      assert.deepEqual(this.#rooms.peopleIn(name), room?.members ?? []);
      const messages = this.#expectMessages(this.#rooms.receive(name, 0), room, -1);
      let last = 0;
      for (const { timestamp } of messages) {
        assert.ok(timestamp > last, 'stamps of a room do not increase');
        last = timestamp;
      }
      newest = Math.max(newest, last);
      for (const message of messages) if (message.id?.includes('.')) this.#messageIds.add(`${message.id} ${message.timestamp}`);
    }
    this.#newest = newest;
    const ids = [...this.#messageIds].map((each) => each.split(' ')[0]);
    assert.equal(new Set(ids).size, ids.length, 'an id of the server was used again');
    assert.ok(this.#model.rooms.size <= this.#limits.maxRooms);
    for (const name of PEOPLE) assert.ok(this.#model.roomsOf(name).length <= this.#limits.maxRoomsPerUser);
  }

  #epochOf(room: string, which: WhichEpoch): string | undefined {
    if (which === 'none') return undefined;
    const own = this.#model.rooms.get(room)?.epoch ?? 'never';
    return which === 'own' ? own : ([...this.#epochs].findLast((epoch) => epoch !== own) ?? 'never');
  }
}

/** That something is refused with a code, or not at all where there is none. */
function attempt<T>(code: ErrorCode | undefined, doing: () => T): T | undefined {
  try {
    const result = doing();
    assert.equal(code, undefined, `it was not refused with ${code}`);
    return result;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    assert.equal(error.code, code);
    return undefined;
  }
}

function textOf(message: Message): string {
  return message.type === 'message' ? `${message.username}: ${message.message}` : message.message;
}
