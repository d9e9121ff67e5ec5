import { expect } from 'chai';
import { lead } from '../../mocks/lead.ts';

/** Resolves when whoever held the lock at this moment has given it up. */
async function turn(name: string): Promise<void> {
  await navigator.locks.request(name, async () => {});
}

it('one of two leads at a time, and the second when the first gives up', async () => {
  const name = `lead ${crypto.randomUUID()}`;
  const ran: string[] = [];
  const began: Record<string, () => void> = {};
  const beginning = (who: string) => new Promise<void>((resolve) => { began[who] = resolve; });
  const start = (who: string) => lead(name, () => {
    ran.push(`${who} begins`);
    began[who]?.();
    return () => ran.push(`${who} ends`);
  });
  const one = beginning('one');
  const other = beginning('other');
  const endOne = start('one');
  await one;
  const endOther = start('other');
  expect((await navigator.locks.query()).pending?.filter((lock) => lock.name === name).length).to.equal(1);
  expect(ran).to.deep.equal(['one begins']);
  endOne();
  await other;
  endOther();
  await turn(name);
  expect(ran).to.deep.equal(['one begins', 'one ends', 'other begins', 'other ends']);
});

it('whoever gives up waiting never leads', async () => {
  const name = `lead ${crypto.randomUUID()}`;
  const ran: string[] = [];
  const endOne = lead(name, () => {
    ran.push('one');
    return () => {};
  });
  const endOther = lead(name, () => {
    ran.push('other');
    return () => {};
  });
  endOther();
  endOne();
  await turn(name);
  expect(ran.includes('other')).to.equal(false);
});
