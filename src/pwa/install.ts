/**
 * How Sala is installed from where it is open: by the browser's own question, or by hand. `elsewhere` is in another
 * browser of the same machine.
 */
export type InstallWay = 'prompt' | 'ios' | 'firefox-android' | 'firefox-windows' | 'safari-mac' | 'elsewhere';

/** What a page knows of its browser. Of two browsers without `beforeinstallprompt` the name alone tells what they can. */
export interface Surroundings {
  /** Browsers install nothing that came over plain http. */
  readonly isSecure: boolean;
  /** The page has a window without a browser's bars. */
  readonly isInstalled: boolean;
  /** The browser has said that it would install the page. */
  readonly hasQuestion: boolean;
  /** The browser is of those that say so. */
  readonly hasQuestions: boolean;
  /** `navigator.standalone` is there, as on every iOS. */
  readonly hasStandalone: boolean;
  /** Of a Mac 0, of an iPad that says it were one 5. */
  readonly maxTouchPoints: number;
  readonly userAgent: string;
}

/** The first Firefox that makes apps, on Windows alone: https://www.firefox.com/firefox/143.0/releasenotes/ */
const FIREFOX_WITH_APPS = 143;

/** The first Safari that makes apps, from macOS 14 on: https://webkit.org/blog/14205/ */
const SAFARI_WITH_APPS = 17;

/** @returns undefined where Sala is installed already, cannot be, or the browser does not say how */
export function installWay(surroundings: Surroundings): InstallWay | undefined {
  const { isSecure, isInstalled, hasQuestion, hasQuestions, hasStandalone, maxTouchPoints, userAgent } = surroundings;
  if (!isSecure || isInstalled) return undefined;
  if (hasQuestion) return 'prompt';
  // It has been installed, or may not be.
  if (hasQuestions) return undefined;
  // A page shown inside of another app has no menu with "Add to Home Screen". Browsers name Safari, such apps do not.
  if (hasStandalone && maxTouchPoints > 1) return userAgent.includes(' Safari/') ? 'ios' : undefined;
  const firefox = versionOf(userAgent, /\bFirefox\/(\d+)/);
  if (firefox > 0) return firefoxWay(firefox, userAgent);
  const safari = userAgent.includes('Macintosh') ? versionOf(userAgent, /\bVersion\/(\d+)\S* Safari\//) : 0;
  return safari >= SAFARI_WITH_APPS ? 'safari-mac' : undefined;
}

function firefoxWay(version: number, userAgent: string): InstallWay {
  if (userAgent.includes('Android')) return 'firefox-android';
  return userAgent.includes('Windows') && version >= FIREFOX_WITH_APPS ? 'firefox-windows' : 'elsewhere';
}

/** @returns 0 where the browser is another one */
function versionOf(userAgent: string, pattern: RegExp): number {
  return Number(pattern.exec(userAgent)?.[1] ?? 0);
}
