import type { ServerClient } from '../src/api/client.ts';
import { ServerError } from '../src/api/failures.ts';
import type { Message } from '../src/protocol/messages.ts';
import type { GuestLines } from './guest-lines.ts';

/** How long a guest takes to come in, to read and to write, in milliseconds. */
const COMING_MS = 1_500;
const WRITING_MS = 1_200;
/** After this silence, guests talk to each other, or tell what Sala can do. */
const SILENCE_MS = 40_000;
/** They do so this many times in a row; then they wait for somebody else to speak. */
const MOST_ALONE = 2;

export interface GuestOptions {
  readonly client: ServerClient;
  /** Calls back with the name of a room whenever something happens in it. Returns what ends that. */
  readonly onChange: (listener: (room: string) => void) => () => void;
  readonly lines: GuestLines;
  /** 0 or more and less than 1, as `Math.random`. */
  readonly random?: () => number;
  /** How fast they are: 1 as people are; 0 for tests, which need not wait. */
  readonly pace?: number;
}

/** What they know of a room that they are in. */
interface Visit {
  cursor: number;
  /** Who are its guests: those whose names no visitor has. */
  cast: readonly string[];
  isBusy: boolean;
  hasNews: boolean;
  alone: number;
  quiet: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Who you talk to when you try Sala alone. They are clients of the demo server like any other: they join the rooms
 * where somebody is, answer what is written there, and leave when everybody else has left.
 */
export class Guests {
  readonly #options: Required<GuestOptions>;
  readonly #visits = new Map<string, Visit>();
  readonly #unsubscribe: () => void;
  #hints = 0;
  #isOver = false;

  constructor(options: GuestOptions) {
    this.#options = { random: Math.random, pace: 1, ...options };
    this.#unsubscribe = options.onChange((room) => void this.#look(room));
  }

  /** They fall silent. They stay in their rooms, where the next ones will find themselves. */
  end(): void {
    this.#isOver = true;
    this.#unsubscribe();
    for (const { quiet } of this.#visits.values()) clearTimeout(quiet);
  }

  /** Something happened in a room: one look at a time, and one more where something happened meanwhile. */
  async #look(room: string): Promise<void> {
    let visit = this.#visits.get(room);
    if (!visit) this.#visits.set(room, (visit = { cursor: 0, cast: [], isBusy: false, hasNews: false, alone: 0, quiet: undefined }));
    visit.hasNews = true;
    if (visit.isBusy) return;
    visit.isBusy = true;
    try {
      while (visit.hasNews && !this.#isOver) {
        visit.hasNews = false;
        await this.#attend(room, visit);
      }
    } catch {
      // The demo is closing, or the room is gone: whoever talks next wakes them again.
    } finally {
      visit.isBusy = false;
    }
  }

