import { test } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { HistoryBudget } from '../../server/rooms/history-budget.ts';
import { History, utf8Length } from '../../server/rooms/history.ts';
import { DEFAULT_LIMITS, type Limits } from '../../server/rooms/limits.ts';
import { Room } from '../../server/rooms/room.ts';

const EVENTS = 20;
const TEXT_OVERHEAD = 48;
const ANSWER_BYTES = 64 * 1024;
const ANSWER_MESSAGES = 1_000;

function historyOf(count: number, text: string, limits: Partial<Limits> = {}): History {
  const history = new History({ ...DEFAULT_LIMITS, ...limits });
  for (let micros = 1; micros <= count; micros++) history.addMessage(text, micros);
  return history;
}

test('the bytes of a text are those of its UTF-8', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(utf8Length(text)).to.equal(new TextEncoder().encode(text).length);
  }));
});

test('an answer has as many messages as fit into 64 KB', () => {
  const { texts, isMore } = historyOf(50, 'x'.repeat(4_096)).after(0);
  expect(texts).to.have.length(ANSWER_BYTES / 4_096);
  expect(isMore).to.equal(true);
});

test('an answer has a message that is longer than an answer', () => {
  const long = 'x'.repeat(2 * ANSWER_BYTES);
  expect(historyOf(2, long).after(0)).to.deep.equal({ texts: [long], isMore: true });
  expect(historyOf(2, long).after(1)).to.deep.equal({ texts: [long], isMore: false });
});

test('an answer has 1,000 messages at most', () => {
  const history = historyOf(ANSWER_MESSAGES + 1, '', { history: 10_000 });
  expect(history.after(0)).to.include({ isMore: true }).and.have.property('texts').with.length(ANSWER_MESSAGES);
  expect(history.after(1)).to.include({ isMore: false }).and.have.property('texts').with.length(ANSWER_MESSAGES);
});

test('no message is joined to an answer, or copied, before it is known to fit', () => {
  const history = historyOf(10_000, 'x'.repeat(100), { history: 10_000, historyBytes: Infinity });
  expect(history.after(0).texts).to.have.length(Math.floor(ANSWER_BYTES / 100));
});

interface ModelLine {
  readonly room: number;
  readonly isEvent: boolean;
  readonly size: number;
  readonly weight: number;
  readonly stamp: number;
}

/** The same told naively: each line that is kept, in order, and the newest lost message of each room. */
class Model {
  lines: ModelLine[] = [];
  readonly lost = new Map<number, number>();
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  of(room: number, isEvent?: boolean): ModelLine[] {
    return this.lines.filter((line) => line.room === room && (isEvent ?? line.isEvent) === line.isEvent);
  }

  add(line: ModelLine): void {
    this.lines.push(line);
    const { room } = line;
    while (this.#isOverfull(room)) this.#drop(room);
    const [oldest] = this.of(room, true);
    if (this.of(room, true).length > EVENTS) this.lines = this.lines.filter((one) => one !== oldest);
    while (this.weight > this.#limits.maxHistoryBytes) this.#drop(this.#mostSilent());
  }

  remove(room: number): void {
    this.lines = this.lines.filter((line) => line.room !== room);
    this.lost.delete(room);
  }

  get weight(): number {
    return this.lines.reduce((sum, { weight }) => sum + weight, 0);
  }

  #isOverfull(room: number): boolean {
    const said = this.of(room, false);
    const bytes = said.reduce((sum, { size }) => sum + size, 0);
    return said.length > 1 && (said.length > this.#limits.history || bytes > this.#limits.historyBytes);
  }

  #drop(room: number): void {
    const [oldest] = this.of(room);
    if (!oldest) throw new Error('There is nothing to drop.');
    this.lines = this.lines.filter((line) => line !== oldest);
    if (!oldest.isEvent) this.lost.set(room, oldest.stamp);
  }

  #mostSilent(): number {
    const newest = new Map<number, number>();
    for (const { room, stamp } of this.lines) newest.set(room, stamp);
    const rooms = [...newest].toSorted(([, one], [, other]) => one - other).map(([room]) => room);
    return rooms.find((room) => this.of(room).length > 1) ?? rooms[0] ?? NaN;
  }
}

const ROOMS = [0, 1, 2, 3];
/** Of one, two and three bytes a character, and such as take two bytes where one has to. */
const anyText = fc.tuple(fc.constantFrom('x', 'é', '€', 'x€'), fc.nat(30)).map(([unit, times]) => unit.repeat(times));
const anyStep = fc.record({
  type: fc.constantFrom('message', 'message', 'message', 'event', 'remove'), room: fc.constantFrom(...ROOMS), text: anyText,
});

const settings: readonly [string, Partial<Limits>][] = [
  ['few messages of a room', { history: 3 }],
  ['few bytes of a room', { historyBytes: 150 }],
  ['few bytes of all', { maxHistoryBytes: 800 }],
  ['fewer bytes of all than there are rooms', { maxHistoryBytes: 150 }],
  ['many events', { history: 100 }],
];

for (const [what, limits] of settings) {
  test(`histories keep what they may and no more: ${what}`, () => {
    const all = { ...DEFAULT_LIMITS, ...limits };
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 100, size: 'max' }), (steps) => {
      const model = new Model(all);
      const budget = new HistoryBudget(all);
      const rooms = new Map<number, Room>();
      steps.forEach(({ type, room: number, text }, index) => {
        const room = rooms.get(number) ?? new Room('lobby', 'epoch', all);
        rooms.set(number, room);
        const stamp = index + 1;
        if (type === 'remove') {
          budget.release(room);
          rooms.delete(number);
          model.remove(number);
          return;
        }
        const isEvent = type === 'event';
        if (isEvent) room.history.addEvent(text, stamp);
        else room.history.addMessage(text, stamp);
        budget.count(room);
        const size = new TextEncoder().encode(text).length;
        model.add({ room: number, isEvent, size, weight: TEXT_OVERHEAD + (size === text.length ? size : Math.max(size, 2 * text.length)), stamp });
        for (const [each, { history }] of rooms) {
          expect(Array.from(history, ({ micros }) => micros)).to.deep.equal(model.of(each).map((line) => line.stamp));
          expect(history.lostMicros).to.equal(model.lost.get(each) ?? 0);
        }
      });
      expect([...rooms.values()].reduce((sum, { history }) => sum + history.weight, 0)).to.equal(model.weight);
    }), { numRuns: 500, includeErrorInReport: true });
  });
}
