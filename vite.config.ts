import { defineConfig, type Plugin } from 'vite';
import { apiInDevelopment } from './scripts/dev-api.mjs';

const external = (ssr: boolean): Plugin[] => (ssr ? [] : [apiInDevelopment()]);

export default defineConfig(({ isSsrBuild = false }) => ({
  base: './',
  plugins: external(isSsrBuild),
  build: isSsrBuild
    ? { ssr: 'server/main.ts', outDir: 'dist/server', target: 'node20', copyPublicDir: false }
    : { outDir: 'dist/page', manifest: 'asset-manifest.json', target: 'baseline-widely-available' },
  // The built server is one file that needs no node_modules beside it.
  ssr: isSsrBuild ? { noExternal: true } : {},
  server: { port: 5501, strictPort: true },
}));
