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
  /** Those that are open. */
  pages: Page[] = [];
  /** All that were ever open, by their numbers. */
  readonly #pages = new Map<Page, number>();
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
    void page.session.open();
    await this.#server.clock.pass(0);
    return page;
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

  /** Texts are numbered for each writer and room, in the order of writing. @returns what was written, if that is possible */
  writes(page: Page, room: string): Written | undefined {
    const place = page.session.rooms.find(({ name }) => name === room);
    if (!place) return undefined;
    const number = this.written.filter((one) => one.room === room).length + 1;
    const written = { room, text: `${this.name} in ${room} ${number}` };
    page.session.send(place, written.text);
    this.written.push(written);
    return written;
  }

  /** The page's name in stories and on the network. */
  nameOf(page: Page): string {
    return `${this.name}#${this.#pages.get(page)}`;
  }

  leavesAll(): void {
    for (const page of this.pages) page.close('goodbye');
  }
}
