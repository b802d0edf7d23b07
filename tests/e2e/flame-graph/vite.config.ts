import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Minified, as what is shipped. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../../../build/flame-graph-harness', emptyOutDir: true, minify: true },
});
