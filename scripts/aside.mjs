// New files are made aside and take the place of the former ones in a moment: what works stays until then, also where
// making them fails or is killed.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A process has a folder of its own: `<what>-<its id>`. */
const ASIDE = '.cache';

/** Why this system takes no files here, in words. @type {Record<string, string>} */
const REASONS = {
  EACCES: 'This folder may not be written',
  EPERM: 'This folder may not be written',
  EROFS: 'This folder may not be written',
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk is full',
  EBUSY: 'A folder that should be replaced is in use, or is mounted',
  EXDEV: 'A folder that should be replaced is on another disk',
};

/** @param {unknown} error @returns {string | undefined} a sentence, where the system says why */
export function reasonOf(error) {
  const { code = '', path = '' } = /** @type {NodeJS.ErrnoException} */ (error);
  const reason = REASONS[code];
  return reason && `${reason} (${code}${path && ` ${path}`}).`;
}

/**
 * Makes an empty folder beside what is there. Takes away what an earlier process left that was killed, and puts back
 * what it had taken away last.
 *
 * @param {string} root with a slash at its end
 * @param {string} what is made, such as `node_modules`
 * @returns {string} the folder, with a slash at its end
 */
export function makeAside(root, what) {
  const all = `${root}${ASIDE}/`;
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all).filter((each) => each.startsWith(`${what}-`))) {
    const pid = Number(name.slice(what.length + 1));
    if (pid !== process.pid && isAlive(pid)) continue;
    if (!existsSync(root + what) && existsSync(`${all}${name}/former`)) renameSync(`${all}${name}/former`, root + what);
    remove(all + name);
  }
  const folder = `${all}${what}-${process.pid}/`;
  mkdirSync(folder);
  return folder;
}

/**
 * Puts a new folder in the place of the former one, which need not be there.
 *
 * @param {string} root @param {string} what @param {string} aside the folder that has the new one in it, by that name
 */
export function replace(root, what, aside) {
  const hasFormer = existsSync(root + what);
  if (hasFormer) renameSync(root + what, `${aside}former`);
  try {
    renameSync(join(aside, what), root + what);
  } catch (error) {
    if (hasFormer) renameSync(`${aside}former`, root + what);
    throw error;
  }
}

/** Removes what was made aside. What may not be removed stays: it harms nobody. @param {string} folder */
export function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It belongs to somebody else.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // In a container nobody may take notice of one that has ended: it stays, without its command.
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
