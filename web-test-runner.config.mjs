import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_ARGS, ENGINE_NAMES, findEngines, parseEngines } from './test/support/engines.mjs';
import { browserReporter } from './test/support/browser-reporter.mjs';
import { serveBuiltApp } from './test/support/built-app.mjs';
import { testPage } from './test/support/test-page.mjs';
import { webkitLauncher } from './test/support/webkit-launcher.mjs';

const found = findEngines();

const launchers = {
  chromium: () => found.chromium && chromeLauncher({ launchOptions: { executablePath: found.chromium, args: CHROMIUM_ARGS } }),
  firefox: () => found.firefox && Object.assign(
    chromeLauncher({ puppeteer: puppeteerCore, launchOptions: { browser: 'firefox', executablePath: found.firefox, headless: true } }),
    { name: 'Firefox' },
  ),
  webkit: () => found.webkit && webkitLauncher(found.webkit),
};

const { SALA_ENGINES } = process.env;
const names = SALA_ENGINES ? parseEngines(SALA_ENGINES) : ENGINE_NAMES;

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/{components,demo}/**/*.test.ts',
  middleware: [serveBuiltApp],
  browsers: names.flatMap((name) => launchers[name]() || []),
  // With more, axe hangs in pages that are not in front.
  concurrency: 1,
  concurrentBrowsers: 1,
  nodeResolve: true,
  plugins: [esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: fileURLToPath(new URL('src/tsconfig.json', import.meta.url)) })],
  testFramework: { config: { timeout: 20_000 } },
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testRunnerHtml: testPage,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode.'),
  reporters: [browserReporter()],
};
