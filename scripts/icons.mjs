// Makes the icons that systems ask for from the one drawing, public/icon.svg.
import { readFileSync } from 'node:fs';
import { generateMaskableAsset, generateTransparentAsset } from '@vite-pwa/assets-generator/api';
import { ROOT } from './paths.mjs';

/** What the drawing has behind the white of its bubble. */
export const BRAND_COLOR = '#0b6b57';

/** Launchers cut a maskable icon down to a circle of four fifths of its width: the bubble, with its tail, stays inside. */
const MASKABLE_PADDING = 0.12;

const SIZES = [192, 512];
const SHORTCUT_SIZE = 96;
const APPLE_SIZE = 180;

const EIGHT_BITS = 255;

/** What the generator asks for. They are small as they are. */
const outputOptions = {};

/**
 * @typedef {object} Icon
 * @property {string} path in the page's folder
 * @property {number} size pixels in width and in height
 * @property {'any' | 'maskable' | 'monochrome'} purpose
 * @property {(drawing: Buffer) => Promise<Buffer>} draw
 */

/** @param {string} name @param {number} size @returns {Icon} */
function transparent(name, size) {
  return {
    path: `icons/${name}-${size}.png`, size, purpose: 'any',
    draw: async (drawing) => (await generateTransparentAsset('png', drawing, size, { padding: 0, outputOptions })).toBuffer(),
  };
}

/** The whole square in the drawing's own colour. @param {Buffer} drawing @param {number} size @param {number} padding */
function onBrand(drawing, size, padding) {
  return generateMaskableAsset('png', drawing, size, { padding, outputOptions, resizeOptions: { background: BRAND_COLOR } });
}

/** @param {number} size @returns {Icon} */
function maskable(size) {
  return {
    path: `icons/maskable-${size}.png`, size, purpose: 'maskable',
    draw: async (drawing) => (await onBrand(drawing, size, MASKABLE_PADDING)).toBuffer(),
  };
}

/** The drawing, opaque where it was white, and only there. @param {Buffer} drawing */
function whiteOf(drawing) {
  const brandRed = Number.parseInt(BRAND_COLOR.slice(1, 3), 16) / EIGHT_BITS;
  const scale = 1 / (1 - brandRed);
  // Of white and the brand's green, red alone tells how white a point is.
  const matrix = `0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  ${scale} 0 0 0 ${-brandRed * scale}`;
  const filter = `<filter id="white" color-interpolation-filters="sRGB"><feColorMatrix values="${matrix}"/></filter>`;
  const filtered = String(drawing).replace(/<svg[^>]*>/, `$&${filter}<g filter="url(#white)">`).replace('</svg>', '</g></svg>');
  return Buffer.from(filtered);
}

/** Systems colour a monochrome icon themselves, wherever it is opaque. @param {number} size @returns {Icon} */
function monochrome(size) {
  const { draw } = transparent('monochrome', size);
  return { path: `icons/monochrome-${size}.png`, size, purpose: 'monochrome', draw: (drawing) => draw(whiteOf(drawing)) };
}

export const SHORTCUT_ICON = transparent('any', SHORTCUT_SIZE);

/** @type {Icon} iOS rounds the corners itself, and shows black where there is nothing. */
const APPLE_TOUCH_ICON = {
  path: 'icons/apple-touch.png', size: APPLE_SIZE, purpose: 'any',
  draw: async (drawing) => (await onBrand(drawing, APPLE_SIZE, 0)).toBuffer(),
};

/** Those that the manifest names for the app itself. */
export const APP_ICONS = [
  ...SIZES.map((size) => transparent('any', size)),
  ...SIZES.map(maskable),
  ...SIZES.map(monochrome),
];

const ALL = [...APP_ICONS, SHORTCUT_ICON, APPLE_TOUCH_ICON];

/**
 * Puts the icons into the build, and draws them on demand in development.
 *
 * @returns {import('vite').Plugin}
 */
export function icons() {
  const drawing = () => readFileSync(`${ROOT}public/icon.svg`);
  return {
    name: 'sala-icons',
    configureServer(vite) {
      vite.middlewares.use((request, response, next) => {
        const icon = ALL.find(({ path }) => request.url?.split('?')[0] === `/${path}`);
        if (!icon) return next();
        icon.draw(drawing()).then((png) => response.setHeader('Content-Type', 'image/png').end(png), next);
      });
    },
    async generateBundle() {
      for (const { path, draw } of ALL) this.emitFile({ type: 'asset', fileName: path, source: await draw(drawing()) });
    },
  };
}
