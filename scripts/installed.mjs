// Whether what is installed is what the lock file says, whoever installed it. Takes some milliseconds and no network.
import { readFileSync, statSync } from 'node:fs';

/**
 * @typedef {object} Package what a lock file says of one
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/** @param {string} path of a lock file @returns {[path: string, said: Package][] | undefined} by their folders; undefined where there is no such file */
function packagesOf(path) {
  try {
    const packages = /** @type {Record<string, Package>} */ (JSON.parse(readFileSync(path, 'utf8')).packages);
    return Object.entries(packages).filter(([folder]) => folder !== '');
  } catch {
    return undefined;
  }
}

/** @param {string} root with a slash at its end @returns {boolean} */
export function isInstalled(root) {
  const wanted = packagesOf(`${root}package-lock.json`);
  // npm writes this one when all is in its place.
  const found = packagesOf(`${root}node_modules/.package-lock.json`);
  if (!wanted || !found) return false;
  const there = new Map(found);
  const isThere = (/** @type {string} */ folder, /** @type {Package} */ { version, integrity, link }) => {
    const one = there.get(folder);
    return one?.version === version && one?.integrity === integrity && one?.link === link && isWritten(`${root}${folder}/package.json`);
  };
  const names = new Set(wanted.map(([folder]) => folder));
  // One that stands within another may hide the one that is wanted. Elsewhere what somebody added for a trial does no harm.
  const hides = (/** @type {string} */ folder) => !names.has(folder) && folder.lastIndexOf('node_modules/') > 0;
  // npm leaves out what is optional and for another system, or for another Node.
  return wanted.every(([folder, said]) => isThere(folder, said) || (said.optional && !there.has(folder)))
    && found.every(([folder, said]) => isForThisSystem(said) && !hides(folder));
}

/** @param {string} path @returns {boolean} whether there is such a file with something in it */
function isWritten(path) {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Whether it was installed for a system such as this one: a folder may have been copied. @param {Package} said */
function isForThisSystem({ os, cpu, libc }) {
  return allows(os, process.platform) && allows(cpu, process.arch) && (!libc || allows(libc, libcHere()));
}

/** @param {string[] | undefined} list names, or names with `!` that are excluded @param {string} name */
function allows(list, name) {
  if (!list || list.includes('any')) return true;
  return !list.includes(`!${name}`) && (list.includes(name) || list.every((one) => one.startsWith('!')));
}

/** @type {string | undefined} */
let libc;

function libcHere() {
  if (libc) return libc;
  // Without this the report would look up the names of all connections.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = /** @type {{header: {glibcVersionRuntime?: string}}} */ (process.report.getReport());
  libc = header.glibcVersionRuntime ? 'glibc' : 'musl';
  return libc;
}
