import assert from 'node:assert/strict';
import type { BrowserContext, ConsoleMessage, Locator, Page } from 'playwright-core';
import { hasDemoCode } from './demo-code.ts';

/** Milliseconds for what happens at once, or after a poll of the rooms, which are 5 s apart. */
const SOON_MS = 10_000;

const RETRY_MS = 50;

/** What Chromium says on the console by itself when a request gets no answer or a refusal. */
const NETWORK_TROUBLE = /^(Failed to load resource: (net::ERR_|the server responded with a status of )|Access to fetch at .* has been blocked by CORS policy)/;

/** What a page says in whose browser the test has switched service workers off. */
const WITHOUT_WORKER = 'Service Worker registration blocked by Playwright';

/** Tries until a check holds. */
export async function eventually(check: () => Promise<void>, ms = SOON_MS): Promise<void> {
  const end = Date.now() + ms;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => { setTimeout(resolve, RETRY_MS); });
    }
  }
}

/** Somebody in front of a page, who knows it by its roles and names alone. */
export class Visitor {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page did that no page of ours may do. */
  readonly #faults: string[] = [];
  readonly #hosts = new Set<string>();
  #expectsTrouble = false;

  constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
    this.context = page.context();
    page.setDefaultTimeout(SOON_MS);
    page.on('console', (message) => this.#hear(message));
    page.on('pageerror', (error) => this.#faults.push(`Uncaught: ${error.message}`));
    page.on('request', (request) => this.#hosts.add(new URL(request.url()).host));
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => this.#faults.push(`A dialog asked: ${dialog.message()}`)));
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Messages' });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message', exact: true });
  }

  get status(): Locator {
    return this.page.getByRole('status');
  }

  get rooms(): Locator {
    return this.page.getByRole('navigation', { name: 'Rooms' });
  }

  get people(): Locator {
    return this.page.getByRole('list', { name: 'People' });
  }

  room(name: string): Locator {
    return this.rooms.getByRole('link').filter({ hasText: name });
  }

  textbox(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async opens(url: string): Promise<void> {
    await this.page.goto(url);
    await this.button('Settings').waitFor();
  }

  /** On the first screen, and later by "Join another room". */
  async joins(...names: string[]): Promise<void> {
    for (const name of names) {
      if (await this.textbox('Your name').isVisible()) await this.textbox('Your name').fill(this.name);
      else await this.button('Join another room').click();
      if (!(await this.invitedTo(name).isVisible())) await this.fillsRoom(name);
      await this.button('Join').click();
      await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await this.composer.waitFor();
    }
  }

  /** What the first screen says to who comes by a link. */
  invitedTo(room: string): Locator {
    return this.page.getByRole('heading', { level: 2, name: `Join ${room}`, exact: true });
  }

  /** Where a link has brought another room along, not that one. */
  async fillsRoom(name: string): Promise<void> {
    if (await this.button('Another room').isVisible()) await this.button('Another room').click();
    await this.textbox('Room').fill(name);
  }

  async opensRoom(name: string): Promise<void> {
    await this.room(name).click();
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  async leaves(): Promise<void> {
    await this.choosesMore('Leave room');
  }

  /** Something of the room's menu. */
  async choosesMore(name: string | RegExp): Promise<void> {
    await this.button('More').click();
    await this.button(name).click();
  }

  async writes(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.button('Send').click();
  }

  /** Sees a message whose whole text this is, and that has been sent. */
  async sees(text: string): Promise<void> {
    await eventually(async () => assert.ok((await this.reads()).includes(text), `${this.name} does not see "${text}".`));
  }

  async seesNothingOf(text: string): Promise<void> {
    await this.log.getByText(text, { exact: true }).waitFor({ state: 'detached' });
  }

  /** The texts of all elements of the log, each whole. */
  async reads(): Promise<string[]> {
    return this.log.locator('*').evaluateAll((elements) => elements.map(({ textContent }) => textContent));
  }

  /** How often a message of this text is there. */
  async counts(text: string): Promise<number> {
    return this.log.getByText(text, { exact: true }).count();
  }

  async seesUnread(room: string, count: number): Promise<void> {
    await this.room(room).and(this.page.getByRole('link', { name: `${room} ${count} unread`, exact: true })).waitFor();
  }

  async seesStatus(words: string | RegExp): Promise<void> {
    await this.status.filter({ hasText: words }).waitFor();
  }

  /** The names of the rooms, without what is unread in them. */
  async roomNames(): Promise<string[]> {
    return (await this.rooms.getByRole('link').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  }

  /** The names of the rooms that are marked as the open one. */
  async activeRooms(): Promise<string[]> {
    return this.rooms.locator('a[aria-current=page]').allInnerTexts();
  }

  async peopleNames(): Promise<string[]> {
    return (await this.people.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s*\(you\)$/, ''));
  }

  /** What screen readers say of an element beside its name. */
  async describes(element: Locator): Promise<string> {
    return element.evaluate((described) => {
      const root = described.getRootNode() as ShadowRoot;
      const ids = described.getAttribute('aria-describedby')?.split(' ') ?? [];
      return ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
    });
  }

  /** Another server than the page's own. */
  async chooses(url: string): Promise<void> {
    await this.button('Settings').click();
    const address = await this.addressOfServer();
    await address.fill(url);
    await this.button('Use this server').click();
    await address.waitFor({ state: 'hidden' });
  }

  /** Where the open settings take the address of another server. */
  async addressOfServer(): Promise<Locator> {
    const address = this.textbox('Address of another server');
    if (!(await address.isVisible())) await this.page.getByText('Use another server', { exact: true }).click();
    return address;
  }

  /** The host of the server that is marked in the settings. */
  async currentServer(): Promise<string[]> {
    await this.button('Settings').click();
    await this.page.getByRole('list', { name: 'Servers' }).waitFor();
    return this.page.getByRole('list', { name: 'Servers' }).locator('[aria-current] bdi').allInnerTexts();
  }

  async seesPeople(...names: string[]): Promise<void> {
    await eventually(async () => assert.deepEqual(await this.peopleNames(), names));
  }

  /** Waits until the demo can be tried without a network. */
  async hasDemoCode(): Promise<void> {
    await eventually(async () => assert.ok(await this.page.evaluate(hasDemoCode), 'The code of the demo is not kept.'));
  }

  /** From now on requests may fail, and Chromium may say so. */
  expectsTrouble(): void {
    this.#expectsTrouble = true;
  }

  /** Closes the page, and says what was wrong with it. */
  async ends(allowedHosts: readonly string[]): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.#faults, [], `The page of ${this.name} did what it may not.`);
    assert.deepEqual([...this.#hosts].filter((host) => !allowedHosts.includes(host)), [], 'A page called a strange host.');
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (message.text() === WITHOUT_WORKER) return;
    if (this.#expectsTrouble && NETWORK_TROUBLE.test(message.text())) return;
    this.#faults.push(message.text());
  }
}
