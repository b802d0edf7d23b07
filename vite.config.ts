import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { reportViewer } from './scripts/report-viewer.mjs';

const ROOT = import.meta.dirname ?? process.cwd();
/** Where @grafana/ui and its global styles look for their files on a Grafana server, and where the console takes them from. */
const ASSETS: readonly { readonly path: string; readonly from: string }[] = [
  { path: '/public/build/img/icons', from: 'node_modules/@grafana/ui/dist/public/img/icons' },
  // Two that the package uses and does not bring.
  { path: '/public/build/img/icons/unicons', from: 'public/img/icons' },
  {
    path: '/public/fonts/inter/Inter-Regular.woff2',
    from: 'node_modules/@fontsource/inter/files/inter-latin-400-normal.woff2',
  },
  {
    path: '/public/fonts/inter/Inter-Medium.woff2',
    from: 'node_modules/@fontsource/inter/files/inter-latin-500-normal.woff2',
  },
  {
    path: '/public/fonts/inter/Inter-Italic.woff2',
    from: 'node_modules/@fontsource/inter/files/inter-latin-400-italic.woff2',
  },
  {
    path: '/public/fonts/inter/Inter-MediumItalic.woff2',
    from: 'node_modules/@fontsource/inter/files/inter-latin-500-italic.woff2',
  },
  {
    path: '/public/fonts/roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2',
    from: 'node_modules/@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
  },
];

const TYPES: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

/** @grafana/ui fetches icons and fonts by path; a Grafana server has them, the console serves the packages' own. */
function grafanaAssets(): Plugin {
  return {
    name: 'grafana-assets',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://assets');
        const file = ASSETS.filter(({ path }) => pathname.startsWith(path))
          .map(({ path, from }) => join(ROOT, from, pathname.slice(path.length)))
          .find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
        if (!file) return next();
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
    writeBundle(options) {
      for (const { path, from } of ASSETS)
        cpSync(join(ROOT, from), join(options.dir!, path), { recursive: true });
    },
  };
}

export default defineConfig({
  root: join(ROOT, 'src/hosts/console'),
  publicDir: false,
  plugins: [react(), grafanaAssets(), reportViewer()],
  worker: { format: 'es' },
  server: {
    proxy: Object.fromEntries(
      ['/parca', '/prometheus', '/config.json'].map((path) => [path, 'http://127.0.0.1:7171']),
    ),
  },
  build: {
    outDir: join(ROOT, 'build/console'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 6000,
  },
});
