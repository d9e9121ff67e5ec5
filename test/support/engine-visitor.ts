import assert from 'node:assert/strict';
import { hasDemoCode } from './demo-code.ts';
import type { EnginePage } from './engine-page.ts';
import { eventually } from './visitor.ts';

const BUTTON = 'button';
const TEXTBOX = 'input, textarea';
const HEADING = 'h1';

/** Runs in the page: finds what is shown under a name, in whatever shadow root, and gives it the focus if it takes it. */
function focusNamed(selector: string, name: string): boolean {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.matches(selector) || element.getClientRects().length === 0) continue;
      const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0] : undefined;
      const named = element.getAttribute('aria-label') ?? (label ?? element).textContent;
      if (named.trim() !== name) continue;
      element.focus();
      return element.tabIndex < 0 || element.matches(':focus');
    }
  }
  return false;
}

/** Runs in the page: the whole texts of all that matches, with what only screen readers are told. */
function readAll(selector: string): string[] {
  const roots: (Document | ShadowRoot)[] = [document];
  const texts: string[] = [];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    for (const element of root.querySelectorAll(selector)) texts.push(element.textContent.replace(/\s+/g, ' ').trim());
  }
  return texts;
}

/** Runs in the page: whether its worker controls it and does not wait for anything. */
function hasWorker(): boolean {
  return navigator.serviceWorker.controller?.state === 'activated';
}

/** Somebody in front of a page of any engine, who knows it by its names alone: what a {@link Visitor} does, in short. */
export class EngineVisitor {
  readonly #page: EnginePage;

  constructor(page: EnginePage) {
    this.#page = page;
  }

  /** By a new navigation, also where the page is open already. */
  async opens(url: string): Promise<void> {
    await this.#page.goto('about:blank');
    await this.#page.goto(url);
    await this.seesButton('Settings');
  }

  async reloads(): Promise<void> {
    await this.#page.reload();
  }

  async presses(button: string): Promise<void> {
    await this.#finds(BUTTON, button);
    await this.#page.pressEnter();
  }

  seesButton(name: string): Promise<void> {
    return this.#finds(BUTTON, name);
  }

  isInRoom(name: string): Promise<void> {
    return this.#finds(HEADING, name);
  }

  /** On the first screen, and later by "Join another room". */
  async joins(name: string, room: string): Promise<void> {
    if (await this.#page.call(focusNamed, TEXTBOX, 'Your name')) await this.#page.type(name);
    else await this.presses('Join another room');
    await this.#fills('Room', room);
    await this.presses('Join');
    await this.isInRoom(room);
  }

  async writes(text: string): Promise<void> {
    await this.#fills('Message', text);
    await this.#page.pressEnter();
  }

  /** Sees a message that the server has: of others the log says that they are being sent, or were not. */
  async sees(text: string): Promise<void> {
    await eventually(async () => {
      const log = await this.#page.call(readAll, '[role=log] li');
      const found = log.filter((item) => item.includes(text));
      assert.equal(found.length, 1, `"${text}" is there ${found.length} times:\n${log.join('\n')}`);
      assert.doesNotMatch(found.join(''), /Sending|Not sent/);
    });
  }

  async seesStatus(words: RegExp): Promise<void> {
    await eventually(async () => assert.match((await this.#page.call(readAll, '[role=status]')).join('\n'), words));
  }

  /** Waits until the page can be opened without a network. */
  async hasWorker(): Promise<void> {
    await eventually(async () => assert.ok(await this.#page.call(hasWorker), 'No worker controls the page.'));
  }

  /** Waits until the demo can be tried without a network. */
  async hasDemoCode(): Promise<void> {
    await eventually(async () => assert.ok(await this.#page.call(hasDemoCode), 'The code of the demo is not kept.'));
  }

  async #fills(name: string, text: string): Promise<void> {
    await this.#finds(TEXTBOX, name);
    await this.#page.type(text);
  }

  /** Waits until something is there. */
  #finds(selector: string, name: string): Promise<void> {
    return eventually(async () => assert.ok(await this.#page.call(focusNamed, selector, name), `There is no ${selector} "${name}".`));
  }
}
