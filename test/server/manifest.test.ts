import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { readImage } from '../support/images.ts';
import { DIST } from '../support/sala-server.ts';

const PAGE = join(DIST, 'page');

/** What Chromium asks of a screenshot, and what we ask of one that is fetched while somebody waits. */
const SCREENSHOT_MIN_PIXELS = 320;
const SCREENSHOT_MAX_RATIO = 2.3;
const SCREENSHOT_MAX_BYTES = 60_000;

interface Resource {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
}

interface Shortcut {
  readonly name: string;
  readonly name_localized: Readonly<Record<string, string>>;
  readonly url: string;
  readonly icons: readonly Resource[];
}

interface Screenshot extends Resource {
  readonly form_factor: string;
  readonly label: string;
}

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly icons: readonly Resource[];
  readonly shortcuts: readonly Shortcut[];
  readonly screenshots: readonly Screenshot[];
}

const read = (path: string): Buffer => readFileSync(join(PAGE, path));
const manifest = JSON.parse(read('manifest.webmanifest').toString()) as Manifest;

function sizesOf(purpose: string): string[] {
  return manifest.icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes);
}

test('the manifest says all that an app can say of itself', () => {
  expect(manifest).to.include({ id: './', start_url: './', scope: './', lang: 'en', dir: 'ltr', name: 'Sala', short_name: 'Sala' });
  expect(manifest).to.include({ display: 'standalone', handle_links: 'preferred' });
  expect(manifest['display_override']).to.deep.equal(['standalone', 'minimal-ui']);
  expect(manifest['categories']).to.include('social');
  expect(manifest['launch_handler']).to.deep.equal({ client_mode: 'navigate-existing' });
  expect(manifest['background_color']).to.match(/^#[\da-f]{6}$/);
  expect(manifest['theme_color']).to.match(/^#[\da-f]{6}$/);
  expect(manifest['protocol_handlers']).to.deep.equal([{ protocol: 'web+sala', url: './#?invitation=%s' }]);
  expect(manifest['share_target']).to.deep.equal({
    action: './share', method: 'POST', enctype: 'multipart/form-data', params: { title: 'share-title', text: 'share-text', url: 'share-url' },
  });
  // A chat is read upright and lying.
  expect(manifest).not.to.have.property('orientation');
});

test('what the manifest says in words, it says in each language', () => {
  for (const [words, localized] of [
    [manifest['description'], manifest['description_localized']],
    ...manifest.shortcuts.map((shortcut) => [shortcut.name, shortcut.name_localized]),
  ]) {
    expect(words).to.be.a('string').that.is.not.empty;
    expect(localized, String(words)).to.have.all.keys('pt-BR');
  }
});

test('there are icons for windows and launchers, for masks and for one colour', () => {
  expect(sizesOf('any')).to.deep.equal(['any', '192x192', '512x512']);
  expect(sizesOf('maskable')).to.deep.equal(['192x192', '512x512']);
  expect(sizesOf('monochrome')).to.deep.equal(['192x192', '512x512']);
});

test('there are small pictures of a phone and of a desktop, in the measures that Chromium takes', () => {
  expect(manifest.screenshots.map(({ form_factor: formFactor }) => formFactor)).to.have.members(['wide', 'narrow', 'narrow']);
  for (const { src, sizes, label } of manifest.screenshots) {
    expect(label, src).to.be.a('string').that.is.not.empty;
    const [width = 0, height = 0] = sizes.split('x').map(Number);
    expect(Math.min(width, height), src).to.be.at.least(SCREENSHOT_MIN_PIXELS);
    expect(Math.max(width, height) / Math.min(width, height), src).to.be.at.most(SCREENSHOT_MAX_RATIO);
    expect(read(src).length, src).to.be.below(SCREENSHOT_MAX_BYTES);
  }
});

test('every icon and every picture is there, with the size and of the type that the manifest claims', () => {
  const named = [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons), ...manifest.screenshots];
  for (const { src, sizes, type } of named) {
    if (type === 'image/svg+xml') {
      expect(read(src).toString(), src).to.match(/^<svg[^>]* viewBox="0 0 512 512"/);
      continue;
    }
    const image = readImage(read(src));
    expect({ sizes: `${image.width}x${image.height}`, type: image.type }, src).to.deep.equal({ sizes, type });
  }
});

test('the page names an icon of the size that iOS wants, and its colour in the light and in the dark', () => {
  const html = read('index.html').toString();
  const [, path = ''] = /<link rel="apple-touch-icon" href="([^"]+)"/.exec(html) ?? [];
  expect(readImage(read(path))).to.deep.equal({ type: 'image/png', width: 180, height: 180 });
  for (const scheme of ['light', 'dark']) {
    expect(html).to.match(new RegExp(`<meta name="theme-color" content="#[\\da-f]{6}" media="\\(prefers-color-scheme: ${scheme}\\)">`));
  }
});

test('shortcuts and invitations open the app, and say to no server what they ask for', () => {
  const [handler] = manifest['protocol_handlers'] as { url: string }[];
  for (const url of [handler?.url ?? '', ...manifest.shortcuts.map((shortcut) => shortcut.url)]) {
    const { pathname, search, hash } = new URL(url, 'https://sala.example/chat/');
    expect({ pathname, search }).to.deep.equal({ pathname: '/chat/', search: '' });
    expect(hash).to.match(/^#\?\w/);
  }
});

test('the worker keeps what the page shows, and no icon or picture that only systems show', () => {
  const worker = read('sw.js').toString();
  expect(worker).to.include('icon.svg');
  expect(worker).not.to.match(/icons\/|screenshots\//);
});
