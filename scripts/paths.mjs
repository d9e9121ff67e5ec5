import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} folder */
function entriesOf(folder) {
  return existsSync(ROOT + folder) ? readdirSync(ROOT + folder, { withFileTypes: true }) : [];
}

/**
 * The files below a folder, sorted, with their paths from the root. None, where there is no such folder.
 * @param {string} folder from the root
 * @returns {string[]}
 */
export function filesBelow(folder) {
  return entriesOf(folder)
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .toSorted();
}

/**
 * The files in a folder itself, as above.
 * @param {string} folder from the root
 * @returns {string[]}
 */
export function filesIn(folder) {
  return entriesOf(folder).filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`).toSorted();
}
