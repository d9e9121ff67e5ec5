import { call, get, post, type Connection } from './connection.ts';

/** Begins the text of a counted message: which one of its room it is. */
const NUMBER = /^#(\d+) /;

/** An answer without news begins so. */
const NOTHING_NEW = '{"messages":[]';

/** A room as those who measure know it: what was said in it. */
export class Room {
  readonly name: string;
  /** When each counted message was sent, in milliseconds. */
  readonly sentAt: number[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** @returns a text that is counted when it arrives */
  nextText(length: number): string {
    const text = `#${this.sentAt.push(performance.now()) - 1} `;
    return text.padEnd(length, 'so it goes ').slice(0, Math.max(length, text.length));
  }
}

/** A client of a server: asks for what is newer than what it has, and counts each message that it gets. */
export class Person {
  readonly name: string;
  readonly room: Room;
  connection: Connection;
  #epoch = 'none';
  #newest = 0;
  readonly #query: string;
  readonly #seen: number[] = [];
  #sent = 0;

  constructor(name: string, room: Room, connection: Connection) {
    this.name = name;
    this.room = room;
    this.connection = connection;
    this.#query = `room=${encodeURIComponent(room.name)}&username=${encodeURIComponent(name)}`;
  }

  async join(): Promise<void> {
    const { epoch } = await call(this.connection, this.joinRequest());
    if (typeof epoch === 'string') this.#epoch = epoch;
  }

  /** @returns whether there was something new */
  poll(): Promise<boolean> {
    return new Promise((resolve) => {
      this.connection.ask(this.pollRequest(), (body) => resolve(this.take(body)));
    });
  }

  /** @param wait for how long the answer may be held, in seconds */
  pollRequest(wait = 0): string {
    const held = wait > 0 ? `&wait=${wait}` : '';
    return get(`/receive?${this.#query}&last_timestamp=${this.#newest}&epoch=${this.#epoch}${held}`);
  }

  wholeRequest(): string {
    return get(`/receive?${this.#query}&last_timestamp=0&epoch=${this.#epoch}`);
  }

  roomsRequest(): string {
    return get(`/user_rooms?username=${encodeURIComponent(this.name)}`);
  }

  joinRequest(): string {
    return post('/join', { room: this.room.name, username: this.name });
  }

  /** @param length of the text @param id whether it has one of its own, as those of Sala's page */
  sendRequest(length: number, id = true): string {
    const message = this.room.nextText(length);
    return post('/send', { room: this.room.name, username: this.name, message, ...(id ? { id: `id-${this.#sent++}` } : {}) });
  }

  /**
   * @param body the answer to a poll
   * @param arrived called with the milliseconds that each counted message was on its way
   * @returns whether there was something new
   */
  take(body: string, arrived?: (ms: number) => void): boolean {
    if (body.startsWith(NOTHING_NEW)) return false;
    const { messages } = JSON.parse(body) as { messages: readonly { message: string; timestamp: number }[] };
    for (const { message, timestamp } of messages) {
      this.#newest = Math.max(this.#newest, timestamp);
      const number = NUMBER.exec(message)?.[1];
      if (number === undefined) continue;
      const index = Number(number);
      this.#seen[index] = (this.#seen[index] ?? 0) + 1;
      arrived?.(performance.now() - (this.room.sentAt[index] ?? NaN));
    }
    return true;
  }

  /** How many of the room's counted messages never came, and how many came once more than once. */
  tally(): Tally {
    let lost = 0;
    let doubled = 0;
    for (let index = 0; index < this.room.sentAt.length; index++) {
      const count = this.#seen[index] ?? 0;
      if (count === 0) lost++;
      else doubled += count - 1;
    }
    return { lost, doubled };
  }
}

export interface Tally {
  readonly lost: number;
  readonly doubled: number;
}

/** Does something for each of them: those who share a connection one after the other, the others meanwhile. */
export async function forEach(people: readonly Person[], act: (person: Person) => Promise<void>): Promise<void> {
  await Promise.all(Array.from(byConnection(people).values(), async (sharers) => {
    for (const person of sharers) await act(person);
  }));
}

export function byConnection(people: readonly Person[]): Map<Connection, Person[]> {
  const groups = new Map<Connection, Person[]>();
  for (const person of people) {
    const group = groups.get(person.connection);
    if (group) group.push(person);
    else groups.set(person.connection, [person]);
  }
  return groups;
}

/** Asks for all that was said, of which one answer may have a part, then counts. */
export async function tallyOf(people: readonly Person[]): Promise<Tally> {
  await forEach(people, async (person) => {
    let isMore = true;
    while (isMore) isMore = await person.poll();
  });
  let [lost, doubled] = [0, 0];
  for (const person of people) {
    const tally = person.tally();
    lost += tally.lost;
    doubled += tally.doubled;
  }
  return { lost, doubled };
}

/** Puts people into rooms and lets each of them read what is there. They share the connections by turns. */
export async function gather(
  connections: readonly Connection[], { rooms, inEach }: { rooms: number; inEach: number },
): Promise<Person[]> {
  const people: Person[] = [];
  for (let room = 0; room < rooms; room++) {
    const shared = new Room(`room ${room}`);
    for (let member = 0; member < inEach; member++) {
      const connection = connections[people.length % connections.length];
      if (connection) people.push(new Person(`room ${room} ${member}`, shared, connection));
    }
  }
  await forEach(people, (person) => person.join());
  await forEach(people, async (person) => void (await person.poll()));
  return people;
}
