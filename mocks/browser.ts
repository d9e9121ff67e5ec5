import type { HttpHandler } from 'msw';
import { setupWorker } from 'msw/browser';
import { ServerClient } from '../src/api/client.ts';
import { DEFAULT_LIMITS, type Limits } from '../server/rooms/limits.ts';
import { Changes } from './changes.ts';
import { guestLines } from './guest-lines.ts';
import { Guests } from './guests.ts';
import { createHandlers } from './handlers.ts';
import { lead } from './lead.ts';
import { StoredRooms } from './stored-rooms.ts';

export interface DemoOptions {
  /** The demo's address, with a slash at its end: below the page's own base, where the worker sees its requests. */
  readonly base: string;
  readonly version: string;
  readonly limits?: Partial<Limits>;
  /** Microseconds since the Unix epoch. */
  readonly wallClock?: () => number;
  /** Milliseconds. */
  readonly monotonicClock?: () => number;
  readonly reportFault?: (fault: unknown) => void;
}

/** The demo server as far as it is in this page. */
export interface Demo {
  /** Names its database, locks and channels. It has the path in it: apps under other paths have their own. */
  readonly name: string;
  readonly handlers: readonly HttpHandler[];
  readonly changes: Changes;
  close(): void;
}

/** Each request reads and writes all rooms, so they keep less than a server's. */
const HISTORY_BYTES = 4 * 1024 * 1024;

/** A closed laptop keeps its rooms: nobody is taken out of the demo for being silent. */
const DEMO_LIMITS: Limits = { ...DEFAULT_LIMITS, presenceTimeout: Infinity, maxHistoryBytes: HISTORY_BYTES };

/** How often silent members are looked for when nobody asks for anything, in milliseconds. */
const SWEEP_MS = 1_000;

export async function openDemo({ base, version, limits: ownLimits, reportFault = console.error, ...clocks }: DemoOptions): Promise<Demo> {
  const name = `sala ${new URL(base).pathname}`;
  const limits = { ...DEMO_LIMITS, ...ownLimits };
  const changes = new Changes(name);
  const rooms = await StoredRooms.open(name, limits, {
    wallClock: () => Date.now() * 1_000,
    // Tabs have no monotonic clock in common that outlives them. Nothing but the memory of ids is measured by it here.
    monotonicClock: () => Date.now(),
    ...clocks,
    nextId: () => `demo.${crypto.randomUUID()}`,
    onChange: (room, newest) => changes.announce({ room, newest }),
  });
  const sweeper = Number.isFinite(limits.presenceTimeout) ? setInterval(() => void rooms.sweep(), SWEEP_MS) : undefined;
  const identity = { version, server: rooms.origin, urls: [], history: limits.history };
  return {
    name,
    changes,
    handlers: createHandlers(base, { rooms, identity, changes, reportFault }),
    close() {
      clearInterval(sweeper);
      changes.close();
      rooms.close();
    },
  };
}

export interface StartOptions extends Pick<DemoOptions, 'base' | 'version'> {
  /** Of the service worker, which must control this page already. */
  readonly workerUrl: string;
  /** The language of the guests. */
  readonly locale: string;
}

/**
 * Starts the demo server in this page, with guests.
 *
 * @returns ends what the demo asks of the worker by itself, answers all that is held and holds nothing more
 */
export async function startDemo({ base, version, workerUrl, locale }: StartOptions): Promise<() => void> {
  const { name, handlers, changes } = await openDemo({ base, version });
  await leaveUpdatesToTheApp();
  await setupWorker(...handlers).start({ serviceWorker: { url: workerUrl }, onUnhandledFrame: 'bypass', quiet: true });
  const endGuests = lead(`${name} guests`, () => {
    const guests = new Guests({
      client: new ServerClient(base),
      lines: guestLines(locale),
      onChange: (listener) => changes.subscribe(({ room }) => listener(room)),
    });
    return () => guests.end();
  });
  return () => {
    endGuests();
    silenceMsw();
    changes.release();
  };
}

/** MSW keeps its worker alive, by a message every five seconds, and has no way to end that. */
function silenceMsw(): void {
  const { controller } = navigator.serviceWorker;
  if (controller) Object.defineProperty(controller, 'postMessage', { value: () => {} });
}

/** MSW looks for an update at each start, and without a network leaves that failure to nobody. Pages look by themselves. */
async function leaveUpdatesToTheApp(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration) Object.defineProperty(registration, 'update', { value: async () => registration });
}
