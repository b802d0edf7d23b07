import { createReadStream, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const ROOT = import.meta.dirname ?? process.cwd();
const ICONS = join(ROOT, 'node_modules/@grafana/ui/dist/public/img/icons');
const ICON_PATH = '/public/build/img/icons/';

/** @grafana/ui fetches its icons by path; a Grafana server has them, the console serves the package's own. */
function grafanaIcons(): Plugin {
  return {
    name: 'grafana-icons',
    configureServer(server) {
      server.middlewares.use(ICON_PATH, (request, response, next) => {
        const file = join(ICONS, new URL(request.url ?? '/', 'http://icons').pathname);
        if (!file.startsWith(ICONS) || !existsSync(file)) return next();
        response.setHeader('content-type', 'image/svg+xml');
        createReadStream(file).pipe(response);
      });
    },
    writeBundle(options) {
      cpSync(ICONS, join(options.dir!, ICON_PATH), { recursive: true });
    },
  };
}

export default defineConfig({
  root: join(ROOT, 'src/hosts/console/app'),
  publicDir: false,
  plugins: [react(), grafanaIcons()],
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
