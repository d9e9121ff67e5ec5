import type { Fetcher } from '../../src/api/client.ts';
import type { Dice } from './dice.ts';
import type { FakeClock } from './fake-clock.ts';
import type { InProcessServer } from './in-process.ts';
import { Overlaps } from './overlaps.ts';
import { abortError, networkError } from './network-errors.ts';

/** Pages that proxies and portals give in place of a server. */
const PAGES = {
  '502 page': { status: 502, html: '<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>' },
  '200 page': { status: 200, html: '<!doctype html><title>Welcome</title><form>Accept the terms to go on.</form>' },
  '403 page': { status: 403, html: '<!doctype html><title>Blocked</title><h1>This site is blocked</h1>' },
} as const;

type Page = keyof typeof PAGES;

const LOSSES = ['request lost', 'answer lost', 'answer cut', '502 page', '200 page', '403 page'] as const;

/** What the network does to a call. */
export const FAULTS = ['request delayed', 'answer delayed', 'request doubled', ...LOSSES, 'offline', 'firewall'] as const;

/** What the firewall lets nobody say, at no time. */
export const FORBIDDEN = 'etc/passwd';

export type Fault = (typeof FAULTS)[number];

/** In milliseconds. A client waits for 10 s. */
const LONGEST_DELAY = 20_000;
const LONG_DELAYS = 0.4;
const SHORT_DELAY = 2_000;

/** In milliseconds: less than the 10 minutes for which a server remembers the id of a message. */
const LONGEST_DOUBLE = 295_000;
const LONG_DOUBLES = 0.5;
const SHORT_DOUBLE = 10_000;

/** The share of failures that a client hears of. Of the others it hears nothing, ever. */
const HEARD = 0.5;

/** How a call fares, drawn when it sets out. Times are in milliseconds. */
interface Fate {
  readonly requestDelay: number;
  readonly answerDelay: number;
  /** How long after the request its copy arrives. */
  readonly doubledAfter: number | undefined;
  readonly loss: (typeof LOSSES)[number] | undefined;
  /** Whether a page comes in place of the server, rather than of its answer. */
  readonly isPageInstead: boolean;
}

const SMOOTH: Fate = { requestDelay: 0, answerDelay: 0, doubledAfter: undefined, loss: undefined, isPageInstead: false };

export interface Weather {
  /** The share of calls that each fault befalls. */
  readonly rate: number;
  /** Whether requests are doubled. */
  readonly doubles: boolean;
}

/**
 * A network between clients and a server, which does to their calls whatever networks do: what happens comes from the
 * dice alone, and when it happens from the time of the test.
 */
export class FaultyNetwork {
  readonly counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  readonly overlaps = new Overlaps();
  /** The bodies of requests that arrived twice, or when nobody waited for them any more. Clients do not know of those. */
  readonly strays = new Set<string>();
  readonly #server: InProcessServer;
  readonly #clock: FakeClock;
  readonly #dice: Dice;
  readonly #weather: Weather;
  /** Until when a device is offline, by the clock. */
  readonly #outages = new Map<string, number>();
  /** The calls that the server has and has not answered. */
  readonly #held = new Set<{ device: string; breakOff: () => void }>();
  #isFaulty = false;

  constructor(server: InProcessServer, dice: Dice, weather: Weather) {
    this.#server = server;
    this.#clock = server.clock;
    this.#dice = dice;
    this.#weather = weather;
  }

