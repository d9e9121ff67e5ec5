import type { Dice } from '../support/dice.ts';
import { FORBIDDEN } from '../support/faulty-network.ts';
import type { Page } from './page.ts';
import type { Person } from './person.ts';
import type { Setting, Trial } from './trial.ts';

/** In seconds. */
const LONGEST_PAUSE = 40;
const SHORTEST_OUTAGE = 5;
const LONGEST_OUTAGE = 120;
const LONGEST_DOWN = 20;
/** As long as every page needs to notice. Of a server with the base part alone nothing else says that it has forgotten all. */
const NOTICED_DOWN = 60;
const HOUR = 3_600;
/** Longer than the last call, its time limit and the pause after it take. */
const HEALING = 110;
/** Sometimes so long that even the last second copy of a request has arrived. */
const LONGEST_HEALING = 300;
const LONG_HEALINGS = 0.2;
/** The share of texts that the firewall refuses, where there is one. */
const FORBIDDEN_TEXTS = 0.1;

/** How often something is done, in relation to the others. */
const STEPS = [
  ['writes', 40], ['writes a lot', 8], ['pause', 20], ['outage', 6], ['outage of all', 2], ['restart', 3],
  ['restart an hour back', 2], ['reload', 6], ['crash', 3], ['opens', 7], ['hides', 4], ['shows', 5],
  ['leaves', 2], ['comes back', 3],
] as const;

type Step = (typeof STEPS)[number][0];

const WEIGHT = STEPS.reduce((sum, [, weight]) => sum + weight, 0);

/** What a trial is like, from its dice. */
export function drawSetting(dice: Dice, kind: Setting['kind']): Setting {
  return {
    kind,
    people: dice.whole(2, 4),
    rooms: dice.whole(1, 2),
    limits: {
      ...(dice.chance(0.5) ? { history: dice.whole(5, 50) } : {}),
      ...(dice.chance(0.3) ? { presenceTimeout: 60 } : {}),
    },
    // With the base part alone a server has no word for it.
    mostMessages: kind === 'sala' && dice.chance(0.3) ? dice.whole(1, 8) : Infinity,
    hasFirewall: dice.chance(0.3),
    weather: { rate: dice.pick([0.05, 0.1, 0.2, 0.3]), doubles: kind === 'sala' },
  };
}

/** What people do, and what happens to the server, one after the other. */
export class Story {
  readonly counts = { restarts: 0, reloads: 0, outages: 0 };
  readonly #trial: Trial;
  readonly #dice: Dice;
  readonly #kind: Setting['kind'];
  /** When the server is there again, by the clock. */
  #upAt = 0;

  constructor(trial: Trial, dice: Dice, kind: Setting['kind']) {
    this.#trial = trial;
    this.#dice = dice;
    this.#kind = kind;
  }

