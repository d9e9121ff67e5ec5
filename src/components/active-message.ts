import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What the controller needs of the log that it belongs to. */
export interface Messages extends ReactiveControllerHost {
  /** What scrolls. */
  readonly region: HTMLElement;
  /** The elements of all items, in order. */
  readonly elements: readonly HTMLElement[];
  /** The key of the message of an element; undefined where it is none. */
  keyOf(element: HTMLElement): string | undefined;
  /** Answers the message of a key. */
  reply(key: string): void;
}

/**
 * Which message of a log can be answered and copied now: the one with the focus, the one below the mouse, or the one
 * that was tapped. From the log itself the arrows up and down lead into the messages, and from one to the next; Enter
 * and R answer it.
 */
export class ActiveMessage implements ReactiveController {
  key: string | undefined;
  readonly #host: Messages;
  #focused: string | undefined;
  /** How the page was last used: a focus that came by a press of the mouse shows nothing. */
  #pointer: string | undefined;

  constructor(host: Messages) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.key = this.#focused = undefined;
  }

  readonly pressed = (press: PointerEvent): void => {
    this.#pointer = press.pointerType;
  };

  readonly pointed = (over: PointerEvent): void => {
    if (over.pointerType !== 'mouse' || this.#focused !== undefined) return;
    this.#set(this.#keyAt(over));
  };

  readonly pointedAway = (out: PointerEvent): void => {
    if (out.pointerType === 'mouse' && this.#focused === undefined) this.#set(undefined);
  };

  /** A finger has no place to rest above a message: it taps, and taps again. */
  readonly clicked = (click: MouseEvent): void => {
    if (this.#pointer === undefined || this.#pointer === 'mouse' || isPressed(click) || hasSelection()) return;
    const key = this.#keyAt(click);
    this.#set(key === this.key ? undefined : key);
  };

  readonly focused = (focus: FocusEvent): void => {
    const isTool = focus.target instanceof HTMLButtonElement;
    if (this.#pointer !== undefined && !isTool) return;
    this.#focused = this.#keyAt(focus);
    this.#set(this.#focused);
  };

  readonly left = (blur: FocusEvent): void => {
    if (blur.relatedTarget instanceof Node && this.#host.region.contains(blur.relatedTarget)) return;
    this.#focused = undefined;
    this.#set(undefined);
  };

  readonly keyed = (press: KeyboardEvent): void => {
    this.#pointer = undefined;
    if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return;
    const item = itemOf(press);
    if (press.key === 'ArrowUp' || press.key === 'ArrowDown') {
      const next = item ? this.#nextTo(item, press.key) : this.#inSight(press.key);
      if (!next) return;
      press.preventDefault();
      next.focus();
    } else if (item && press.target === item && (press.key === 'Enter' || press.key.toLowerCase() === 'r')) {
      const key = this.#host.keyOf(item);
      if (key === undefined) return;
      press.preventDefault();
      this.#host.reply(key);
    }
  };

  #set(key: string | undefined): void {
    if (key === this.key) return;
    this.key = key;
    this.#host.requestUpdate();
  }

  #keyAt(happening: Event): string | undefined {
    const item = itemOf(happening);
    return item && this.#host.keyOf(item);
  }

  #nextTo(item: HTMLElement, arrow: string): HTMLElement | undefined {
    const { elements } = this.#host;
    const place = elements.indexOf(item);
    const isMessage = (one: HTMLElement) => this.#host.keyOf(one) !== undefined;
    return arrow === 'ArrowUp' ? elements.slice(0, place).findLast(isMessage) : elements.slice(place + 1).find(isMessage);
  }

  /** The last message that is in sight on the way up, the first on the way down. */
  #inSight(arrow: string): HTMLElement | undefined {
    const { top, bottom } = this.#host.region.getBoundingClientRect();
    const messages = this.#host.elements.filter((one) => this.#host.keyOf(one) !== undefined);
    const isAbove = (one: HTMLElement) => one.getBoundingClientRect().bottom <= bottom + 1;
    const isBelow = (one: HTMLElement) => one.getBoundingClientRect().top >= top - 1;
    return arrow === 'ArrowUp' ? messages.findLast(isAbove) : messages.find(isBelow) ?? messages.at(-1);
  }
}

function itemOf({ target }: Event): HTMLElement | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('li') ?? undefined : undefined;
}

function isPressed({ target }: Event): boolean {
  return target instanceof Element && target.closest('a, button, summary') !== null;
}

function hasSelection(): boolean {
  return getSelection()?.isCollapsed === false;
}
