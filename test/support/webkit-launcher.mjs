import { WebKitDriver } from './webkit-driver.mjs';

/** W3C WebDriver's code points for keys that write nothing: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = new Map([
  ['Backspace', '\uE003'], ['Tab', '\uE004'], ['Enter', '\uE007'], ['Shift', '\uE008'], ['Control', '\uE009'],
  ['Alt', '\uE00A'], ['Escape', '\uE00C'], ['Space', ' '], ['PageUp', '\uE00E'], ['PageDown', '\uE00F'],
  ['End', '\uE010'], ['Home', '\uE011'], ['ArrowLeft', '\uE012'], ['ArrowUp', '\uE013'], ['ArrowRight', '\uE014'],
  ['ArrowDown', '\uE015'], ['Delete', '\uE017'], ['Meta', '\uE03D'],
]);

const BUTTONS = ['left', 'middle', 'right'];

/** As large as the other launchers make it. */
const VIEWPORT = { width: 800, height: 600 };

/**
 * Runs tests in WebKitGTK, one file after the other in one window. To Web Test Runner it looks like Puppeteer, which
 * it drives the other engines with, so that its commands (keys, mouse, viewport) work here as well.
 *
 * @param {import('./engines.mjs').WebKit} paths
 * @returns {import('@web/test-runner').BrowserLauncher & {getPage: () => ReturnType<typeof pageOf>}}
 */
export function webkitLauncher(paths) {
  /** @type {WebKitDriver | undefined} */
  let driver;
  /** @type {string | undefined} */
  let active;

  return {
    name: 'WebKitGTK',
    type: 'puppeteer',
    concurrency: 1,
    async startSession(session, url) {
      if (!driver) {
        driver = new WebKitDriver();
        await driver.start(paths);
      }
      active = session;
      await setViewport(driver, VIEWPORT);
      await driver.command('url', { url });
    },
    isActive: (session) => session === active,
    getBrowserUrl: () => driver?.command('url'),
    async stopSession() {
      active = undefined;
      // Ends whatever the test left running.
      await driver?.command('url', { url: 'about:blank' });
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('Failed to debug: WebKitGTK has no screen here. Use Chromium.')),
    stop: async () => driver?.stop(),
    getPage() {
      if (!driver) throw new Error('Failed to get the page: WebKitGTK was not started.');
      return pageOf(driver);
    },
  };
}

/** @param {WebKitDriver} driver */
function pageOf(driver) {
  /** @param {object[]} actions */
  const keys = (...actions) => driver.act({ type: 'key', id: 'keyboard', actions });
  /** @param {object[]} actions */
  const pointer = (...actions) => driver.act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });

  return {
    keyboard: {
      /** @param {string} key */
      down: (key) => keys({ type: 'keyDown', value: KEYS.get(key) ?? key }),
      /** @param {string} key */
      up: (key) => keys({ type: 'keyUp', value: KEYS.get(key) ?? key }),
      /** @param {string} key */
      press: (key) => keys(...stroke(KEYS.get(key) ?? key)),
      /** @param {string} text */
      type: (text) => keys(...Array.from(text).flatMap(stroke)),
    },
    mouse: {
      /** @param {number} x @param {number} y */
      move: (x, y) => pointer(to(x, y)),
      /** @param {{button?: string}} options */
      down: ({ button }) => pointer(click('pointerDown', button)),
      /** @param {{button?: string}} options */
      up: ({ button }) => pointer(click('pointerUp', button)),
      /** @param {number} x @param {number} y @param {{button?: string}} options */
      click: (x, y, { button }) => pointer(to(x, y), click('pointerDown', button), click('pointerUp', button)),
      reset: () => driver.command('actions', { actions: [] }),
    },
    /** @param {{width: number, height: number}} size */
    setViewport: (size) => setViewport(driver, size),
  };
}

/** @param {string} type @param {string} [button] */
function click(type, button = 'left') {
  return { type, button: BUTTONS.indexOf(button) };
}

/** @param {number} x @param {number} y */
function to(x, y) {
  return { type: 'pointerMove', x, y, origin: 'viewport' };
}

/** @param {string} value */
function stroke(value) {
  return [{ type: 'keyDown', value }, { type: 'keyUp', value }];
}

/**
 * The window has a frame around the viewport.
 * @param {WebKitDriver} driver
 * @param {{width: number, height: number}} size
 */
async function setViewport(driver, { width, height }) {
  const script = 'return [outerWidth - innerWidth, outerHeight - innerHeight];';
  const [right, bottom] = await driver.command('execute/sync', { script, args: [] });
  await driver.command('window/rect', { width: width + right, height: height + bottom });
}
