// How smooth a room of 2,000 kept messages is: the built page in Chromium, a real server, and what the device keeps; what
// it costs to be idle, and what a first visit loads.
//   npm run bench:page [-- --messages 2000 --rate 20 --seconds 10 --idle-seconds 120]
// In a few seconds, to see that it works: node --import tsx test/bench/page.ts --messages 50 --seconds 1
import assert from 'node:assert/strict';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, findEngines } from '../support/engines.mjs';
import { DIST, SalaServer } from '../support/sala-server.ts';
import { Visitor } from '../support/visitor.ts';
import { median } from './support/table.ts';

const ROOMS = ['kitchen', 'garden'] as const;
const WRITERS = ['Bruno', 'Clara', 'Davi', 'Édith'];
const SWITCHES = 10;
const IDLE_TIMES = 12;
/** How many times a page that was just loaded opens a room: what is done for the first time varies most. */
const OPENINGS = 5;

const number = (fallback: string) => ({ type: 'string', default: fallback }) as const;
const { values } = parseArgs({
  options: { messages: number('2000'), rate: number('20'), seconds: number('10'), 'idle-seconds': { type: 'string' } },
});
const [messages, rate, seconds] = [Number(values.messages), Number(values.rate), Number(values.seconds)];
/** For how long nothing happens, while nobody looks. By default a multiple of `seconds`. */
const idleSeconds = Number(values['idle-seconds'] ?? seconds * IDLE_TIMES);
const SECONDS_A_MINUTE = 60;
/** In this time the list of rooms is asked for, in milliseconds. */
const LONGEST_POLL_MS = 15_000;

interface Smoothness {
  readonly frames: number;
  readonly late: number;
  readonly longestFrame: number;
  readonly longTasks: number;
  readonly longestTask: number;
}

interface Probe {
  begin(): void;
  end(): Smoothness;
  open(room: string, text: string): Promise<number>;
  sees(text: string): Promise<void>;
  scrollToStart(): Promise<void>;
  scrollToEnd(): Promise<void>;
  count(): number;
  renders(): string[];
}

type Measured = typeof globalThis & { probe: Probe };

const server = new SalaServer(DIST, ['--history', String(messages + rate * seconds)]);

/** A text of its own for each message: short ones, long ones, some with a link. */
function textOf(room: string, index: number): string {
  const link = index % 25 === 0 ? ' https://sala.example/soup' : '';
  return `Message ${index} in the ${room}${link}${', and so on'.repeat((index * 7) % 12)}`;
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(server.url + path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  assert.ok(response.ok, `Failed to post to ${path}: ${response.status}.`);
}

async function fill(room: string): Promise<void> {
  for (const username of WRITERS) await post('join', { room, username });
  for (let index = 0; index < messages; index++) {
    await post('send', { room, username: WRITERS[(index >> 1) % WRITERS.length], message: textOf(room, index) });
  }
}

/** For how long the processor worked for the page, in milliseconds; and what it holds. */
async function metricsOf(inspector: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await inspector.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, name.endsWith('Duration') ? value * 1_000 : value]));
}

const rows: string[] = [];

