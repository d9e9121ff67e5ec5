import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** @type {Record<string, string>} */
const TYPES = { js: 'text/javascript', css: 'text/css', html: 'text/html', svg: 'image/svg+xml', webmanifest: 'application/manifest+json' };

const DOOR_PAGE = '<!doctype html><title>The door of the demo</title><script type="module" src="door.js"></script>';

/** @type {Promise<string> | undefined} */
let doorScript;

/** The frame's script, bundled as the demo's chunk is: MSW's modules are not made for a browser as they are. */
async function bundleDoor() {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { tldts: at('mocks/cookie-domains.ts') } },
    build: { write: false, minify: false, lib: { entry: at('test/demo/door-page.ts'), formats: ['es'] } },
  });
  const [bundle] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ (result);
  return bundle?.output[0].code ?? '';
}

/** @param {string} path below the app's base */
async function read(path) {
  if (path === '/door.html') return DOOR_PAGE;
  if (path === '/door.js') return (doorScript ??= bundleDoor());
  return readFile(at(`dist/page${path === '/' ? '/index.html' : path}`));
}

/**
 * Serves the built page below `/app/`, with its real service worker, and beside it the frame that tests of the demo run
 * in.
 * @type {NonNullable<import('@web/test-runner').TestRunnerConfig['middleware']>[number]}
 */
export async function serveBuiltApp(context, next) {
  if (!context.path.startsWith('/app/')) {
    await next();
    return;
  }
  const path = context.path.slice('/app'.length);
  context.set('Cache-Control', 'no-cache');
  context.body = await read(path);
  context.type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/html';
}