  /** @param client a page of its own. Those on one device are offline together. */
  fetcherFor(client: string, device = client): Fetcher {
    return async (url, init) => {
      const signal = init.signal ?? undefined;
      signal?.throwIfAborted();
      const end = this.overlaps.begin(client, url, signal);
      try {
        return await untilAborted(this.#carry(device, url, init), signal);
      } finally {
        end();
      }
    };
  }

  /** For a while nothing gets through to a device or from it. */
  cutOff(device: string, seconds: number): void {
    if (!this.#isFaulty) return;
    this.#outages.set(device, Math.max(this.#outages.get(device) ?? 0, this.#clock.now() + seconds * 1_000));
    for (const call of this.#held) {
      if (call.device !== device || !this.#dice.chance(HEARD)) continue;
      this.#count('offline');
      call.breakOff();
    }
  }

  isOffline(device: string): boolean {
    return (this.#outages.get(device) ?? 0) > this.#clock.now();
  }

  /** From now on calls fare as the weather has it. Before, they fare well. */
  spoil(): void {
    this.#isFaulty = true;
  }

  /** From now on calls fare well. What is under way comes to the end that was drawn for it. */
  heal(): void {
    this.#isFaulty = false;
    this.#outages.clear();
  }

  async #carry(device: string, url: string, init: RequestInit): Promise<Response> {
    if (typeof init.body === 'string' && init.body.includes(FORBIDDEN)) return this.#refuse();
    const fate = this.#draw();
    if (fate.requestDelay > 0) await this.#delay('request delayed', fate.requestDelay);
    if (this.isOffline(device)) return this.#fail('offline');
    if (fate.loss === 'request lost') return this.#fail(fate.loss);
    if (isPage(fate.loss) && fate.isPageInstead) return this.#show(fate.loss);
    if (fate.doubledAfter !== undefined) this.#double(fate.doubledAfter, url, init);
    const response = await this.#reach(device, url, init);
    if (fate.answerDelay > 0) await this.#delay('answer delayed', fate.answerDelay);
    if (this.isOffline(device)) return this.#fail('offline');
    return this.#bring(response, fate.loss);
  }

  /** The server has the request from now on, also if nobody waits for its answer any more. */
  async #reach(device: string, url: string, init: RequestInit): Promise<Response> {
    const isStray = init.signal?.aborted ?? false;
    if (isStray) this.#noteStray(init);
    let breakOff!: () => void;
    const brokenOff = new Promise<never>((_resolve, reject) => {
      breakOff = () => reject(networkError());
    });
    const call = { device, breakOff };
    this.#held.add(call);
    try {
      // That a connection broke off the server does not hear; that a client closed it, it does.
      return await Promise.race([this.#server.fetch(url, isStray ? { ...init, signal: null } : init), brokenOff]);
    } finally {
      this.#held.delete(call);
    }
  }

  async #bring(response: Response, loss: Fate['loss']): Promise<Response> {
    if (loss === undefined) return response;
    if (isPage(loss)) return this.#show(loss);
    if (loss !== 'answer cut') return this.#fail(loss);
    this.#count(loss);
    const text = await response.text();
    return new Response(text.slice(0, text.length / 2), response);
  }

  #double(after: number, url: string, init: RequestInit): void {
    this.#noteStray(init);
    this.#clock.after(after, () => {
      this.#count('request doubled');
      this.#server.fetch(url, { ...init, signal: null }).catch(() => {});
    });
  }

  #noteStray({ body }: RequestInit): void {
    if (typeof body === 'string') this.strays.add(body);
  }

  #show(page: Page): Response {
    this.#count(page);
    const { status, html } = PAGES[page];
    return new Response(html, { status, headers: { 'Content-Type': 'text/html' } });
  }

  async #refuse(): Promise<Response> {
    this.#count('firewall');
    if (this.#dice.chance(0.3)) throw networkError();
    return new Response(PAGES['403 page'].html, { status: this.#dice.pick([200, 400, 403, 406, 413, 501]) });
  }

  async #fail(fault: Fault): Promise<never> {
    this.#count(fault);
    if (this.#dice.chance(HEARD)) throw networkError();
    return new Promise<never>(() => {});
  }

  #delay(fault: Fault, ms: number): Promise<void> {
    this.#count(fault);
    return new Promise((resolve) => { this.#clock.after(ms, resolve); });
  }

  #count(fault: Fault): void {
    this.counts[fault]++;
  }

  #draw(): Fate {
    if (!this.#isFaulty) return SMOOTH;
    const dice = this.#dice;
    const { rate, doubles } = this.#weather;
    const delay = () => (dice.chance(rate) ? dice.between(1, dice.chance(LONG_DELAYS) ? LONGEST_DELAY : SHORT_DELAY) : 0);
    const copy = () => dice.between(1, dice.chance(LONG_DOUBLES) ? LONGEST_DOUBLE : SHORT_DOUBLE);
    return {
      requestDelay: delay(),
      answerDelay: delay(),
      doubledAfter: doubles && dice.chance(rate) ? copy() : undefined,
      loss: dice.chance(rate) ? dice.pick(LOSSES) : undefined,
      isPageInstead: dice.chance(0.5),
    };
  }
}

function isPage(loss: Fate['loss']): loss is Page {
  return loss !== undefined && loss in PAGES;
}

/** A call that is given up fails at once, whatever becomes of it on its way. */
async function untilAborted(journey: Promise<Response>, signal: AbortSignal | undefined): Promise<Response> {
  if (!signal) return journey;
  let abort!: () => void;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(abortError());
  });
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([journey, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
