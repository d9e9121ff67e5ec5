// What every device does with drafts of several windows: rules as those in rules.ts.
import { expect } from 'chai';
import { eventually } from '../contract/expectations.ts';
import type { Rule } from './rules.ts';

const rules: Record<string, Rule['hold']> = {
  async 'no window takes away what another is writing'({ window }) {
    const [one, other] = [window(), window()];
    for (const each of [one, other]) each.onChange(() => {});
    await one.keepDraft('lobby', 'a long one');
    await other.keepDraft('lobby', 'ok');
    await other.keepDraft('lobby', '');
    expect(await one.draft('lobby')).to.equal('a long one');
    one.close();
    expect(await window().draft('lobby')).to.equal('a long one');
  },

  async 'a window puts back the draft that another went on with'({ window }) {
    const [one, other] = [window(), window()];
    for (const each of [one, other]) each.onChange(() => {});
    await one.keepDraft('lobby', 'a long one');
    expect(await other.draft('lobby')).to.equal('a long one');
    await other.keepDraft('lobby', 'a long one, and sent');
    await other.keepDraft('lobby', '');
    await eventually(async () => void expect(await window().draft('lobby')).to.equal('a long one'));
  },

  async 'a draft of a window that is gone is gone once it was gone on with'({ window }) {
    const one = window();
    await one.keepDraft('lobby', 'a long one');
    one.close();
    const other = window();
    expect(await other.draft('lobby')).to.equal('a long one');
    await other.keepDraft('lobby', '');
    expect(await window().draft('lobby')).to.equal('');
  },
};

export const DRAFT_RULES: readonly Rule[] = Object.entries(rules).map(([name, hold]) => ({ name, hold }));
