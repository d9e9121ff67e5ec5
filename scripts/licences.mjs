// The licences of what the page has in it that is not ours, as a file beside it: their authors ask for that.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ROOT } from './paths.mjs';

/** What the service worker has in it, which is a build of its own. */
const OF_WORKER = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies', 'msw'];

const FILE = 'licences.txt';

/** Of `server/rooms/confusables.ts`, which the demo has in it. */
const UNICODE = `${ROOT}LICENSES/Unicode-3.0.txt`;

/** @param {string} id of a module @returns {string | undefined} the folder of its package, from the root of node_modules */
function packageOf(id) {
  const path = id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
  if (!id.includes('/node_modules/')) return undefined;
  const [first = '', second = ''] = path.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** @param {string} name @returns {string} */
function licenceOf(name) {
  const folder = `${ROOT}node_modules/${name}/`;
  const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  const text = file === undefined ? 'The package has no text of it.' : readFileSync(folder + file, 'utf8').trim();
  return `${name} ${version}: ${license}\n\n${text}\n`;
}

/** @param {Iterable<string>} names @returns {string} begins with a mark that says that it is UTF-8 */
function licencesOf(names) {
  const there = [...new Set(names)].filter((name) => existsSync(`${ROOT}node_modules/${name}/package.json`)).toSorted();
  const unicode = `Data of Unicode's UTS #39, modified: Unicode-3.0\n\n${readFileSync(UNICODE, 'utf8')}`;
  return `\uFEFFSala is made with these libraries.\n\n${[...there.map(licenceOf), unicode].join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** @returns {import('vite').Plugin} */
export function licences() {
  return {
    name: 'sala-licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
      const names = ids.flatMap((id) => packageOf(id) ?? []);
      this.emitFile({ type: 'asset', fileName: FILE, source: licencesOf([...names, ...OF_WORKER]) });
    },
  };
}
