import assert from 'node:assert/strict';
import { puppeteerCore } from '@web/test-runner-chrome';
import { CHROMIUM_ARGS, ENGINE_NAMES, ENGINE_TITLES, findEngines, parseEngines, type EngineName } from './engines.mjs';
import { WebKitDriver } from './webkit-driver.mjs';

/** W3C WebDriver's code point for Enter: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const ENTER = '\uE007';

/** One page in a browser of its own, as far as all drivers can do it. */
export interface EnginePage {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  /** Into what has the focus. */
  type(text: string): Promise<unknown>;
  pressEnter(): Promise<unknown>;
  /**
   * Calls a function in the page, where it knows its arguments alone, and waits for what it promises. It must not name
   * functions inside of it.
   */
  call<Args extends readonly unknown[], Result>(run: (...args: Args) => Result | Promise<Result>, ...args: Args): Promise<Result>;
  close(): Promise<unknown>;
}

/** @returns why an engine is not driven now, or false */
export function skipReason(engine: EngineName): string | false {
  const { SALA_ENGINES } = process.env;
  const names = SALA_ENGINES ? parseEngines(SALA_ENGINES) : ENGINE_NAMES;
  if (!names.includes(engine)) return `${ENGINE_TITLES[engine]} is not among SALA_ENGINES.`;
  return findEngines()[engine] ? false : `There is no ${ENGINE_TITLES[engine]} on this machine.`;
}

/** @param profile a folder for what the browser remembers; WebKitGTK, when it is driven, remembers nothing */
export function openEngine(engine: EngineName, profile?: string): Promise<EnginePage> {
  return engine === 'webkit' ? openWebKit() : openByPuppeteer(engine, profile);
}

async function openByPuppeteer(engine: 'chromium' | 'firefox', profile: string | undefined): Promise<EnginePage> {
  const executablePath = findEngines()[engine] ?? assert.fail(`There is no ${ENGINE_TITLES[engine]}.`);
  const browser = await puppeteerCore.launch({
    executablePath,
    ...(engine === 'chromium' ? { browser: 'chrome', args: [...CHROMIUM_ARGS, '--lang=en-GB'] } : { browser: 'firefox' }),
    ...(profile === undefined ? {} : { userDataDir: profile }),
    headless: true,
  });
  const page = await browser.newPage();
  return {
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    type: (text) => page.keyboard.type(text),
    pressEnter: () => page.keyboard.press('Enter'),
    call: async <Args extends readonly unknown[], Result>(run: (...args: Args) => Result | Promise<Result>, ...args: Args) =>
      await page.evaluate(`(${String(run)})(...${JSON.stringify(args)})`) as Result,
    close: () => browser.close(),
  };
}

async function openWebKit(): Promise<EnginePage> {
  const paths = findEngines().webkit ?? assert.fail('There is no WebKitGTK.');
  const driver = new WebKitDriver();
  try {
    await driver.start(paths);
  } catch (error) {
    await driver.stop();
    throw error;
  }
  const type = (text: string) => driver.act({
    type: 'key',
    id: 'keyboard',
    actions: Array.from(text).flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]),
  });
  return {
    goto: (url) => driver.command('url', { url }),
    reload: () => driver.command('refresh', {}),
    type,
    pressEnter: () => type(ENTER),
    call: async <Args extends readonly unknown[], Result>(run: (...args: Args) => Result | Promise<Result>, ...args: Args) =>
      await driver.command('execute/sync', { script: `return (${String(run)})(...arguments);`, args }) as Result,
    close: () => driver.stop(),
  };
}
