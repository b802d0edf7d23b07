import { reportViewerForNode } from './report-viewer.mjs';

/**
 * How the programs are bundled: with every package that they use, so that an install is one download and `npx` starts at once. (@parca/client has to
 * be built in, as Node cannot load it: ES modules without "type".)
 */
export const NODE_PROGRAMS = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  // Packages in CommonJS ask for Node's own modules with it.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // The worker is the browser's: Node's engine works on the main thread.
  external: ['*?worker&inline'],
  plugins: [reportViewerForNode],
};
