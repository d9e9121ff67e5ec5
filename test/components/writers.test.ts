import { expect, fixture, html } from '@open-wc/testing';
import { WRITER_HUES, writerClass } from '../../src/styles/writers.ts';

/** Of text: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST_CONTRAST = 4.5;

const SURFACES = ['--surface', '--surface-side', '--surface-raised', '--own'];

/** As a screen shows it, whatever the space in which it was written: red, green and blue from 0 to 255. */
function drawn(colour: string): Uint8ClampedArray {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('Failed to draw a colour.');
  context.fillStyle = '#000';
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = Array.from(drawn(colour).slice(0, 3), (value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

afterEach(() => { document.documentElement.style.colorScheme = ''; });

for (const scheme of ['light', 'dark']) {
  it(`Every writer's colour can be read on every surface, in the ${scheme}`, async () => {
    document.documentElement.style.colorScheme = scheme;
    const probe = await fixture<HTMLElement>(html`<span></span>`);
    const colourOf = (token: string) => {
      probe.style.color = `var(${token})`;
      return getComputedStyle(probe).color;
    };
    const seen = new Set<string>();
    for (let hue = 0; hue < WRITER_HUES; hue++) {
      const colour = colourOf(`--writer-${hue}`);
      seen.add(String(drawn(colour)));
      for (const surface of SURFACES) expect(contrast(colour, colourOf(surface)), `${hue} on ${surface}`).to.be.at.least(LEAST_CONTRAST);
    }
    expect(seen.size).to.equal(WRITER_HUES);
  });
}

it('A name has one colour, however it is written, and many names have all of them', () => {
  expect(writerClass('Édith')).to.equal(writerClass('e\u0301dith'));
  const classes = new Set(Array.from({ length: 200 }, (_, index) => writerClass(`name ${index}`)));
  expect(classes.size).to.equal(WRITER_HUES);
  for (const one of classes) expect(one).to.match(/^writer-(?:\d|1[01])$/);
});
