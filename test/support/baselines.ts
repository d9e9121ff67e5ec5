import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const BASELINES = new URL('../visual/baselines/', import.meta.url);

/** Where pictures go that are not as they were. Git does not know it. */
const DIFFERENT = new URL('../../dist/visual/', import.meta.url);

/** How much a pixel's colour may differ, from 0 to 1: what smoothing of letters and curves does is less. */
const COLOUR_TOLERANCE = 0.15;
/** How many pixels of a picture may differ: fewer than a letter has. */
const PIXELS_TOLERANCE = 12;

/** The version of Chromium with which the baselines were made. Another one draws letters otherwise. */
export const BASELINE_MAJOR = readFileSync(new URL('chromium-version', BASELINES), 'utf8').trim();

/**
 * Compares a picture with its baseline. With SALA_BASELINES=write it becomes the baseline. With another version of
 * Chromium a difference is told and is no failure.
 *
 * @throws where it differs, with the picture of the difference as an address for a browser's address bar
 */
export function comparePicture(t: TestContext, name: string, bytes: Buffer, major: string): void {
  const path = new URL(`${name}.png`, BASELINES);
  if (process.env['SALA_BASELINES'] === 'write') {
    assert.equal(major, BASELINE_MAJOR, `The baselines are of Chromium ${BASELINE_MAJOR}. Change test/visual/baselines/chromium-version to make all of them anew.`);
    writeFileSync(path, bytes);
    return;
  }
  assert.ok(existsSync(path), `There is no baseline for "${name}". Look at the page, then run: npm run baselines`);
  const [was, is] = [PNG.sync.read(readFileSync(path)), PNG.sync.read(bytes)];
  const isSameSize = was.width === is.width && was.height === is.height;
  const difference = new PNG({ width: was.width, height: was.height });
  const pixels = isSameSize
    ? pixelmatch(was.data, is.data, difference.data, was.width, was.height, { threshold: COLOUR_TOLERANCE })
    : Infinity;
  if (pixels <= PIXELS_TOLERANCE) return;
  mkdirSync(DIFFERENT, { recursive: true });
  const shown = isSameSize ? PNG.sync.write(difference) : bytes;
  for (const [kind, picture] of [['now', bytes], ['difference', shown]] as const) writeFileSync(new URL(`${name}.${kind}.png`, DIFFERENT), picture);
  const what = isSameSize ? `${pixels} pixels of "${name}" differ` : `"${name}" is ${is.width} × ${is.height}, and was ${was.width} × ${was.height}`;
  const words = `${what}: see ${fileURLToPath(DIFFERENT)}, or paste this into a browser's address bar:\ndata:image/png;base64,${shown.toString('base64')}`;
  if (major === BASELINE_MAJOR) assert.fail(words);
  t.diagnostic(`${what}. This is Chromium ${major}, the baselines are of ${BASELINE_MAJOR}: no failure.`);
}

/** Forgets the differences of the last run. */
export function forgetDifferences(): void {
  rmSync(DIFFERENT, { recursive: true, force: true });
}
