/** How far from its end the log may be scrolled and still follow what is new, in pixels. */
const END_MARGIN_PX = 48;

/** What is shown stands below the upper edge by this part of the log's height. */
const LEAD = 0.2;

interface Anchor {
  readonly element: Element;
  /** Where it was on the screen, and how far the log was scrolled then, in pixels. */
  readonly top: number;
  readonly scrollTop: number;
}

/**
 * Where the reader of a log is: at its end, which is followed, or at an entry, which stays where it is on the screen
 * whatever is put above it. Not left to the browsers' own scroll anchoring, which WebKit does not have.
 */
export class ScrollPlace {
  isAtEnd = true;
  readonly #log: HTMLElement;
  readonly #list: HTMLElement;
  #anchor: Anchor | undefined;
  /** How high the log was when that was noted, in pixels. */
  #height = 0;

  /**
   * @param log what scrolls
   * @param list the parent of its entries
   */
  constructor(log: HTMLElement, list: HTMLElement) {
    this.#log = log;
    this.#list = list;
  }

  /** Within one screen of its start, where there is a screen at all: also where the whole log is that short. */
  get isNearStart(): boolean {
    return this.#log.clientHeight > 0 && this.#log.scrollTop <= this.#log.clientHeight;
  }

  toEnd(): void {
    this.isAtEnd = true;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#remember();
  }

  /**
   * To where something is in sight: it stands below the upper edge by a part of the height, unless the end comes first.
   * Where it is in sight at the end, that is where one goes.
   */
  toItem(element: Element): void {
    const { top } = this.#log.getBoundingClientRect();
    const lead = this.#log.clientHeight * LEAD;
    this.#log.scrollTop += element.getBoundingClientRect().top - top - lead;
    this.scrolled();
  }

  /** The log was scrolled: by the reader, unless its height has changed, as when the composer grows. */
  scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#log;
    if (clientHeight !== this.#height) return this.restore();
    this.isAtEnd = scrollHeight - scrollTop - clientHeight <= END_MARGIN_PX;
    this.#remember();
  }

  /** The log is about to change. What was scrolled and not told of yet is not to be undone afterwards. */
  hold(): void {
    if (!this.#anchor) return;
    const { element, top, scrollTop } = this.#anchor;
    const now = this.#log.scrollTop;
    this.#anchor = { element, top: top + scrollTop - now, scrollTop: now };
  }

  /** The log has changed: its end or the reader's entry goes back to its place. */
  restore(follows = this.isAtEnd): void {
    if (this.#log.clientHeight === 0) return;
    if (follows) return this.toEnd();
    if (this.#anchor?.element.isConnected) {
      this.#log.scrollTop += this.#anchor.element.getBoundingClientRect().top - this.#anchor.top;
    }
    this.#remember();
  }

  #remember(): void {
    this.#height = this.#log.clientHeight;
    const element = this.#firstInSight();
    this.#anchor = element && { element, top: element.getBoundingClientRect().top, scrollTop: this.#log.scrollTop };
  }

  /** What is said there, rather than the entry: the day and the name above it may go when something is put before. */
  #firstInSight(): Element | undefined {
    const { top } = this.#log.getBoundingClientRect();
    const { children } = this.#list;
    let [low, high] = [0, children.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const isAbove = (children[middle]?.getBoundingClientRect().bottom ?? 0) <= top;
      if (isAbove) low = middle + 1;
      else high = middle;
    }
    return children[low]?.querySelector('.text, .event') ?? undefined;
  }
}
