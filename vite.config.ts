import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import packageJson from './package.json' with { type: 'json' };
import { apiInDevelopment } from './scripts/dev-api.mjs';
import { icons } from './scripts/icons.mjs';
import { licences } from './scripts/licences.mjs';
import { manifest } from './scripts/manifest.mjs';
import { headersFile } from './server/policy.ts';

/** MSW's package says that nothing in it has side effects. Its worker script is nothing but. */
function keepMockWorker(): Plugin {
  return {
    name: 'sala-keep-mock-worker',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source !== 'msw/mockServiceWorker.js') return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved && { ...resolved, moduleSideEffects: true };
    },
  };
}

/** An emoji in five tones of skin is one emoji, see src/text/emoji.ts: half of the shortcodes are not needed. */
function withoutSkinTones(): Plugin {
  return {
    name: 'sala-without-skin-tones',
    enforce: 'pre',
    transform(code, id) {
      if (!/emojibase-data.*\/shortcodes\/[^/]*\.json$/.test(id)) return null;
      const entries = Object.entries(JSON.parse(code) as Record<string, unknown>);
      return JSON.stringify(Object.fromEntries(entries.filter(([points]) => !/1F3F[B-F]/.test(points))));
    },
  };
}

/** Nothing is preloaded here, and Vite's code for that would be two hundredths of the first load. An import that fails is told as any. */
function withoutPreloads(): Plugin {
  return {
    name: 'sala-without-preloads',
    enforce: 'pre',
    load(id) {
      return id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null;
    },
  };
}

const SOURCES = fileURLToPath(new URL('src/', import.meta.url));

/** The elements' styles without comments and indentation, which minifiers leave alone inside of a template. */
function smallStyles(): Plugin {
  return {
    name: 'sala-small-styles',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.startsWith(SOURCES)) return null;
      return code.replace(/\bcss`[^`]*`/g, (styles) => styles.replace(/\/\*[^]*?\*\//g, '').replace(/\s*\n\s*/g, '\n'));
    },
  };
}

/** The page's styles stand in the page: nothing is painted before they are there, and a request of their own takes a phone long. */
function stylesInPage(): Plugin {
  return {
    name: 'sala-styles-in-page',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml(html, { bundle = {} }) {
      return html.replace(/<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/g, (link, file: string) => {
        const sheet = bundle[file];
        if (sheet?.type !== 'asset') return link;
        delete bundle[file];
        return `<style>${String(sheet.source).trim()}</style>`;
      });
    },
  };
}

/** The page has the name of its build in it: an open page asks whether a reload would bring another one, see src/api/build.ts. */
function buildInPage(): Plugin {
  return {
    name: 'sala-build-in-page',
    apply: 'build',
    enforce: 'post',
    // It names the scripts by what is in them, and has the styles.
    transformIndexHtml(html) {
      const build = createHash('sha256').update(html).digest('base64url');
      return html.replace('</title>', `</title>\n    <meta name="build" content="${build}">`);
    },
  };
}

/** For hosts of static files, see docs/deploy.md. */
function headers(): Plugin {
  return {
    name: 'sala-headers',
    apply: 'build',
    writeBundle({ dir = '' }) {
      writeFileSync(join(dir, '_headers'), headersFile(readFileSync(join(dir, 'index.html'), 'utf8')));
    },
  };
}

/** One worker for the app's shell and for the demo, see src/pwa/sw.ts. */
function pwa(): PluginOption {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/pwa',
    filename: 'sw.ts',
    injectRegister: false,
    manifest,
    // Systems keep what they installed. Nothing of it is shown by the page, which has to open without a network.
    includeManifestIcons: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['**/*.{html,js,css,svg}', 'licences.txt'],
      buildPlugins: { vite: [keepMockWorker()] },
    },
    devOptions: { enabled: true, type: 'module' },
  });
}

/** The demo's chunk is known by its name: the worker keeps it apart from what the first load needs. */
function chunkName({ moduleIds }: { moduleIds: string[] }): string {
  const isDemo = moduleIds.some((id) => id.includes('/mocks/'));
  return isDemo ? 'assets/demo-[hash].js' : 'assets/[name]-[hash].js';
}

export default defineConfig(({ isSsrBuild = false }) => ({
  base: './',
  plugins: isSsrBuild ? [] : [keepMockWorker(), withoutSkinTones(), withoutPreloads(), smallStyles(), stylesInPage(), buildInPage(), headers(), apiInDevelopment(), icons(), licences(), pwa()],
  build: isSsrBuild
    ? { ssr: 'server/main.ts', target: 'node20', copyPublicDir: false }
    : {
        outDir: 'dist/page',
        manifest: 'asset-manifest.json',
        // What does that for modules that are loaded later is larger than what it gains, and the first load is one file.
        modulePreload: false,
        // The page's alone, which are in the page: no chunk waits for them.
        cssCodeSplit: false,
        target: 'baseline-widely-available',
        rolldownOptions: {
          output: {
            chunkFileNames: chunkName,
            // The first load is one file, and so is the talk: what compresses together is smaller, and asked for at once.
            codeSplitting: {
              groups: [
                { name: 'first', tags: ['$initial'], priority: 1 },
                { name: 'talk', test: /src.pages.(?:chat-page|notices)\.ts$/ },
              ],
            },
          },
        },
      },
  define: { 'import.meta.env.SALA_VERSION': JSON.stringify(packageJson.version) },
  resolve: {
    alias: { tldts: fileURLToPath(new URL('mocks/cookie-domains.ts', import.meta.url)) },
  },
  // The built server is one file that needs no node_modules beside it.
  ssr: isSsrBuild ? { noExternal: true } : {},
  server: { port: 5501, strictPort: true },
}));
