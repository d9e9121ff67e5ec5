import { expect, fixture, html } from '@open-wc/testing';
import { foldPassages, isPassage, saidNames } from '../../src/components/log-events.ts';
import type { MessageLog } from '../../src/components/message-log.ts';
import '../../src/components/message-log.ts';
import { useLocale } from '../../src/locales/locale.ts';
import type { RoomEvent } from '../../src/protocol/messages.ts';
import { expectAccessible } from '../support/a11y.ts';
import { parts, textsOf } from './elements.ts';
import { happening, message } from './entries.ts';

type Step = readonly [who: string, event: RoomEvent];

const entriesOf = (...steps: Step[]) => steps.map(([who, event], index) => happening(String(index), event, who));

const folded = (...steps: Step[]) =>
  foldPassages(entriesOf(...steps).filter(isPassage)).map(({ outcome, names }) => `${outcome}: ${names.join(', ')}`);

const shown = (...steps: Step[]) => fixture<MessageLog>(html`
  <sala-message-log style="block-size: 20rem" .entries=${[message('Ana', 'hi'), ...entriesOf(...steps)]} .username=${'Ana'}></sala-message-log>
`);

const came = (...names: string[]) => names.map((name): Step => [name, 'joined']);

afterEach(() => useLocale(['en']));

it('What somebody did in a row is told by what came of it', () => {
  expect(folded(['Ana', 'joined'])).to.deep.equal(['joined: Ana']);
  expect(folded(['Ana', 'joined'], ['Ana', 'left'])).to.deep.equal(['visited: Ana']);
  expect(folded(['Ana', 'joined'], ['Ana', 'left'], ['Ana', 'joined'])).to.deep.equal(['joined: Ana']);
  expect(folded(['Ana', 'timed_out'], ['Ana', 'joined'])).to.deep.equal(['returned: Ana']);
  expect(folded(['Ana', 'left'], ['Ana', 'joined'], ['Ana', 'timed_out'])).to.deep.equal(['left: Ana']);
});

it('Everybody is named once, with those of whom the same is told', () => {
  expect(folded(...came('Ana', 'Bruno'), ['Ana', 'left'], ['Clara', 'left'], ['Davi', 'joined']))
    .to.deep.equal(['visited: Ana', 'joined: Bruno, Davi', 'left: Clara']);
});

it('Three are named, of more two', () => {
  expect(saidNames(['a', 'b', 'c'])).to.deep.equal({ said: ['a', 'b', 'c'], others: 0 });
  expect(saidNames(['a', 'b', 'c', 'd', 'e'])).to.deep.equal({ said: ['a', 'b'], others: 3 });
});

it('A run of comings and goings is one line, in both languages', async () => {
  const log = await shown(...came('Ana', 'Bruno', 'Clara', 'Davi', 'Édith'), ['Felipe', 'joined'], ['Felipe', 'left'], ['Gil', 'left'], ['Hana', 'left']);
  // Some write a comma before "and", some do not.
  expect(textsOf(parts(log, '.event')).map((text) => text.replace(', and', ' and'))).to.deep.equal([
    'Ana, Bruno and 3 others joined · Felipe joined and left · Gil and Hana left',
  ]);
  await expectAccessible(log);
  await useLocale(['pt-BR']);
  await log.updateComplete;
  expect(textsOf(parts(log, '.event'))).to.deep.equal([
    'Ana, Bruno e mais 3 entraram · Felipe entrou e saiu · Gil e Hana saíram',
  ]);
});

it('A line that is there grows when one more comes, and stays the same element', async () => {
  const log = await shown(...came('Bruno'));
  const [line] = parts(log, 'li').slice(1);
  expect(textsOf(parts(log, '.event'))).to.deep.equal(['Bruno joined the room']);
  log.entries = [...log.entries, happening('y', 'joined', 'Clara')];
  await log.updateComplete;
  expect(textsOf(parts(log, '.event'))).to.deep.equal(['Bruno and Clara joined']);
  expect(parts(log, 'li')[1] === line).to.equal(true);
});

it('A name in a line of the system is seen to be one, whatever it says', async () => {
  const log = await shown(['ana left the room', 'joined']);
  const [line, ...names] = parts(log, '.event, .event bdi');
  expect(line?.textContent.trim()).to.equal('ana left the room joined the room');
  expect(textsOf(names)).to.deep.equal(['ana left the room']);
  const look = (element: Element | undefined) => element && (({ fontWeight, color }) => ({ fontWeight: Number(fontWeight), color }))(getComputedStyle(element));
  expect(look(names[0])?.fontWeight).to.be.at.least((look(line)?.fontWeight ?? 400) + 200);
  expect(look(names[0])?.color).not.to.equal(look(line)?.color);
  const run = await shown(...came('ana and bea left', 'bea'));
  expect(textsOf(parts(run, '.event bdi'))).to.deep.equal(['ana and bea left', 'bea']);
});

it('A name keeps its direction to itself', async () => {
  const log = await shown(...came('دانا', 'Bruno'));
  expect(parts(log, '.event bdi').map(({ textContent }) => textContent)).to.deep.equal(['دانا', 'Bruno']);
});
