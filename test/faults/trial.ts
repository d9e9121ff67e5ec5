import type { Limits } from '../../server/rooms/limits.ts';
import type { ChatRoom } from '../../src/chat/room.ts';
import type { Session } from '../../src/chat/session.ts';
import type { Message } from '../../src/protocol/messages.ts';
import { Dice } from '../support/dice.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FaultyNetwork, type Weather } from '../support/faulty-network.ts';
import { InProcessServer } from '../support/in-process.ts';
import { checkLog, checkTimeline } from './checks.ts';
import { checkMembership, checkPerson } from './person-checks.ts';
import { Person, type Tamper } from './person.ts';
import { Truth } from './truth.ts';
import type { Violation } from './violations.ts';

const NAMES = ['ana', 'bruno', 'carla', 'davi'];
const ROOMS = ['lobby', 'garden'];

/** What a trial is like, drawn from its seed. */
export interface Setting {
  readonly kind: 'sala' | 'base';
  readonly people: number;
  readonly rooms: number;
  readonly limits: Partial<Limits>;
  /** So many messages an answer has at most. */
  readonly mostMessages: number;
  /** Whether something refuses texts that have a word in them. */
  readonly hasFirewall: boolean;
  readonly weather: Weather;
}

/** A server, a faulty network and people who chat. */
export class Trial {
  readonly clock = new FakeClock();
  readonly truth = new Truth();
  readonly server: InProcessServer;
  readonly network: FaultyNetwork;
  readonly people: readonly Person[];
  /** What has happened, for whoever looks into a failure. */
  readonly story: string[] = [];
  readonly hasFirewall: boolean;
  readonly #kind: Setting['kind'];
  readonly #rooms: readonly string[];
  readonly #began = this.clock.now();

  constructor({ kind, people, rooms, limits, mostMessages, hasFirewall, weather }: Setting, seed: number, tamper: Tamper = (fetcher) => fetcher) {
    this.server = new InProcessServer(this.clock, { kind, limits, mostMessages, onStored: (stored) => this.truth.note(stored) });
    this.network = new FaultyNetwork(this.server, new Dice(seed), weather);
    this.#kind = kind;
    this.hasFirewall = hasFirewall;
    this.#rooms = ROOMS.slice(0, rooms);
    const world = { server: this.server, network: this.network, tamper };
    this.people = NAMES.slice(0, people).map((name) => new Person(name, this.#rooms, world));
  }

  tell(what: string): void {
    this.story.push(`${((this.clock.now() - this.#began) / 1_000).toFixed(3).padStart(9)} ${what}`);
  }

  /** What went wrong, as far as it can be seen now. */
  async judge(): Promise<Violation[]> {
    const violations = this.network.overlaps.seen.map((what): Violation => ({ wrong: 'overlap', what }));
    // With ids a server knows a copy from a message. Without them it takes what it gets when it gets it.
    const strays = new Set(this.#kind === 'base' ? Array.from(this.network.strays, textOf) : []);
    const failed = new Set(this.people.flatMap((person) => [...person.failed]));
    for (const room of this.#rooms) {
      violations.push(...checkLog(room, this.truth.of(room), strays, failed), ...(await this.#judgeTimelines(room)));
    }
    for (const person of this.people) {
      violations.push(...checkPerson(person, this.truth), ...checkMembership(person, await this.#roomsOf(person), this.network.strays));
    }
    return violations;
  }

  async #judgeTimelines(name: string): Promise<Violation[]> {
    const kept = await this.#kept(name);
    const violations: Violation[] = [];
    for (const person of this.people) {
      for (const page of person.pages) {
        const room = page.session.rooms.find((one) => one.name === name);
        if (!room || room.failure?.kind === 'left') continue;
        await loadAll(page.session, room);
        const where = `${person.nameOf(page)}, ${name}`;
        const knowsGaps = this.#kind === 'sala' && person.pages.length === 1;
        violations.push(...checkTimeline(room, { where, reader: person.name, truth: this.truth, kept, knowsGaps }));
      }
    }
    return violations;
  }

  close(): void {
    for (const person of this.people) person.leavesAll();
  }

  async #roomsOf({ name }: Person): Promise<string[]> {
    const response = await this.server.fetch(`${this.server.url}user_rooms?username=${name}`, { method: 'GET' });
    return ((await response.json()) as { rooms: string[] }).rooms;
  }

  /** What the server still has of a room after a time. */
  async #kept(room: string, after = 0): Promise<Message[]> {
    const response = await this.server.fetch(`${this.server.url}receive?room=${room}&last_timestamp=${after}`, { method: 'GET' });
    const { messages, more } = (await response.json()) as { messages: Message[]; more?: boolean };
    return more ? [...messages, ...(await this.#kept(room, messages.at(-1)?.timestamp))] : messages;
  }
}

async function loadAll(session: Session, room: ChatRoom): Promise<void> {
  if (!room.hasEarlier) return;
  await session.loadEarlier(room);
  await loadAll(session, room);
}

function textOf(body: string): string {
  return (JSON.parse(body) as { message?: string }).message ?? '';
}
