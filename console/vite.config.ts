import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  html: { cspNonce: '%NONCE%' },
  build: {
    target: 'es2023',
    // the public page is one of its own: it needs nothing of the console
    rolldownOptions: {
      input: ['index.html', 'track.html'].map((page) => join(import.meta.dirname, page)),
    },
    // a pre-load of modules as an inline script would break the policy
    modulePreload: { polyfill: false },
    // small files as `data:` would break it, too
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    manifest: true,
  },
});
