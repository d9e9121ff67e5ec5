// Runs inside of the page that is measured, before its own scripts, and measures it by `window.probe`.

/** A frame that took longer than this was late: one and a half of those of a screen with 60 in a second. */
const FRAME_MAX_MS = 25;

/** How long a test waits for something to be on the screen, in milliseconds. */
const LONGEST_WAIT_MS = 20_000;

/** Where nothing has come above for so many frames, nothing more will. */
const STILL_FRAMES = 10;

/** What is found by following selectors through shadow roots. @param {...string} path @returns {any} */
const find = (...path) => {
  /** @type {any} */
  let root = document;
  for (const selector of path) root = root?.querySelector(selector)?.shadowRoot ?? root?.querySelector(selector);
  return root;
};

const log = () => find('sala-app', 'sala-chat-page', 'sala-message-log');
const region = () => log()?.querySelector('[role=log]');

/** The end of the next frame: what was drawn in it has been handed to the screen. @returns {Promise<number>} */
const frame = () => new Promise((resolve) => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve(performance.now()), { once: true });
    port1.start();
    port2.postMessage(null);
  });
});

/** Notes which elements of the page are drawn anew, from now on. @returns {string[]} their names */
function noteRenders() {
  /** @type {any} What draws is in the class from which all elements come. */
  let drawer = customElements.get('sala-app')?.prototype;
  while (drawer && !Object.hasOwn(drawer, 'performUpdate')) drawer = Object.getPrototypeOf(drawer);
  const { performUpdate } = drawer;
  /** @type {string[]} */
  const names = [];
  drawer.performUpdate = function note(/** @type {unknown[]} */ ...given) {
    names.push(this.localName);
    return performUpdate.apply(this, given);
  };
  return names;
}

class Probe {
  /** @type {string[] | undefined} */
  #renders;
  /** @type {number[]} */
  #longTasks = [];
  /** @type {number[]} */
  #frames = [];
  #isCounting = false;

  constructor() {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.#longTasks.push(duration);
    }).observe({ type: 'longtask' });
  }

  begin() {
    this.#longTasks = [];
    this.#frames = [];
    this.#isCounting = true;
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      this.#frames.push(now - last);
      last = now;
      if (this.#isCounting) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }

  end() {
    this.#isCounting = false;
    const [frames, longTasks] = [this.#frames, this.#longTasks];
    return {
      frames: frames.length,
      late: frames.filter((ms) => ms > FRAME_MAX_MS).length,
      longestFrame: Math.max(0, ...frames),
      longTasks: longTasks.length,
      longestTask: Math.max(0, ...longTasks),
    };
  }

  /** Opens a room, and waits until its last message is painted. @param {string} room @param {string} text */
  async open(room, text) {
    const links = [...find('sala-app', 'sala-chat-page', 'sala-room-list').querySelectorAll('a')];
    const link = links.find(({ textContent }) => textContent.includes(room));
    const start = performance.now();
    link.click();
    await this.#until(() => [...(log()?.querySelectorAll('.text') ?? [])].at(-1)?.textContent === text);
    return (await frame()) - start;
  }

  /** Until a text is the last of the log. @param {string} text */
  async sees(text) {
    await this.#until(() => [...(log()?.querySelectorAll('.text') ?? [])].at(-1)?.textContent === text);
  }

  /** Scrolls from the end to the start of all that is kept, a quarter of a screen in every frame. */
  async scrollToStart() {
    const end = performance.now() + 6 * LONGEST_WAIT_MS;
    for (let still = 0; still < STILL_FRAMES; still = region().scrollTop > 0 || log().host.hasEarlier ? 0 : still + 1) {
      if (performance.now() > end) throw new Error('The start was not reached.');
      region().scrollTop -= region().clientHeight / 4;
      await frame();
    }
  }

  async scrollToEnd() {
    const isThere = () => region().scrollHeight - region().clientHeight - region().scrollTop < 2;
    while (!isThere()) {
      region().scrollTop += region().clientHeight / 2;
      await frame();
    }
  }

  /** The elements that were drawn anew since this was last called. */
  renders() {
    this.#renders ??= noteRenders();
    return this.#renders.splice(0);
  }

  /** How many entries are drawn. */
  count() {
    return log().querySelectorAll('li').length;
  }

  /** @param {() => boolean} holds */
  async #until(holds) {
    for (const end = performance.now() + LONGEST_WAIT_MS; !holds();) {
      if (performance.now() > end) throw new Error('Waited in vain for a message.');
      await frame();
    }
  }
}

Object.assign(window, { probe: new Probe() });
