import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { listParts } from '../locales/format.ts';
import { plural } from '../locales/plural.ts';
import { partOf } from '../text/part.ts';
import { foldPassages, saidNames, type Outcome, type Passage, type Passages } from './log-events.ts';
import type { LogEntry, LogItem } from './log-items.ts';
import { SLOT } from './sentence.ts';

type Words = string | TemplateResult | readonly (string | TemplateResult)[];

/** Events say who, so that they can be told in the reader's language; a server that does not gives its own text. */
export function eventWords({ entry, passages }: LogItem): Words {
  if (entry.kind === 'gap') return gapWords();
  const [only, ...more] = passages;
  if (only && more.length === 0) return withNames(passageWords(only.event, SLOT), [named(only.user)]);
  if (only) return foldPassages(passages).flatMap((one, index) => [index > 0 ? ' · ' : '', ...passagesWords(one)]);
  const { text } = entry as LogEntry & { kind: 'event' };
  return partOf(text) ?? text;
}

export function gapWords(): string {
  return msg('Some messages may be missing here', { id: 'gap' });
}

/** Who came or went, in a sentence. */
export function passageWords(event: Passage['event'], user: string): string {
  if (event === 'joined') return msg(str`${user} joined the room`, { id: 'eventJoined' });
  if (event === 'left') return msg(str`${user} left the room`, { id: 'eventLeft' });
  return msg(str`${user} was away for too long`, { id: 'eventTimedOut' });
}

function passagesWords({ outcome, names }: Passages): readonly (string | TemplateResult)[] {
  const { said, others } = saidNames(names);
  const all = others > 0 ? [...said, plural(others, 'others', { other: str`${others} others` })] : said;
  let place = 0;
  const list = listParts(all).map(({ type, value }) =>
    (type === 'element' && place++ < said.length ? named(value) : value));
  return withNames(outcomeWords(outcome, names.length), list);
}

/** What so many people did. */
function outcomeWords(outcome: Outcome, count: number): string {
  const names = SLOT;
  if (outcome === 'joined') return plural(count, 'peopleJoined', { other: str`${names} joined` });
  if (outcome === 'left') return plural(count, 'peopleLeft', { other: str`${names} left` });
  if (outcome === 'visited') return plural(count, 'peopleVisited', { other: str`${names} joined and left` });
  return plural(count, 'peopleReturned', { other: str`${names} left and came back` });
}

/** A name keeps its direction to itself. */
function named(name: string): TemplateResult {
  return html`<bdi translate="no">${name}</bdi>`;
}

function withNames(sentence: string, names: readonly (string | TemplateResult)[]): readonly (string | TemplateResult)[] {
  const [before = '', after = ''] = sentence.split(SLOT);
  return [before, ...names, after];
}
