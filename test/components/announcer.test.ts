import { expect, fixture, html } from '@open-wc/testing';
import type { Announcer } from '../../src/components/announcer.ts';
import '../../src/components/announcer.ts';
import { expectAccessible } from '../support/a11y.ts';
import { part, parts, textsOf } from './elements.ts';

const shown = () => fixture<Announcer>(html`<sala-announcer></sala-announcer>`);

const said = (announcer: Announcer) => textsOf(parts(announcer, '[aria-live] > p'));

it('The announcer is a polite live region that nobody sees', async () => {
  const announcer = await shown();
  const region = part(announcer, '[aria-live]');
  expect(region.getAttribute('aria-live')).to.equal('polite');
  expect(region.getAttribute('aria-relevant')).to.equal('additions');
  expect(region.offsetWidth).to.equal(1);
  await expectAccessible(announcer);
});

it('The announcer says what it is told, each time as something new', async () => {
  const announcer = await shown();
  announcer.announce('Ana: hi');
  await announcer.updateComplete;
  const [first] = parts(announcer, 'p');
  announcer.announce('Ana: hi');
  await announcer.updateComplete;
  expect(said(announcer)).to.deep.equal(['Ana: hi', 'Ana: hi']);
  expect(parts(announcer, 'p')[0] === first).to.equal(true);
  await expectAccessible(announcer);
});

it('The announcer keeps nothing for those who read the page later', async () => {
  const announcer = await shown();
  const { setTimeout: real } = globalThis;
  const calls: (() => void)[] = [];
  try {
    globalThis.setTimeout = ((call: () => void) => calls.push(call)) as unknown as typeof setTimeout;
    announcer.announce('first');
    announcer.announce('second');
  } finally {
    globalThis.setTimeout = real;
  }
  await announcer.updateComplete;
  calls[0]?.();
  await announcer.updateComplete;
  expect(said(announcer)).to.deep.equal(['second']);
  calls[1]?.();
  await announcer.updateComplete;
  expect(said(announcer)).to.deep.equal([]);
});
