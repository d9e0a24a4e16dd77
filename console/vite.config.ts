import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Not what the public page is made of, too: it must not load what the console needs. */
const ofConsole = /node_modules|console\/src\/(?!words|track|domain\/dates)/u;

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  html: { cspNonce: '%NONCE%' },
  build: {
    target: 'es2023',
    // the public page is one of its own: it needs nothing of the console
    rolldownOptions: {
      input: ['index.html', 'track.html'].map((page) => join(import.meta.dirname, page)),
      output: {
        // few requests: what the shell needs is one file, what most pages share is another; what one page needs comes with it
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: ofConsole,
              minShareCount: 6,
              minSize: 0,
              includeDependenciesRecursively: false,
            },
            {
              name: 'some',
              test: ofConsole,
              minShareCount: 2,
              maxSize: 120_000,
              minSize: 20_000,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
    // a pre-load of modules as an inline script would break the policy
    modulePreload: { polyfill: false },
    // small files as `data:` would break it, too
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    manifest: true,
  },
});