function row(what: string, ...cells: readonly string[]): void {
  rows.push(`| ${what} | ${cells.join(' | ')} |`);
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

function smoothness({ frames, late, longestFrame, longTasks, longestTask }: Smoothness): string {
  const longest = longTasks > 0 ? `, longest ${ms(longestTask)}` : '';
  return `${late} of ${frames} frames late, longest ${ms(longestFrame)}; ${longTasks} tasks over 50 ms${longest}`;
}

function effort(before: Record<string, number>, after: Record<string, number>, times: number): string {
  const each = (...names: string[]) => ms(names.reduce((sum, name) => sum + (after[name] ?? 0) - (before[name] ?? 0), 0) / times);
  return `each ${each('ScriptDuration')} script, ${each('LayoutDuration', 'RecalcStyleDuration')} layout and style, ${each('TaskDuration')} in all`;
}

async function measured(page: Page, work: () => Promise<unknown>): Promise<Smoothness> {
  await page.evaluate(() => (globalThis as Measured).probe.begin());
  await work();
  return page.evaluate(() => (globalThis as Measured).probe.end());
}

async function openRoom(page: Page, room: string, last = textOf(room, messages - 1)): Promise<number> {
  return page.evaluate(([name, text]) => (globalThis as Measured).probe.open(name, text), [room, last] as const);
}

const count = (page: Page) => page.evaluate(() => (globalThis as Measured).probe.count());

async function switchRooms(page: Page, inspector: CDPSession, what: string, [one, other]: readonly [last: string, last: string]): Promise<void> {
  const times: number[] = [];
  const before = await metricsOf(inspector);
  const smooth = await measured(page, async () => {
    for (let time = 0; time < SWITCHES; time++) {
      times.push(await openRoom(page, ROOMS[1], other), await openRoom(page, ROOMS[0], one));
    }
  });
  times.sort((a, b) => a - b);
  row(what, `median ${ms(times[SWITCHES] ?? NaN)}, longest ${ms(times.at(-1) ?? NaN)}; ${effort(before, await metricsOf(inspector), times.length)}`,
    smoothness(smooth));
}

/** @returns the last text */
async function append(page: Page, inspector: CDPSession, what: string): Promise<string> {
  const [room] = ROOMS;
  const before = await metricsOf(inspector);
  const total = rate * seconds;
  let last = '';
  const smooth = await measured(page, async () => {
    const start = performance.now();
    for (let index = 0; index < total; index++) {
      await new Promise((resolve) => { setTimeout(resolve, Math.max(0, start + (index * 1_000) / rate - performance.now())); });
      last = `New ${what} ${index}, written while somebody reads`;
      await post('send', { room, username: WRITERS[index % WRITERS.length], message: last });
    }
    await page.evaluate((text) => (globalThis as Measured).probe.sees(text), last);
  });
  const after = await metricsOf(inspector);
  row(`${rate} messages a second for ${seconds} s, ${what}`, effort(before, after, total), smoothness(smooth));
  return last;
}

async function heap(inspector: CDPSession, what: string): Promise<void> {
  await inspector.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize = NaN, Nodes = NaN } = await metricsOf(inspector);
  row(`Memory, ${what}`, `${(JSHeapUsedSize / 2 ** 20).toFixed(1)} MiB of JavaScript`, `${Nodes} nodes`);
}

/** How many elements are drawn anew by a poll of the list of rooms that brings nothing new. In a page just opened nothing is still being told. */
async function pollIdly(ana: Visitor): Promise<void> {
  const { page } = ana;
  await page.goto('about:blank');
  await ana.opens(server.url);
  const renders = () => page.evaluate(() => (globalThis as Measured).probe.renders());
  const polled = () => page.waitForResponse((response) => response.url().includes('/user_rooms'), { timeout: LONGEST_POLL_MS });
  // Who is silent for long is taken out, which is something new.
  for (const room of ROOMS) for (const username of WRITERS) await post('leave', { room, username });
  await polled();
  await polled();
  await renders();
  const polls = Math.max(1, Math.round(seconds / 5));
  for (let poll = 0; poll < polls; poll++) await polled();
  // What an answer brings is drawn within the next frame.
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  const drawn = await renders();
  row('Polls with nothing new', `${polls} polls`, `${drawn.length} elements drawn anew ${[...new Set(drawn)].join(', ')}`.trim());
}

/** What a page that nobody looks at asks the server for while nothing happens. */
async function hide(page: Page): Promise<void> {
  let requests = 0;
  page.on('request', () => { requests++; });
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await new Promise((resolve) => { setTimeout(resolve, idleSeconds * 1_000); });
  row(`Hidden for ${idleSeconds} s`, `${requests} requests`,
    // What is asked at once and then twice a minute says nothing about a minute before one is over.
    idleSeconds < SECONDS_A_MINUTE ? '' : `${(requests * SECONDS_A_MINUTE / idleSeconds).toFixed(1)} a minute`);
}

