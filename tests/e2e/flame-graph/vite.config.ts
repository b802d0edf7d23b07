import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Minified, as what is shipped: the library tells its own objects by the name of their class. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../../../build/flame-graph-harness', emptyOutDir: true, minify: true },
});
