import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: { conditions: ['dondoc-source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    // Fonts and icons stay files of their own: the content security policy then needs no data: addresses for them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // While developing; the built app is served by the api itself.
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