/** What a first visit fetches until it is idle, but for what its worker fetches to keep it, as it comes over the network. */
async function firstVisit(browser: Browser): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
  const page = await context.newPage();
  const sizes: Promise<{ readonly isScript: boolean; readonly bytes: number }>[] = [];
  page.on('requestfinished', (request) => {
    sizes.push(request.sizes().then(({ responseBodySize }) => ({ isScript: request.resourceType() === 'script', bytes: responseBodySize })));
  });
  await page.goto(server.url, { waitUntil: 'networkidle' });
  const all = await Promise.all(sizes);
  const kilobytes = (files: typeof all) => `${(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000).toFixed(1)} kB`;
  row('Bytes of a first visit, compressed', `${kilobytes(all.filter(({ isScript }) => isScript))} of JavaScript`, `${kilobytes(all)} in all, ${all.length} requests`);
  await context.close();
}

async function run(ana: Visitor): Promise<void> {
  const { page } = ana;
  const lastOf = (room: string) => textOf(room, messages - 1);
  const inspector = await ana.context.newCDPSession(page);
  // The time of the processor, which does not grow with what else this machine does.
  await inspector.send('Performance.enable', { timeDomain: 'threadTicks' });
  await ana.opens(server.url);
  await ana.joins(...ROOMS);
  for (const room of ROOMS) await openRoom(page, room);
  const times: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    // What is kept is what a later visit begins with: with the room that was open when the former one ended.
    const [shown, opened] = opening % 2 === 0 ? [ROOMS[1], ROOMS[0]] : [ROOMS[0], ROOMS[1]];
    await page.goto('about:blank');
    await ana.opens(server.url);
    await page.evaluate((text) => (globalThis as Measured).probe.sees(text), lastOf(shown));
    if (opening === 0) await heap(inspector, 'after opening the page');
    times.push(await openRoom(page, opened));
  }
  row(`Opening a room of ${messages} kept messages in a page just loaded, ${OPENINGS} times`,
    `median ${ms(median(times))}, longest ${ms(Math.max(...times))}`, `${await count(page)} entries drawn`);
  await switchRooms(page, inspector, 'Switching rooms', [lastOf(ROOMS[0]), lastOf(ROOMS[1])]);
  const first = await append(page, inspector, 'at the end');
  for (const [room, last] of [[ROOMS[0], first], [ROOMS[1], lastOf(ROOMS[1])]] as const) {
    await openRoom(page, room, last);
    const start = performance.now();
    const smooth = await measured(page, () =>
      page.evaluate(() => (globalThis as Measured).probe.scrollToStart()));
    row(`Scrolling ${room} to its start`, ms(performance.now() - start), `${smoothness(smooth)}; ${await count(page)} entries drawn`);
  }
  await heap(inspector, 'with all of one room drawn and two loaded');
  await switchRooms(page, inspector, `Switching rooms, all ${messages} of each loaded`, [first, lastOf(ROOMS[1])]);
  await page.evaluate(() => (globalThis as Measured).probe.scrollToStart());
  row('Scrolling to the end, all drawn', '', smoothness(await measured(page, () =>
    page.evaluate(() => (globalThis as Measured).probe.scrollToEnd()))));
  await append(page, inspector, 'after all was drawn');
  await heap(inspector, 'at last');
  await pollIdly(ana);
  await hide(page);
}

const executablePath = findEngines().chromium ?? assert.fail('There is no Chromium. Install it, or name one with CHROME_PATH.');
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
try {
  await server.start();
  for (const room of ROOMS) await fill(room);
  await firstVisit(browser);
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  await context.addInitScript({ path: fileURLToPath(new URL('page-probe.mjs', import.meta.url)) });
  await run(new Visitor('Ana', await context.newPage()));
} finally {
  const load = loadavg().map((value) => value.toFixed(1)).join(', ');
  console.log(`Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, load ${load}; ${messages} messages in each of two rooms.\n`);
  console.log(`| what | time | how smooth |\n|---|---|---|\n${rows.join('\n')}`);
  await browser.close();
  await server.stop();
}
