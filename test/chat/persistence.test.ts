import { test } from 'node:test';
import { expect } from 'chai';
import { keepForGood, type Keeping } from '../../src/pwa/persistence.ts';

/** A browser that counts how often it is asked, and answers so. */
function browserThat({ asks = false, grants = false, permission = '' } = {}) {
  const notes = new Map<string, string>();
  let isKept = false;
  let count = 0;
  const keeping: Keeping = {
    storage: {
      persisted: async () => isKept,
      persist: async () => {
        count++;
        return (isKept = grants);
      },
    },
    permission: async () => (permission === '' ? undefined : permission as PermissionState),
    isAsking: asks,
    notes: { getItem: (key) => notes.get(key) ?? null, setItem: (key, value) => void notes.set(key, value) },
  };
  return { keeping, timesAsked: () => count };
}

test('what was granted is not asked for again', async () => {
  const { keeping, timesAsked } = browserThat({ grants: true });
  await keepForGood(keeping);
  await keepForGood(keeping);
  expect(timesAsked()).to.equal(1);
});

test('a browser that decides by itself is asked again, since it may think otherwise by then', async () => {
  const { keeping, timesAsked } = browserThat();
  await keepForGood(keeping);
  await keepForGood(keeping);
  expect(timesAsked()).to.equal(2);
});

test('a browser that asks a person does so once, whatever the answer', async () => {
  const { keeping, timesAsked } = browserThat({ asks: true });
  await keepForGood(keeping);
  await keepForGood(keeping);
  expect(timesAsked()).to.equal(1);
});

test('a question that nobody answers is not put a second time', async () => {
  const { keeping, timesAsked } = browserThat({ asks: true });
  const { storage } = keeping;
  const unanswered: Keeping = {
    ...keeping,
    storage: { persisted: async () => false, persist: async () => { void storage?.persist(); return new Promise(() => {}); } },
  };
  void keepForGood(unanswered);
  await keepForGood(unanswered);
  expect(timesAsked()).to.equal(1);
});

test('nobody is asked who has refused before', async () => {
  const { keeping, timesAsked } = browserThat({ permission: 'denied' });
  await keepForGood(keeping);
  expect(timesAsked()).to.equal(0);
});

test('a page without such a storage, or with one that fails, goes on', async () => {
  const { keeping } = browserThat();
  await keepForGood({ ...keeping, storage: undefined });
  const fails = async () => { throw new TypeError('no storage'); };
  await keepForGood({ ...keeping, storage: { persisted: fails, persist: fails } });
});

test('a browser that would ask again because it can note nothing does not ask', async () => {
  const { keeping, timesAsked } = browserThat({ asks: true });
  const refuses = () => { throw new DOMException('blocked', 'SecurityError'); };
  await keepForGood({ ...keeping, notes: { getItem: refuses, setItem: refuses } });
  expect(timesAsked()).to.equal(0);
});
