import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ServerClient } from '../../src/api/client.ts';
import type { ChatRoom } from '../../src/chat/room.ts';
import { Session } from '../../src/chat/session.ts';
import type { Device } from '../../src/storage/device.ts';
import type { Account } from '../../src/storage/kept.ts';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { InProcessServer } from './in-process.ts';
import { networkError } from './network-errors.ts';

/** Somebody with the client's logic in their hand, but no page. What they do is done, as far as it can be at once. */
export class Chatter {
  readonly name: string;
  readonly #server: InProcessServer;
  readonly device: Device;
  session: Session;
  /** Whether answers reach them. What they send reaches the server all the same. */
  #isDeaf = false;
  readonly #underWay = new Set<() => void>();

  constructor(server: InProcessServer, name: string, device = forgetfulDevice()) {
    this.#server = server;
    this.device = device;
    this.name = name;
    this.session = this.#newSession();
  }

  get connection(): Session['connection']['state'] {
    return this.session.connection.state;
  }

  /** The names of the rooms. */
  get isIn(): readonly string[] {
    return this.session.rooms.map(({ name }) => name);
  }

  get activeRoom(): string | undefined {
    return this.session.active?.name;
  }

  async opensSala(): Promise<void> {
    await this.session.open();
    await this.#server.clock.pass(0);
  }

  /** The same person on the same device, whose page is loaded anew. */
  async reloads(): Promise<void> {
    this.session.close();
    this.session = this.#newSession();
    await this.opensSala();
  }

  /** The same person in another window of the same browser. */
  secondWindow(): Chatter {
    return new Chatter(this.#server, this.name, this.device);
  }

  /** The names of rooms that could not be entered are thrown with what the client says of it. */
  async joins(...names: string[]): Promise<void> {
    for (const name of names) await this.session.join(name, this.name);
    await this.#server.clock.pass(0);
  }

  async opens(name: string): Promise<void> {
    this.session.activate(name);
    await this.#server.clock.pass(0);
  }

  async leaves(name: string): Promise<void> {
    await this.session.leave(this.room(name));
    await this.#server.clock.pass(0);
  }

  /** Into the open room, unless another is named. */
  async writes(text: string, name = this.activeRoom): Promise<void> {
    this.session.send(this.room(name ?? ''), text);
    await this.#server.clock.pass(0);
  }

  /** From now on no answer reaches them; what they send arrives. */
  async hearsNothing(): Promise<void> {
    this.#isDeaf = true;
    for (const cut of this.#underWay) cut();
    await this.#server.clock.pass(0);
  }

  hearsAgain(): void {
    this.#isDeaf = false;
  }

  room(name: string): ChatRoom {
    const room = this.session.rooms.find((one) => one.name === name);
    return room ?? assert.fail(`${this.name} is not in the room "${name}".`);
  }

  unread(name: string): number {
    return this.room(name).unread;
  }

  /** What people wrote, in order, in the open room unless another is named. What waits is not among it. */
  reads(name = this.activeRoom): string[] {
    const { entries } = this.room(name ?? '').timeline;
    return entries.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
  }

  /** The same with "(gap)" wherever the log says that messages may be missing. */
  log(name = this.activeRoom): string[] {
    const { entries } = this.room(name ?? '').timeline;
    return entries.flatMap((entry) => (entry.kind === 'event' ? [] : [entry.kind === 'gap' ? '(gap)' : entry.text]));
  }

  /** What waits to be sent in the open room, each with its state. */
  waits(name = this.activeRoom): string[] {
    return this.room(name ?? '').pending.map(({ text, state }) => `${text} (${state})`);
  }

  sees(text: string): void {
    assert.ok(this.reads().includes(text), `${this.name} does not see "${text}", but: ${this.reads().join(', ') || 'nothing'}.`);
  }

  async #call(address: string, init: RequestInit): Promise<Response> {
    if (this.#isDeaf && init.method === 'GET') throw networkError();
    let cut!: () => void;
    const cutOff = new Promise<never>((_resolve, reject) => { cut = () => reject(networkError()); });
    this.#underWay.add(cut);
    try {
      const response = await Promise.race([cutOff, this.#server.fetch(address, init)]);
      if (this.#isDeaf) throw networkError();
      return response;
    } finally {
      this.#underWay.delete(cut);
    }
  }

  #newSession(): Session {
    const { url, clock } = this.#server;
    const client = new ServerClient(url, (address, init) => this.#call(address, init), (ms, call) => clock.after(ms, call));
    return new Session({ client, device: this.device, clock });
  }
}

export interface Chat {
  readonly server: InProcessServer;
  readonly clock: FakeClock;
  readonly ana: Chatter;
  readonly bruno: Chatter;
  /** Makes somebody more, who opens Sala; with an account, somebody who is known on the device. */
  newcomer(name: string, account?: Account): Promise<Chatter>;
  /** The same person in another window of the same browser. */
  secondWindowOf(person: Chatter): Promise<Chatter>;
}

/** A server, and two people who have opened Sala. All of it ends with the test. */
export async function newChat(t: TestContext, options?: ConstructorParameters<typeof InProcessServer>[1]): Promise<Chat> {
  const clock = new FakeClock();
  const server = new InProcessServer(clock, options);
  const everybody: Chatter[] = [];
  t.after(async () => {
    for (const { session } of everybody) session.close();
    await settle();
  });
  const come = async (person: Chatter): Promise<Chatter> => {
    everybody.push(person);
    await person.opensSala();
    return person;
  };
  return {
    server,
    clock,
    ana: await come(new Chatter(server, 'ana')),
    bruno: await come(new Chatter(server, 'bruno')),
    async newcomer(name, account) {
      const person = new Chatter(server, name);
      if (account) await person.device.store(server.url).keepAccount(account);
      return come(person);
    },
    secondWindowOf: (person) => come(person.secondWindow()),
  };
}
