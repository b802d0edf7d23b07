import { join } from 'node:path';
import { chromium } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { median, milliseconds, ratio } from '../figures.mjs';

const SIZES = [10_000, 100_000, 1_000_000];
const REPEATS = 3;
const LIMIT_MS = 60_000;
/** What takes longer is measured once. */
const SLOW_MS = 20_000;
/** A page that is still at work may not close: it ends with the browser. */
const CLOSE_MS = 5_000;
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

const PARCASCOPE = { name: 'Parcascope', page: 'parcascope.html' };
const PRUNED = { name: 'd3-flame-graph, minFrameSize(0.5)', page: 'library.html?minFrameSize=0.5' };
const NAIVE = { name: 'd3-flame-graph, all frames', page: 'library.html' };

/** The component against the library that it stands on: every measurement in a page of its own, all in one browser. */
export async function benchFlameGraph(root) {
  const config = viteConfig(root);
  await build(config);
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ARGS,
  });
  try {
    const url = server.resolvedUrls.local[0];
    const measured = await measureAll(new Pages(browser, url));
    return {
      chromium: browser.version(),
      times: measured.flatMap(toTimes),
      ratios: measured.flatMap(toRatios),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Minified, as what is shipped. Two entries, so that the component loads the library late, as it does in a host. */
function viteConfig(root) {
  const folder = join(root, 'bench/flame-graph');
  return {
    configFile: false,
    root: folder,
    plugins: [react()],
    logLevel: 'error',
    build: {
      outDir: join(root, 'build/bench/flame-graph'),
      emptyOutDir: true,
      minify: true,
      target: 'es2022',
      chunkSizeWarningLimit: 6000,
      rollupOptions: {
        input: ['parcascope', 'library'].map((name) => join(folder, `${name}.html`)),
      },
    },
  };
}

class Pages {
  #browser;
  #url;

  constructor(browser, url) {
    this.#browser = browser;
    this.#url = url;
  }

  /** Times of the first picture and of a zoom on a fresh page; what is not done in time is undefined. */
  async measure(renderer, nodes) {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const failed = new Promise((_, reject) => {
      page.on('pageerror', reject);
      page.on('crash', () => reject(new Error('the page crashed')));
    });
    failed.catch(() => {});
    await page.goto(this.#url + renderer.page);
    await page.waitForFunction(() => window.bench !== undefined);
    await page.evaluate((size) => window.bench.prepare(size), nodes);
    await collectGarbage(page);
    const inTime = (work) => Promise.race([work, failed, sleep(LIMIT_MS)]);
    const drawn = await inTime(page.evaluate(() => window.bench.draw()));
    const zoomed = drawn && (await inTime(page.evaluate(() => window.bench.zoom())));
    await Promise.race([context.close(), sleep(CLOSE_MS)]);
    return { drawn, zoomed };
  }
}

async function collectGarbage(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

/** Undefined after so many milliseconds. */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}

/** Every other repetition in reverse order. The largest one with all frames is measured once, last. */
async function measureAll(pages) {
  const cells = SIZES.map((nodes) => ({ nodes, runs: new Map() }));
  const measure = async ({ nodes, runs }, renderer) => {
    const before = runs.get(renderer) ?? [];
    if (before.some(isSlow)) return;
    runs.set(renderer, [...before, await pages.measure(renderer, nodes)]);
  };
  const order = cells.flatMap((cell) =>
    [PARCASCOPE, PRUNED, NAIVE].map((renderer) => [cell, renderer]),
  );
  const last = order.pop();
  for (let i = 0; i < REPEATS; i++) {
    for (const [cell, renderer] of i % 2 === 0 ? order : order.toReversed())
      await measure(cell, renderer);
  }
  await measure(...last);
  return cells;
}

function isSlow({ drawn, zoomed }) {
  return !drawn || !zoomed || drawn.settled + zoomed.settled > SLOW_MS;
}

function toTimes({ nodes, runs }) {
  return [...runs].map(([renderer, all]) => {
    const { frames, first, zoom } = summarise(all);
    return {
      nodes: nodes.toLocaleString('en'),
      renderer: renderer.name,
      runs: all.length,
      'frames drawn': frames?.toLocaleString('en') ?? '-',
      'first picture: painted': milliseconds(first?.painted),
      'first picture: settled': first ? milliseconds(first.settled) : `> ${LIMIT_MS}`,
      'zoom: painted': milliseconds(zoom?.painted),
      'zoom: settled': first && !zoom ? `> ${LIMIT_MS}` : milliseconds(zoom?.settled),
    };
  });
}

/** The library's picture is complete when it has settled, ours when the canvas is painted; the library's elements follow. */
function toRatios({ nodes, runs }) {
  const ours = summarise(runs.get(PARCASCOPE));
  return [PRUNED, NAIVE].map((renderer) => {
    const { first, zoom } = summarise(runs.get(renderer));
    const zoomed = (mine) => (first ? against(zoom?.settled, mine) : '-');
    return {
      nodes: nodes.toLocaleString('en'),
      'against Parcascope': renderer.name,
      'first picture : painted': against(first?.settled, ours.first.painted),
      'first picture : settled': against(first?.settled, ours.first.settled),
      'zoom : painted': zoomed(ours.zoom.painted),
      'zoom : settled': zoomed(ours.zoom.settled),
    };
  });
}

function against(theirs, ours) {
  return theirs === undefined ? `> ${ratio(LIMIT_MS, ours)}` : ratio(theirs, ours);
}

/** Medians; undefined for what was not done in time in one of the runs. */
function summarise(runs) {
  return {
    frames: runs[0].drawn?.frames,
    first: medians(runs.map(({ drawn }) => drawn)),
    zoom: medians(runs.map(({ zoomed }) => zoomed)),
  };
}

function medians(times) {
  if (times.includes(undefined)) return undefined;
  return {
    painted: median(times.map(({ painted }) => painted)),
    settled: median(times.map(({ settled }) => settled)),
  };
}
