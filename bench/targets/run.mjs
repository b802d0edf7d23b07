import { join } from 'node:path';
import { chromium } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { median, milliseconds, printTable } from '../figures.mjs';

const REPEATS = 3;
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** The Targets page on a Parca of 5,000 targets that answers from memory; every measurement in a page of its own. */
export async function runTargets(root) {
  const config = viteConfig(root);
  await build(config);
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ARGS,
  });
  try {
    const url = `${server.resolvedUrls.local[0]}targets.html`;
    const runs = [];
    for (let i = 0; i < REPEATS; i++) runs.push(await measure(browser, url));
    console.log(
      `## Targets (ms), Chromium ${browser.version()}\n\n${printTable([summary(runs)])}\n`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

function viteConfig(root) {
  const folder = join(root, 'bench/targets');
  return {
    configFile: false,
    root: folder,
    plugins: [react()],
    worker: { format: 'es' },
    logLevel: 'error',
    build: {
      outDir: join(root, 'build/bench/targets'),
      emptyOutDir: true,
      minify: true,
      target: 'es2022',
      chunkSizeWarningLimit: 6000,
      rollupOptions: { input: join(folder, 'targets.html') },
    },
  };
}

async function measure(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const failed = new Promise((_, reject) => page.on('pageerror', reject));
  failed.catch(() => {});
  await page.goto(url);
  await page.waitForFunction(() => window.benchTargets !== undefined);
  const figures = await Promise.race([page.evaluate(() => window.benchTargets()), failed]);
  await context.close();
  return figures;
}

function summary(runs) {
  const of = (key) => milliseconds(median(runs.map((run) => run[key])));
  return {
    targets: '5,000',
    units: '500',
    runs: runs.length,
    'first rows': of('firstRows'),
    'first rows with CPU': of('firstValues'),
    'all answered': of('settled'),
    'letter in the search': of('letter'),
    'rows that fit': of('filter'),
    'longest frame while scrolling': of('scroll'),
    'rows in the document': runs[0].rows,
  };
}
