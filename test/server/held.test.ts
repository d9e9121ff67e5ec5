import { test } from 'node:test';
import { expect } from 'chai';
import type { HeldReply, Reply } from '../../server/answering.ts';
import { HeldReplies } from '../../server/held.ts';

interface Ask {
  readonly room?: string;
  readonly after?: number;
  readonly epoch?: string;
  readonly seconds?: number;
  readonly done?: () => void;
}

interface Client {
  readonly who: string;
  readonly done: (() => void) | undefined;
}

/** Has requests held, and tells what each was answered and which of them made an answer. */
function newStory() {
  const made: string[] = [];
  const answered: Record<string, string> = {};
  const held = new HeldReplies(({ who, done }: Client, { body }) => {
    answered[who] = body;
    done?.();
  });
  return {
    held,
    made,
    answered,
    hold(who: string, { room = 'lobby', after = 1, epoch = 'first', seconds = 25, done }: Ask = {}): () => void {
      const again = (): Reply => {
        made.push(who);
        return { status: 200, body: `as ${who}` };
      };
      const reply: HeldReply = { hold: { room, last_timestamp: after, epoch, wait: seconds, username: who }, again };
      const waiting = held.hold(reply, { who, done });
      return () => held.drop(waiting);
    },
  };
}

const nextTurn = () => new Promise((resolve) => { setImmediate(resolve); });

test('an answer is made once for all who wait for the same', async () => {
  const { held, hold, made, answered } = newStory();
  for (const who of ['Ana', 'Bruno', 'Clara']) hold(who);
  held.wake('lobby', 2);
  await nextTurn();
  expect(answered).to.deep.equal({ Ana: 'as Ana', Bruno: 'as Ana', Clara: 'as Ana' });
  expect(made).to.deep.equal(['Ana']);
});

test('who waits from another time, or means another incarnation, has an answer of their own', async () => {
  const { held, hold, answered } = newStory();
  hold('Ana');
  hold('Bruno', { epoch: 'second' });
  hold('Clara', { after: 1.5 });
  held.wake('lobby', 2);
  await nextTurn();
  expect(answered).to.deep.equal({ Ana: 'as Ana', Bruno: 'as Bruno', Clara: 'as Clara' });
});

test('those whose time is up together have the answers of their rooms', async () => {
  const { held, answered, hold } = newStory();
  await Promise.all(['lobby', 'kitchen', 'garden'].map((room) => new Promise<void>((resolve) => {
    hold(`in the ${room}`, { room, seconds: 0.01, done: resolve });
  })));
  held.release();
  expect(answered).to.deep.equal({
    'in the lobby': 'as in the lobby', 'in the kitchen': 'as in the kitchen', 'in the garden': 'as in the garden',
  });
});

test('who is gone, waits for another room or from a later time is not answered', async () => {
  const { held, hold, answered } = newStory();
  const drop = hold('Ana');
  const others = [hold('Bruno', { room: 'kitchen' }), hold('Clara', { after: 2 })];
  hold('Davi');
  drop();
  held.wake('lobby', 2);
  await nextTurn();
  expect(answered).to.deep.equal({ Davi: 'as Davi' });
  for (const dropOther of others) dropOther();
});
