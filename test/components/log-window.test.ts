import { expect } from '@open-wc/testing';
import { DRAWN_AT_FIRST, DRAWN_AT_ONCE, DRAWN_MAX, LogWindow } from '../../src/components/log-window.ts';
import { EVENING, message } from './entries.ts';

const ALL = Array.from({ length: 2_000 }, (_, index) => message('Bruno', String(index), EVENING + index));

const newOne = (index: number) => message('Bruno', `new ${index}`, EVENING + 10_000 + index);

it('Of many entries the last are drawn, of few all', () => {
  expect(new LogWindow().of(ALL, undefined, true)).to.deep.equal(ALL.slice(-DRAWN_AT_FIRST));
  const few = ALL.slice(-50);
  expect(new LogWindow().of(few, undefined, true) === few).to.equal(true);
});

it('What is unread is drawn, and some of what is above it', () => {
  const drawn = new LogWindow().of(ALL, ALL[1_500]?.key, true);
  expect(drawn.length).to.be.within(501, 600);
});

it('It grows as far as there is something, and not by what comes below', () => {
  const window = new LogWindow();
  window.of(ALL, undefined, true);
  window.grow();
  expect(window.of(ALL, undefined, false)).to.deep.equal(ALL.slice(-DRAWN_AT_FIRST - DRAWN_AT_ONCE));
  const more = [...ALL, newOne(0)];
  expect(window.of(more, undefined, false)).to.deep.equal(more.slice(-DRAWN_AT_FIRST - DRAWN_AT_ONCE - 1));
  while (window.hasMore) window.grow();
  expect(window.of(more, undefined, false) === more).to.equal(true);
});

it('Of what comes above the first of all a hundred are drawn at once', () => {
  const window = new LogWindow();
  window.of(ALL.slice(-20), undefined, false);
  expect(window.of(ALL, undefined, false)).to.deep.equal(ALL.slice(-20 - DRAWN_AT_ONCE));
});

it('Who is at the end lets go of what is far above, and who is further up of nothing', () => {
  const [atEnd, above] = [new LogWindow(), new LogWindow()];
  const all = [...ALL, ...Array.from({ length: 500 }, (_, index) => newOne(index))];
  let most = 0;
  for (const window of [atEnd, above]) window.of(ALL, undefined, true);
  for (let count = ALL.length; count <= all.length; count++) {
    const entries = all.slice(0, count);
    most = Math.max(most, atEnd.of(entries, undefined, true).length);
    above.of(entries, undefined, false);
  }
  expect(most).to.equal(DRAWN_MAX);
  expect(above.of(all, undefined, false).length).to.equal(500 + DRAWN_AT_FIRST);
});

it('Who is further up stays there when the first of all goes', () => {
  const window = new LogWindow();
  window.of(ALL.slice(0, 50), undefined, false);
  expect(window.of(ALL.slice(10, 60), undefined, false)).to.deep.equal(ALL.slice(10, 60));
});
