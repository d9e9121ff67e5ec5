import { LookAlikes } from './look-alikes.ts';
import { Queue, type Queued } from './queue.ts';
import type { Room } from './room.ts';
import type { PersonSnapshot } from './snapshot.ts';

/** Somebody who is in at least one room. */
export interface Person extends Queued<Person> {
  readonly name: string;
  /** In the order of joining. A new array at each change: a set takes several times as much memory. */
  rooms: readonly Room[];
  /** Of the key that claims the name; a name joined without one is open to all. */
  readonly keyDigest: string | undefined;
  /** When the person was last heard of, by the monotonic clock in milliseconds. */
  heardAt: number;
  /** How many of the person's requests are held at the moment. */
  held: number;
}

/** Everybody who is in a room, and who has been silent the longest, without a walk over all of them. */
export class People {
  readonly #byName = new Map<string, Person>();
  readonly #lookAlikes = new LookAlikes<Person>();
  /** The one heard of the longest ago first. */
  readonly #bySilence = new Queue<Person>();

  get size(): number {
    return this.#byName.size;
  }

  snapshot(): PersonSnapshot[] {
    return Array.from(this.#bySilence, ({ name, rooms, keyDigest, heardAt }) =>
      ({ name, keyDigest, heardAt, rooms: rooms.map((room) => room.name) }));
  }

  find(name: string): Person | undefined {
    return this.#byName.get(name);
  }

  /** Some of those whose names look like a name, see {@link LookAlikes}. */
  findLookAlikes(name: string): readonly Person[] {
    return this.#lookAlikes.find(name);
  }

  add(name: string, keyDigest: string | undefined, now: number): Person {
    const person: Person = {
      name, keyDigest, rooms: [], heardAt: now, held: 0, previous: undefined, next: undefined,
    };
    this.#byName.set(name, person);
    this.#lookAlikes.add(person);
    this.#bySilence.append(person);
    return person;
  }

  remove(person: Person): void {
    this.#byName.delete(person.name);
    this.#lookAlikes.remove(person);
    this.#bySilence.remove(person);
  }

  hear(person: Person, now: number): void {
    person.heardAt = now;
    this.#bySilence.moveToEnd(person);
  }

  /** The person who has been silent the longest, if that is since `deadline` or earlier. */
  silentSince(deadline: number, now: number): Person | undefined {
    for (;;) {
      const person = this.#bySilence.first;
      if (!person || person.heardAt > deadline) return undefined;
      if (person.held === 0) return person;
      this.hear(person, now);
    }
  }
}
