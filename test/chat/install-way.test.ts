import { test } from 'node:test';
import { expect } from 'chai';
import { installWay, type InstallWay, type Surroundings } from '../../src/pwa/install.ts';

const MOZILLA = 'Mozilla/5.0';
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const MAC = `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT}`;
const IPHONE = `${MOZILLA} (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${WEBKIT}`;
const FIREFOX = (system: string, version: number) => `${MOZILLA} (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;
const WINDOWS = 'Windows NT 10.0; Win64; x64';
const CHROME = `${MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`;

/** A desktop browser that says nothing by itself. */
const PLAIN: Surroundings = {
  isSecure: true, isInstalled: false, hasQuestion: false, hasQuestions: false, hasStandalone: false, maxTouchPoints: 0, userAgent: '',
};
const APPLE_TOUCH = { hasStandalone: true, maxTouchPoints: 5 };

const WAYS: readonly (readonly [browser: string, surroundings: Partial<Surroundings>, way: InstallWay | undefined])[] = [
  ['Chromium that has a question', { hasQuestions: true, hasQuestion: true, userAgent: CHROME }, 'prompt'],
  ['Chromium that has none', { hasQuestions: true, userAgent: CHROME }, undefined],
  ['Chromium on Android that has none', { hasQuestions: true, maxTouchPoints: 5, userAgent: CHROME }, undefined],
  ['Safari on an iPhone', { ...APPLE_TOUCH, userAgent: `${IPHONE} Version/18.6 Mobile/15E148 Safari/604.1` }, 'ios'],
  ['Chrome on an iPhone', { ...APPLE_TOUCH, userAgent: `${IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1` }, 'ios'],
  ['Firefox on an iPhone', { ...APPLE_TOUCH, userAgent: `${IPHONE} FxiOS/143.0 Mobile/15E148 Safari/605.1.15` }, 'ios'],
  ['Safari on an iPad that says it were a Mac', { ...APPLE_TOUCH, userAgent: `${MAC} Version/18.6 Safari/605.1.15` }, 'ios'],
  ['a page inside of another app on an iPhone', { ...APPLE_TOUCH, userAgent: `${IPHONE} Mobile/15E148 [FBAN/FBIOS]` }, undefined],
  ['Safari on a Mac', { userAgent: `${MAC} Version/17.0 Safari/605.1.15` }, 'safari-mac'],
  ['Safari on a Mac that had standalone as well', { hasStandalone: true, userAgent: `${MAC} Version/26.0 Safari/605.1.15` }, 'safari-mac'],
  ['Safari on a Mac before it made apps', { userAgent: `${MAC} Version/16.6 Safari/605.1.15` }, undefined],
  ['WebKitGTK', { userAgent: `${MOZILLA} (X11; Linux x86_64) ${WEBKIT} Version/18.0 Safari/605.1.15` }, undefined],
  ['Firefox on Android', { maxTouchPoints: 5, userAgent: FIREFOX('Android 15; Mobile', 143) }, 'firefox-android'],
  ['Firefox on Windows', { userAgent: FIREFOX(WINDOWS, 143) }, 'firefox-windows'],
  ['Firefox on Windows before it made apps', { userAgent: FIREFOX(WINDOWS, 140) }, 'elsewhere'],
  ['Firefox on Linux', { userAgent: FIREFOX('X11; Linux x86_64', 153) }, 'elsewhere'],
  ['Firefox on a Mac', { userAgent: FIREFOX('Macintosh; Intel Mac OS X 10.15', 153) }, 'elsewhere'],
  ['a browser that nobody knows', { userAgent: `${MOZILLA} (Unknown)` }, undefined],
];

for (const [browser, surroundings, way] of WAYS) {
  test(`the way to install in ${browser} is ${way ?? 'none'}`, () => {
    expect(installWay({ ...PLAIN, ...surroundings })).to.equal(way);
  });
}

test('what is installed already or came over plain http is not installed in any browser', () => {
  for (const [browser, surroundings] of WAYS) {
    expect(installWay({ ...PLAIN, ...surroundings, isInstalled: true }), browser).to.equal(undefined);
    expect(installWay({ ...PLAIN, ...surroundings, isSecure: false }), browser).to.equal(undefined);
  }
});
