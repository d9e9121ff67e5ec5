import assert from 'node:assert/strict';
import { loadavg } from 'node:os';
import type { puppeteerCore } from '@web/test-runner-chrome';
import lighthouse, { type Result } from 'lighthouse';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof puppeteerCore.launch>>['newPage']>>;

/** In which nothing less than everything is enough. How fast a page is depends on what else the machine does. */
const GATED = ['accessibility', 'best-practices', 'seo'];

const TIMES: Readonly<Record<string, string>> = {
  'first-contentful-paint': 'First contentful paint',
  'largest-contentful-paint': 'Largest contentful paint',
  'interactive': 'Time to interactive',
  'total-blocking-time': 'Total blocking time',
};

const COLUMN = 26;

/** A talk is never done with loading: its poll is held. */
const LONGEST_LOAD_MS = 20_000;

/** Lets Lighthouse load an address in a page, as a middling phone in a slow mobile network would. */
export async function inspect(page: Page, url: string): Promise<Result> {
  const { lhr } = await lighthouse(url, { logLevel: 'error', maxWaitForLoad: LONGEST_LOAD_MS }, undefined, page) ?? assert.fail('Lighthouse has no result.');
  assert.equal(lhr.runtimeError, undefined, lhr.runtimeError?.message);
  return lhr;
}

/** Lines with the marks, out of 100, the times, and every audit that is not perfect. */
export function reportOf({ categories, audits, runWarnings }: Result): string[] {
  const [load = 0] = loadavg();
  const marks = Object.values(categories).map(({ title, score }) => [title, percent(score)]);
  const times = Object.entries(TIMES).map(([id, title]) => [title, `${Math.round(audits[id]?.numericValue ?? NaN)} ms`]);
  const rows = [...marks, ...times, ['Load of the machine', load.toFixed(1)]];
  return [
    ...rows.map(([title = '', value = '']) => title.padEnd(COLUMN) + value.padStart(8)),
    ...imperfect(audits),
    ...runWarnings.map((warning) => `Warning: ${warning}`),
  ];
}

/** The gated categories that have less than full marks. */
export function shortcomings({ categories }: Result): string[] {
  return GATED.filter((id) => categories[id]?.score !== 1).map((id) => `${id}: ${percent(categories[id]?.score)}`);
}

function imperfect(audits: Result['audits']): string[] {
  return Object.values(audits)
    .filter(({ score }) => score !== null && score < 1)
    .map(({ id, score, title, displayValue }) => `${percent(score).padStart(4)} ${id}: ${title}${displayValue ? ` (${displayValue})` : ''}`);
}

function percent(score: number | null | undefined): string {
  return typeof score === 'number' ? String(Math.round(score * 100)) : 'none';
}
