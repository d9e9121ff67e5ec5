import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { readImage } from '../support/images.ts';
import { DIST } from '../support/sala-server.ts';

const PAGE = join(DIST, 'page');

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

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly icons: readonly Resource[];
  readonly shortcuts: readonly Shortcut[];
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

test('every icon is there, with the size and of the type that the manifest claims', () => {
  const named = [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)];
  expect(named).to.have.length.above(manifest.icons.length);
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

test('shortcuts open addresses of the app, and none is below another origin or path', () => {
  for (const { url } of manifest.shortcuts) expect(new URL(url, 'https://sala.example/chat/').pathname).to.equal('/chat/');
});

test('the worker keeps what the page shows, and no icon or picture that only systems show', () => {
  const worker = read('sw.js').toString();
  expect(worker).to.include('icon.svg');
  expect(worker).not.to.match(/icons\/|screenshots\//);
});
