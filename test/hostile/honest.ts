import { Asker } from './asker.ts';

/** Between two polls of an honest person, as a page that cannot wait polls but four times as often, in milliseconds. */
const POLL_MS = 250;

/** One message in so many polls. */
const SEND_EVERY = 4;

interface Body {
  readonly epoch?: string;
  readonly messages?: readonly { readonly message: string; readonly username?: string; readonly timestamp: number }[];
}

/** Somebody who chats while the server is attacked, over one connection, and notes how long each answer took. */
class HonestPerson {
  readonly name: string;
  readonly room: string;
  /** Milliseconds. */
  latencies: number[] = [];
  failures: string[] = [];
  readonly sent: string[] = [];
  readonly seen = new Map<string, number>();
  readonly #asker: Asker;
  #cursor = 0;
  #polls = 0;

  constructor(port: number, room: string, name: string) {
    this.#asker = new Asker(port);
    this.room = room;
    this.name = name;
  }

  join(): Promise<Body | undefined> {
    return this.#ask('/join', { room: this.room, username: this.name });
  }

  async poll(): Promise<void> {
    const query = `room=${encodeURIComponent(this.room)}&username=${encodeURIComponent(this.name)}&last_timestamp=${this.#cursor}`;
    const answer = await this.#ask(`/receive?${query}`);
    for (const { message, username, timestamp } of answer?.messages ?? []) {
      this.#cursor = Math.max(this.#cursor, timestamp);
      if (username?.startsWith('honest')) this.seen.set(message, (this.seen.get(message) ?? 0) + 1);
    }
  }

  async live(): Promise<void> {
    if (this.#polls++ % SEND_EVERY === 0) {
      const message = `${this.name} says ${this.sent.length}`;
      const id = `${this.name.replaceAll(' ', '-')}-${this.sent.length}`;
      if (await this.#ask('/send', { room: this.room, username: this.name, message, id })) this.sent.push(message);
    }
    await this.poll();
  }

  close(): void {
    this.#asker.close();
  }

  async #ask(path: string, json?: object): Promise<Body | undefined> {
    const start = performance.now();
    const { status, body } = await this.#asker.ask(path, json);
    if (status === '200') {
      this.latencies.push(performance.now() - start);
      return JSON.parse(body) as Body;
    }
    this.failures.push(`${path}: ${status} ${body}`);
    return undefined;
  }
}

export interface Tally {
  readonly answers: number;
  /** The median and the 99th percentile, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** What was not answered as it should have been, in words. */
  readonly failures: readonly string[];
}

/** People who chat in rooms of three from the moment they are made until they are closed. */
export class HonestPeople {
  readonly #people: readonly HonestPerson[];
  readonly #lives: Promise<unknown>;
  #isOver = false;

  private constructor(people: readonly HonestPerson[]) {
    this.#people = people;
    this.#lives = Promise.all(people.map((person) => this.#live(person)));
  }

  static async gather(port: number, rooms: number): Promise<HonestPeople> {
    const people = Array.from({ length: rooms * 3 }, (_, index) => new HonestPerson(port, `honest ${index % rooms}`, `honest ${index % rooms} ${Math.floor(index / rooms)}`));
    for (const person of people) await person.join();
    return new HonestPeople(people);
  }

  /** What was measured since the last time this was asked for. */
  tally(): Tally {
    const sorted = this.#people.flatMap(({ latencies }) => latencies).toSorted((one, other) => one - other);
    const failures = this.#people.flatMap((person) => person.failures);
    for (const person of this.#people) [person.latencies, person.failures] = [[], []];
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
    return { answers: sorted.length, p50: at(0.5), p99: at(0.99), failures };
  }

  /** Messages that were confirmed and did not reach somebody in the room exactly once, after all have stopped. */
  async close(): Promise<string[]> {
    this.#isOver = true;
    await this.#lives;
    for (const person of this.#people) await person.poll();
    for (const person of this.#people) person.close();
    return this.#people.flatMap((reader) => this.#people
      .filter(({ room }) => room === reader.room)
      .flatMap(({ sent }) => sent.filter((message) => reader.seen.get(message) !== 1))
      .map((message) => `${reader.name}: "${message}" came ${reader.seen.get(message) ?? 0} times`));
  }

  async #live(person: HonestPerson): Promise<void> {
    while (!this.#isOver) {
      await Promise.all([person.live(), new Promise((resolve) => setTimeout(resolve, POLL_MS))]);
    }
  }
}
