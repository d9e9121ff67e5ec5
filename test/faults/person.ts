import type { Fetcher } from '../../src/api/client.ts';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import type { FaultyNetwork } from '../support/faulty-network.ts';
import type { InProcessServer } from '../support/in-process.ts';
import { Page } from './page.ts';

/** What stands between a page and the network, so that a test can break the client from outside. */
export type Tamper = (fetcher: Fetcher) => Fetcher;

/** What somebody wrote. */
export interface Written {
  readonly room: string;
  readonly text: string;
}

/** Somebody with a device, and one or more pages open on it. */
export class Person {
  readonly name: string;
  readonly rooms: readonly string[];
  readonly written: Written[] = [];
  /** What was once told to have failed, and may arrive all the same, after what was written later. */
  readonly failed = new Set<string>();
  /** What was given up with a room that was left. */
  readonly givenUp = new Set<string>();
  /** The rooms that were left, or tried to be. */
  readonly left = new Set<string>();
  /** Those of them that a page has told to be left, and nobody has come back to. */
  readonly out = new Set<string>();
  /** Those that are open. */
  pages: Page[] = [];
  /** All that were ever open, by their numbers. */
  readonly #pages = new Map<Page, number>();
  #comings = 0;
  readonly #device = forgetfulDevice();
  readonly #server: InProcessServer;
  readonly #network: FaultyNetwork;
  readonly #tamper: Tamper;

  constructor(name: string, rooms: readonly string[], world: { server: InProcessServer; network: FaultyNetwork; tamper: Tamper }) {
    this.name = name;
    this.rooms = rooms;
    this.#server = world.server;
    this.#network = world.network;
    this.#tamper = world.tamper;
  }

  async opensPage(): Promise<Page> {
    const fetcher = this.#tamper(this.#network.fetcherFor(`${this.name}#${this.#pages.size + 1}`, this.name));
    const page = new Page({ base: this.#server.url, clock: this.#server.clock, fetcher, device: this.#device });
    this.pages.push(page);
    this.#pages.set(page, this.#pages.size + 1);
    page.session.subscribe(() => this.#noteFailures(page));
    void page.session.open();
    await this.#server.clock.pass(0);
    return page;
  }

  #noteFailures({ session }: Page): void {
    for (const { pending } of session.rooms) for (const { text, state } of pending) if (state === 'failed') this.failed.add(text);
  }

  async joins(): Promise<void> {
    const { session } = await this.opensPage();
    for (const room of this.rooms) await session.join(room, this.name);
    await this.#server.clock.pass(0);
  }

  /** @param says see {@link Page.close} */
  async reloads(page: Page, says: 'goodbye' | 'nothing'): Promise<void> {
    page.close(says);
    this.pages = this.pages.filter((one) => one !== page);
    await this.opensPage();
  }

  /**
   * Texts are numbered for each writer and room, in the order of writing.
   *
   * @param mark a word that the text has as well
   * @returns what was written, if that is possible
   */
  writes(page: Page, room: string, mark = 'from'): Written | undefined {
    const place = page.session.rooms.find(({ name }) => name === room);
    if (!place) return undefined;
    const number = this.written.filter((one) => one.room === room).length + 1;
    const written = { room, text: `${mark} ${this.name} in ${room} ${number}` };
    page.session.send(place, written.text);
    this.written.push(written);
    return written;
  }

  /** The page's name in stories and on the network. */
  nameOf(page: Page): string {
    return `${this.name}#${this.#pages.get(page)}`;
  }

  /** @returns whether this page is in the room */
  leaves({ session }: Page, room: string): boolean {
    const place = session.rooms.find(({ name }) => name === room);
    if (!place) return false;
    this.left.add(room);
    const texts = place.pending.map(({ text }) => text);
    void this.#giveUp(session.leave(place), room, texts);
    return true;
  }

  async #giveUp(leaving: Promise<void>, room: string, texts: readonly string[]): Promise<void> {
    const comings = this.#comings;
    try {
      await leaving;
      for (const text of texts) this.givenUp.add(text);
      if (comings === this.#comings) this.out.add(room);
    } catch {
      // It was not left, as far as this page knows.
    }
  }

  comesBack({ session }: Page, room: string): void {
    this.#comings++;
    this.out.delete(room);
    session.join(room, this.name).catch(() => {});
  }

  leavesAll(): void {
    for (const page of this.pages) page.close('goodbye');
  }
}