  /** Everybody is there before anything goes wrong. */
  async begin(): Promise<void> {
    for (const person of this.#trial.people) {
      await person.joins();
      if (this.#dice.chance(0.25)) await person.opensPage();
    }
    await this.#trial.clock.pass(1);
    this.#trial.network.spoil();
  }

  async step(): Promise<void> {
    const person = this.#dice.pick(this.#trial.people);
    await this.#do(this.#draw(), person, this.#dice.pick(person.pages));
    await this.#trial.clock.pass(this.#dice.chance(0.5) ? 0 : this.#dice.between(0, 3));
  }

  /** All is well, and after a while everything must be. */
  async end(): Promise<void> {
    const { clock, network, people } = this.#trial;
    this.#trial.tell('the network heals');
    network.heal();
    for (const { pages } of people) for (const { session } of pages) session.setVisible(true);
    await clock.pass(Math.max(0, this.#upAt - clock.now()) / 1_000);
    await clock.pass(this.#kind === 'sala' && this.#dice.chance(LONG_HEALINGS) ? LONGEST_HEALING : HEALING);
  }

  async #do(step: Step, person: Person, page: Page): Promise<void> {
    const { people, clock } = this.#trial;
    switch (step) {
      case 'writes': return this.#write(person, page, 1);
      case 'writes a lot': return this.#write(person, page, this.#dice.whole(3, 12));
      case 'pause': return clock.pass(this.#dice.between(0, LONGEST_PAUSE));
      case 'outage': return this.#cutOff([person]);
      case 'outage of all': return this.#cutOff(people);
      case 'restart': return this.#restart(0);
      case 'restart an hour back': return this.#restart(-HOUR);
      case 'reload': return this.#reload(person, page, 'goodbye');
      case 'crash': return this.#reload(person, page, 'nothing');
      case 'opens': return this.#open(person, page);
      case 'hides': return this.#show(person, page, false);
      case 'leaves': return this.#leave(person, page);
      case 'comes back': return this.#comeBack(person, page);
      case 'shows': return this.#show(person, page, true);
    }
  }

  #write(person: Person, page: Page, times: number): void {
    const room = this.#dice.pick(person.rooms);
    for (let time = 0; time < times; time++) {
      const written = person.writes(page, room, this.#trial.hasFirewall && this.#dice.chance(FORBIDDEN_TEXTS) ? FORBIDDEN : 'from');
      this.#tell(person, page, written ? `writes "${written.text}"` : `cannot write into ${room}`);
    }
  }

  #cutOff(people: readonly Person[]): void {
    const seconds = this.#dice.between(SHORTEST_OUTAGE, LONGEST_OUTAGE);
    this.counts.outages++;
    for (const person of people) {
      this.#trial.tell(`${person.name} is offline for ${seconds.toFixed(3)} s`);
      this.#trial.network.cutOff(person.name, seconds);
      // A browser often notices.
      if (this.#dice.chance(0.5)) this.#trial.clock.after(seconds * 1_000, () => { for (const { session } of person.pages) session.hurry(); });
    }
  }

  #restart(setClock: number): void {
    const { server, clock } = this.#trial;
    const least = this.#kind === 'base' ? NOTICED_DOWN : 0;
    const down = this.#dice.chance(0.5) ? least : this.#dice.between(least, least + LONGEST_DOWN);
    this.#trial.tell(`the server restarts in ${down.toFixed(3)} s, its clock set by ${setClock} s`);
    this.counts.restarts++;
    server.restart();
    server.setWallClock(setClock);
    if (down === 0) return;
    server.unplug();
    this.#upAt = clock.now() + down * 1_000;
    clock.after(down * 1_000, () => { if (clock.now() >= this.#upAt) server.plugIn(); });
  }

  async #reload(person: Person, page: Page, says: 'goodbye' | 'nothing'): Promise<void> {
    this.#tell(person, page, says === 'goodbye' ? 'is reloaded' : 'crashes and is opened again');
    this.counts.reloads++;
    await person.reloads(page, says);
  }

  #open(person: Person, page: Page): void {
    const room = this.#dice.pick(person.rooms);
    this.#tell(person, page, `opens ${room}`);
    if (page.session.rooms.some(({ name }) => name === room)) page.session.activate(room);
  }

  #show(person: Person, page: Page, isVisible: boolean): void {
    this.#tell(person, page, isVisible ? 'is shown' : 'is hidden');
    page.session.setVisible(isVisible);
  }

  /** A server with the base part alone does not say whether a room that is gone was left, or forgotten. */
  #leave(person: Person, page: Page): void {
    if (this.#kind === 'base') return;
    const room = this.#dice.pick(person.rooms);
    this.#tell(person, page, person.leaves(page, room) ? `leaves ${room}` : `has left ${room}`);
  }

  #comeBack(person: Person, page: Page): void {
    const room = this.#dice.pick(person.rooms);
    if (!person.left.has(room)) return;
    this.#tell(person, page, `comes back to ${room}`);
    person.comesBack(page, room);
  }

  #tell(person: Person, page: Page, what: string): void {
    this.#trial.tell(`${person.nameOf(page)} ${what}`);
  }

  #draw(): Step {
    let rest = this.#dice.between(0, WEIGHT);
    for (const [step, weight] of STEPS) if ((rest -= weight) < 0) return step;
    return 'pause';
  }
}
