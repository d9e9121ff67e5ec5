// Finds the engines to test in, and installs what is missing where it can: on Debian and Ubuntu as root.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ENGINE_NAMES, ENGINE_TITLES, findCommand, findEngines } from '../test/support/engines.mjs';

/** @typedef {import('../test/support/engines.mjs').EngineName} EngineName */

/** Debian's packages. @type {Record<EngineName, string[]>} */
const PACKAGES = {
  chromium: ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'],
  firefox: ['firefox-esr', 'fonts-liberation', 'fonts-noto-color-emoji'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'fonts-liberation', 'fonts-noto-color-emoji'],
};

function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !findCommand('apt-get')) return false;
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** @param {string[]} args */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

/**
 * Each engine by itself: one that this system does not have must not keep the others out.
 * @param {readonly EngineName[]} names
 */
function install(names) {
  console.log(`Installing ${names.map((name) => ENGINE_TITLES[name]).join(', ')} …`);
  apt(['update']);
  for (const name of names) apt(['install', '--yes', '--no-install-recommends', ...PACKAGES[name]]);
}

/**
 * Says on the screen what runs and what does not.
 * @param {readonly EngineName[] | undefined} demanded these alone; else whatever there is
 * @returns {{engines: EngineName[], missing: EngineName[]}}
 */
export function prepareEngines(demanded) {
  const wanted = demanded ?? ENGINE_NAMES;
  const absent = () => wanted.filter((name) => !findEngines()[name]);
  if (absent().length > 0 && canInstall()) install(absent());

  const found = findEngines();
  const missing = absent();
  const engines = wanted.filter((name) => !missing.includes(name));
  for (const name of engines) {
    const place = found[name];
    console.log(`Engine: ${ENGINE_TITLES[name]} (${typeof place === 'string' ? place : place?.browser})`);
  }
  for (const name of missing) console.log(`Engine not found: ${ENGINE_TITLES[name]}${demanded ? ', which is demanded' : ''}`);
  for (const name of ENGINE_NAMES) if (!wanted.includes(name)) console.log(`Engine not asked for: ${ENGINE_TITLES[name]}`);
  return { engines, missing };
}
