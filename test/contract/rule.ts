import type { Limits } from '../../server/rooms/limits.ts';
import { call, post, type Answer } from '../support/http.ts';
import { Person } from '../support/person.ts';
import type { Capability, Clocks, Door, TestServer } from './door.ts';

/** A rule's server and the people at it. */
export interface Scene {
  readonly ana: Person;
  readonly bruno: Person;
  /** Anybody else, or one of the two with a key. */
  person(name: string, key?: string): Person;
  get(path: string, init?: RequestInit): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Only for rules that need `clocks`. */
  readonly clocks: Clocks;
  readonly server: TestServer;
  /** Another server behind the same door, closed with the first. */
  anotherServer(): Promise<TestServer>;
}

export interface Rule {
  /** The sentence that must hold. */
  readonly name: string;
  readonly limits: Partial<Limits>;
  readonly needs: readonly Capability[];
  readonly check: (scene: Scene) => Promise<void>;
}

type Given = Partial<Pick<Rule, 'limits' | 'needs'>>;

export function rule(name: string, check: Rule['check']): Rule;
export function rule(name: string, given: Given, check: Rule['check']): Rule;
export function rule(name: string, given: Given | Rule['check'], check?: Rule['check']): Rule {
  if (typeof given === 'function') return { name, limits: {}, needs: [], check: given };
  if (!check) throw new TypeError(`Failed to register "${name}": it checks nothing. Pass a function.`);
  return { name, limits: {}, needs: [], ...given, check };
}

/** Why a door cannot run a rule. */
export function reasonToSkip({ needs }: Rule, door: Door): string | undefined {
  const reasons = needs.map((need) => door.lacks[need]).filter((reason) => reason !== undefined);
  return reasons.length > 0 ? `${door.name}: ${reasons.join('; ')}` : undefined;
}

/** Checks a rule on a server of its own. */
export async function hold({ limits, check }: Rule, door: Door): Promise<void> {
  const servers = [await door.newServer(limits)];
  const [server] = servers as [TestServer];
  try {
    await check({
      server,
      ana: new Person(server.url, 'ana'),
      bruno: new Person(server.url, 'bruno'),
      person: (name, key) => new Person(server.url, name, key),
      get: (path, init) => call(server.url + path, init),
      post: (path, body, headers) => post(server.url + path, body, headers),
      get clocks(): Clocks {
        if (server.clocks) return server.clocks;
        throw new Error('Failed to move time: this door cannot. Let the rule need "clocks".');
      },
      async anotherServer() {
        const another = await door.newServer(limits);
        servers.push(another);
        return another;
      },
    });
  } finally {
    for (const each of servers) await each.close();
  }
}
