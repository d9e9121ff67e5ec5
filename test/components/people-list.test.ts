import { expect, fixture, html } from '@open-wc/testing';
import type { PeopleList } from '../../src/components/people-list.ts';
import '../../src/components/people-list.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, part, parts, press, textsOf } from './elements.ts';

const shown = (people: readonly string[] | undefined, untold = false) => fixture<PeopleList>(html`
  <sala-people-list .people=${people} .username=${'Ana'} ?untold=${untold}></sala-people-list>
`);

it('The people are a list "People" in their order, and one sees who of them one is', async () => {
  const element = await shown(['Bruno', 'Ana', 'Édith <b>']);
  const list = part(element, '[role=list]');
  expect(list.getAttribute('aria-label')).to.equal('People');
  expect(textsOf([...list.children])).to.deep.equal(['Bruno', 'Ana (you)', 'Édith <b>']);
  await expectAccessible(element);
});

it('A name without spaces does not widen the list', async () => {
  const element = await shown(['M'.repeat(32)]);
  element.style.inlineSize = '12rem';
  expect(element.scrollWidth).to.equal(element.clientWidth);
});

it('Where the server does not tell who is here, the list says so', async () => {
  const element = await shown(undefined, true);
  expect(parts(element, '[role=list]').length).to.equal(0);
  expect(textsOf(parts(element, 'p'))).to.deep.equal(['This server does not tell who is here.']);
  await expectAccessible(element);
});

it('As long as nobody knows who is here, nothing is said', async () => {
  const element = await shown(undefined);
  expect(element.shadowRoot?.textContent.trim()).to.equal('');
});

it('Of a crowd a hundred are drawn, then more by a button that keys reach, and the others are counted', async () => {
  const element = await shown(Array.from({ length: 10_000 }, (_, index) => `guest ${index}`));
  const drawn = () => parts(element, 'li').length;
  const others = () => textsOf(parts(element, '.unknown'));
  expect(drawn()).to.equal(100);
  expect(others()).to.deep.equal(['9900 others Show more']);
  await expectAccessible(element);
  button(element, 'Show more').focus();
  await press('Enter');
  await element.updateComplete;
  expect(drawn()).to.equal(600);
  expect(others()).to.deep.equal(['9400 others Show more']);
  element.people = element.people?.slice(0, 600);
  await element.updateComplete;
  expect(drawn()).to.equal(600);
  expect(others()).to.deep.equal([]);
});