  async #attend(room: string, visit: Visit): Promise<void> {
    const { client } = this.#options;
    const { people } = await client.people(room);
    if (this.#isOver) return;
    const { messages } = await client.receive({ room, after: visit.cursor });
    await this.#castFor(room, visit, people, messages);
    const visitors = people.filter((name) => !visit.cast.includes(name));
    const present = visit.cast.filter((name) => people.includes(name));
    if (visitors.length === 0) return this.#leave(room, present);
    visit.cursor = messages.at(-1)?.timestamp ?? visit.cursor;
    const theirs = messages.filter((message) => !visit.cast.includes(nameIn(message)));
    if (theirs.length > 0) visit.alone = 0;
    if (present.length < visit.cast.length && !(await this.#comeIn(room, visit, present, visitors))) return;
    const said = theirs.findLast((message) => message.type === 'message');
    if (said?.type === 'message' && visit.cast.length > 0) await this.#say(room, this.#pick(visit.cast), this.#answer(said.message), said.username);
    this.#waitForSilence(room, visit);
  }

  /** Finds out who of those that have a guest's name is one: at first, and whenever somebody of such a name has come or gone. */
  async #castFor(room: string, visit: Visit, people: readonly string[], messages: readonly Message[]): Promise<void> {
    const { names, spares } = this.#options.lines;
    const all = [...names, ...spares];
    const isOther = messages.some((message) => message.type === 'system' && all.includes(nameIn(message)));
    if (visit.cast.length > 0 && !isOther) return;
    const cast: string[] = [];
    for (const name of all) {
      if (cast.length < names.length && (!people.includes(name) || await this.#canJoin(room, name))) cast.push(name);
    }
    visit.cast = cast;
  }

  /** @returns whether a name is no visitor's, who would have a key for it, nor looks like one */
  async #canJoin(room: string, username: string): Promise<boolean> {
    try {
      await this.#options.client.join({ room, username });
      return true;
    } catch (error) {
      if (error instanceof ServerError && error.code === 'name_taken') return false;
      throw error;
    }
  }

  /** Two come at once, the third when somebody has said something. */
  async #comeIn(room: string, visit: Visit, present: readonly string[], visitors: readonly string[]): Promise<boolean> {
    const { lines } = this.#options;
    const next = visit.cast.find((name) => !present.includes(name));
    const [visitor] = visitors;
    if (next === undefined || visitor === undefined) return true;
    await this.#pause(COMING_MS);
    if (this.#isOver) return false;
    if (!(await this.#canJoin(room, next))) {
      // It looks like a visitor's: a spare one comes.
      visit.cast = this.#without(visit.cast, next);
      return true;
    }
    if (present.length < 2) await this.#say(room, next, lines.greetings[present.length % lines.greetings.length] ?? '', visitor);
    return true;
  }

  async #leave(room: string, present: readonly string[]): Promise<void> {
    clearTimeout(this.#visits.get(room)?.quiet);
    this.#visits.delete(room);
    for (const username of present) {
      if (!this.#isOver) await this.#options.client.leave({ room, username });
    }
  }

  #answer(text: string): string {
    const { answers, questions, remarks } = this.#options.lines;
    const fitting = answers.find(({ to }) => to.test(text))?.say;
    return this.#pick(fitting ?? (text.trim().endsWith('?') ? questions : remarks));
  }

  #waitForSilence(room: string, visit: Visit): void {
    clearTimeout(visit.quiet);
    if (visit.alone >= MOST_ALONE || this.#options.pace === 0) return;
    visit.quiet = setTimeout(() => void this.#breakSilence(room, visit).catch(() => {}), SILENCE_MS);
  }

  /** In turns: something that Sala can do, and a word among guests. */
  async #breakSilence(room: string, visit: Visit): Promise<void> {
    const { lines } = this.#options;
    visit.alone++;
    const [first, second] = visit.cast;
    if (first === undefined || second === undefined) return;
    if (visit.alone % 2 === 1) {
      return this.#say(room, first, lines.hints[this.#hints++ % lines.hints.length] ?? '', '');
    }
    const [question, answer] = this.#pick(lines.smallTalk);
    await this.#say(room, first, question, second);
    await this.#say(room, second, answer, first);
  }

  async #say(room: string, username: string, line: string, to: string): Promise<void> {
    await this.#pause(WRITING_MS);
    if (this.#isOver) return;
    await this.#options.client.send({ room, username, message: line.replaceAll('{name}', to) });
  }

  /** The cast with a spare guest in one's place, where there is one left. */
  #without(cast: readonly string[], name: string): readonly string[] {
    const spare = this.#options.lines.spares.find((one) => !cast.includes(one));
    return [...cast.filter((one) => one !== name), ...(spare === undefined ? [] : [spare])];
  }

  #pick<T>(all: readonly [T, ...T[]] | readonly T[]): T {
    return all[Math.floor(this.#options.random() * all.length)] as T;
  }

  async #pause(ms: number): Promise<void> {
    const { pace, random } = this.#options;
    if (pace > 0) await new Promise((resolve) => setTimeout(resolve, ms * pace * (0.5 + random())));
  }
}

/** Whom a message is by, or about. */
function nameIn(message: Message): string {
  return (message.type === 'message' ? message.username : message.user) ?? '';
}
