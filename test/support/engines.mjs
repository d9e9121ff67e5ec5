// Finds the browsers of this machine. CHROME_PATH and FIREFOX_PATH come first.
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * @typedef {'chromium' | 'firefox' | 'webkit'} EngineName
 * @typedef {{driver: string, browser: string, display: string}} WebKit WebKitGTK's driver and browser, and Xvfb
 */

/** @type {readonly EngineName[]} in the order in which they run */
export const ENGINE_NAMES = ['chromium', 'firefox', 'webkit'];

/** @type {Record<EngineName, string>} */
export const ENGINE_TITLES = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' };

/** Edge is a Chromium too, and the one that every Windows has. */
const CHROMIUM = {
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'],
  macFiles: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((app) => `${app}.app/Contents/MacOS/${app}`),
  windowsFiles: ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
};

const FIREFOX = {
  commands: ['firefox-esr', 'firefox'],
  macFiles: ['Firefox.app/Contents/MacOS/firefox'],
  windowsFiles: ['Mozilla Firefox/firefox.exe'],
};

/** @type {(path: string) => boolean} */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} command
 * @returns {string | undefined} its path
 */
export function findCommand(command) {
  return findIn((process.env['PATH'] ?? '').split(delimiter).filter(Boolean), [command]);
}

/** @param {string[]} folders @param {string[]} files */
function findIn(folders, files) {
  return folders.flatMap((folder) => files.map((file) => join(folder, file))).find(isExecutable);
}

/**
 * @param {typeof CHROMIUM} places
 * @param {string | undefined} chosen
 * @returns {string | undefined}
 */
function findBrowser({ commands, macFiles, windowsFiles }, chosen) {
  if (chosen) return isExecutable(chosen) ? chosen : undefined;
  if (process.platform === 'darwin') {
    return findIn(['/Applications', join(homedir(), 'Applications')], macFiles);
  }
  if (process.platform === 'win32') {
    return findIn(['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []), windowsFiles);
  }
  return commands.map(findCommand).find((path) => path !== undefined);
}

/** @returns {WebKit | undefined} */
function findWebKit() {
  const driver = findCommand('WebKitWebDriver');
  const display = findCommand('Xvfb');
  const folders = process.platform === 'linux' ? ['/usr/libexec', ...libraryFolders()] : [];
  const browser = folders.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`).find(isExecutable);
  return driver && display && browser ? { driver, display, browser } : undefined;
}

/** Debian's libraries lie in a folder for each architecture. */
function libraryFolders() {
  return readdirSync('/usr/lib', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `/usr/lib/${entry.name}`);
}

/** @returns {{chromium: string | undefined, firefox: string | undefined, webkit: WebKit | undefined}} */
export function findEngines() {
  return {
    chromium: findBrowser(CHROMIUM, process.env['CHROME_PATH']),
    firefox: findBrowser(FIREFOX, process.env['FIREFOX_PATH']),
    webkit: findWebKit(),
  };
}

/**
 * @param {string} list such as `chromium,firefox`
 * @returns {EngineName[]}
 */
export function parseEngines(list) {
  return list.split(',').map((word) => {
    const name = ENGINE_NAMES.find((known) => known === word.trim());
    if (name) return name;
    throw new Error(`Failed to read the engines: there is no "${word}". Choose from ${ENGINE_NAMES.join(', ')}.`);
  });
}

/** Root has no sandbox in a container; the rest keeps Chromium from calling home and from starting what no test needs. */
export const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];
