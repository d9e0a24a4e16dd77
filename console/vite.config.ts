import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  html: { cspNonce: '%NONCE%' },
  build: {
    target: 'es2023',
    // a pre-load of modules as an inline script would break the policy
    modulePreload: { polyfill: false },
    // small files as `data:` would break it, too
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    manifest: true,
  },
});
