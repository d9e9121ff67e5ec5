import type { TestContext } from 'node:test';
import { ServerClient } from '../../src/api/client.ts';
import { Session } from '../../src/chat/session.ts';
import type { Device } from '../../src/storage/device.ts';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { FakeClock, settle } from './fake-clock.ts';

export const URL_OF_HOSTILE = 'http://hostile.test/';

/** Enough to be taken for a Sala server. */
export const HEALTH = {
  status: 'ok', name: 'sala', version: '1.0.0', server: 'run', urls: [], features: ['ids', 'epoch', 'wait', 'gap', 'presence', 'people', 'keys'],
  limits: { room: 64, username: 32, message: 4_000, history: 50, wait: 25 },
};

/** What a path answers: what becomes JSON, or a response. Called each time, at once. */
export type Answers = Record<string, (fields: Readonly<Record<string, string>>) => unknown>;

/** A server that answers whatever a test wants, at once, and somebody who has joined rooms there. */
export class HostileServer {
  readonly clock = new FakeClock();
  /** When each path was asked, in milliseconds since the Unix epoch. */
  readonly asked = new Map<string, number[]>();
  readonly #joined = new Set<string>();
  #answers: Answers = {
    '/health': () => HEALTH,
    '/join': ({ room = '', username }) => {
      this.#joined.add(room);
      return { status: 'success', room, username, epoch: `${room}.1` };
    },
    '/leave': () => ({ status: 'success' }),
    '/send': () => ({ status: 'success' }),
    '/receive': ({ room }) => ({ messages: [], epoch: `${room}.1` }),
    '/user_rooms': () => ({ rooms: [...this.#joined], server: 'run' }),
    '/people': () => ({ people: ['ana'] }),
  };

  /** From now on these paths answer so. */
  answers(answers: Answers): void {
    this.#answers = { ...this.#answers, ...answers };
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(address);
    this.asked.set(pathname, [...(this.asked.get(pathname) ?? []), this.clock.now()]);
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, string>) : {};
    const answer = this.#answers[pathname]?.({ ...Object.fromEntries(searchParams), ...body });
    return answer instanceof Response ? answer : Response.json(answer ?? {});
  };

  count(path: string): number {
    return this.asked.get(path)?.length ?? 0;
  }

  /** What was asked within the next minute, by path. */
  async minute(): Promise<Record<string, number>> {
    const before = new Map([...this.asked].map(([path, times]) => [path, times.length]));
    await this.clock.pass(60);
    return Object.fromEntries([...this.asked].map(([path, times]) => [path, times.length - (before.get(path) ?? 0)]));
  }

  /** Ana's session, in these rooms, of which the last one is open. It ends with the test. */
  async session(t: TestContext, rooms: readonly string[] = ['lobby'], device: Device = forgetfulDevice()): Promise<Session> {
    const { clock } = this;
    const client = new ServerClient(URL_OF_HOSTILE, this.fetch, (ms, call) => clock.after(ms, call));
    const session = new Session({ client, device, clock });
    t.after(async () => {
      session.close();
      await settle();
    });
    await session.open();
    await clock.pass(0);
    for (const room of rooms) await session.join(room, 'ana');
    return session;
  }
}
