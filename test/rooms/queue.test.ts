import { test } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { Queue, type Queued } from '../../server/rooms/queue.ts';

interface Item extends Queued<Item> {
  readonly number: number;
}

const PLACES = 6;

const anyStep = fc.record({ type: fc.constantFrom('append', 'remove', 'moveToEnd'), at: fc.nat(PLACES - 1) });

function itemsOf(queue: Queue<Item>): number[] {
  const numbers = [];
  for (let item = queue.first; item; item = item.next) numbers.push(item.number);
  return numbers;
}

test('a queue holds what a list would hold, in the same order', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const queue = new Queue<Item>();
      const items = Array.from({ length: PLACES }, (_, number): Item => ({ number, previous: undefined, next: undefined }));
      let list: number[] = [];
      for (const { type, at } of steps) {
        const item = items[at];
        if (!item || list.includes(at) === (type === 'append')) continue;
        if (type !== 'append') list = list.filter((number) => number !== at);
        if (type !== 'remove') list.push(at);
        if (type === 'append') queue.append(item);
        else if (type === 'remove') queue.remove(item);
        else queue.moveToEnd(item);
        expect(itemsOf(queue)).to.deep.equal(list);
        expect(queue.size).to.equal(list.length);
        expect(items.filter((each) => queue.has(each)).length).to.equal(list.length);
      }
    }),
    { includeErrorInReport: true },
  );
});
