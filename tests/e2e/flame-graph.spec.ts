import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';

/*
 * What d3-flame-graph and a canvas do only in a browser, on a minified build of a page with nothing but the component
 * (flame-graph/main.tsx). Positions are checked against sums over the columns, never against the layout under test.
 */

const CONFIG = `${import.meta.dirname}/flame-graph/vite.config.ts`;
const ROW_PX = 20;

let server: PreviewServer;
let url: string;

// One build for all.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await build({ configFile: CONFIG, logLevel: 'error' });
  server = await preview({
    configFile: CONFIG,
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0 },
  });
  url = server.resolvedUrls!.local[0]!;
});

test.afterAll(() => server?.close());

const graph = (page: Page) => page.getByRole('tree', { name: 'CPU time' });
const idle = (page: Page) => expect(graph(page)).toHaveAttribute('data-state', 'idle');

async function open(page: Page, query: string): Promise<void> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${url}?${query}`);
  await idle(page);
  expect(errors).toEqual([]);
}

interface Element {
  readonly node: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly transitions: number;
}

/** What the library shows, by the document and by what is on the screen. */
function elements(page: Page): Promise<Element[]> {
  return page.locator('g.frame').evaluateAll((groups) => {
    const origin = groups[0]!.closest('svg')!.getBoundingClientRect();
    return groups.map((group) => {
      const [x, y] = group
        .getAttribute('transform')!
        .match(/-?\d[\d.e-]*/g)!
        .map(Number);
      const rect = group.querySelector('rect')!;
      const box = rect.getBoundingClientRect();
      if (Math.abs(box.x - origin.x - x!) > 0.1) throw new Error('drawn elsewhere than it says');
      const inner = [group, rect, group.querySelector('foreignObject div')!];
      return {
        node: Number(group.getAttribute('data-node')),
        x: x!,
        y: y!,
        width: Number(rect.getAttribute('width')),
        label: group.querySelector('foreignObject div')!.textContent!,
        transitions: inner.filter((element) => '__transition' in element).length,
      };
    });
  });
}

async function expectTruePlaces(page: Page, scrollTop = 0): Promise<Element[]> {
  const shown = await elements(page);
  expect(shown.length).toBeGreaterThan(0);
  const widthPx = await graph(page).evaluate((host) => host.clientWidth);
  const boxes = await page.evaluate(
    (nodes) => nodes.map((node) => window.harness.trueBox(node)),
    shown.map(({ node }) => node),
  );
  shown.forEach((element, i) => {
    expect(Math.abs(element.x - boxes[i]!.x * widthPx)).toBeLessThan(0.01);
    expect(Math.abs(element.width - boxes[i]!.width * widthPx)).toBeLessThan(0.01);
    expect(Math.abs(element.y - (boxes[i]!.depth * ROW_PX - scrollTop))).toBeLessThan(0.01);
    expect(element.transitions).toBe(0);
  });
  return shown;
}

const show = async (page: Page, state: object): Promise<void> => {
  await page.evaluate((next) => window.harness.show(next), state);
  await idle(page);
};
/** Resolves once the graph has been told: the browser does so some time after the box has moved. */
const scrollTo = (page: Page, top: number): Promise<number> =>
  graph(page).evaluate(
    (host, to) =>
      new Promise((resolve) => {
        host.addEventListener('scroll', () => resolve(host.scrollTop), { once: true });
        host.scrollTop = to;
      }),
    top,
  );
const nodeOf = (page: Page, name: string): Promise<number> =>
  page.evaluate((wanted) => window.harness.nodeOf(wanted), name);

test('every element is where its column says, also right of a frame that is too small to be drawn', async ({
  page,
}) => {
  await open(page, 'scenario=shop');
  const shown = await expectTruePlaces(page);
  const nodes = shown.map(({ node }) => node);
  expect(nodes).toContain(await nodeOf(page, 'wide'));
  expect(nodes).not.toContain(await nodeOf(page, 'tiny'));
});

test('zoom and back: true places again, no transition is left, the data is untouched', async ({
  page,
}) => {
  await open(page, 'scenario=shop');
  const before = await expectTruePlaces(page);
  await show(page, { focus: await nodeOf(page, 'shop/search.(*Index).Query') });
  const zoomed = await expectTruePlaces(page);
  expect(zoomed.length).toBeLessThan(before.length);
  expect(zoomed.find(({ label }) => label === 'shop/search.(*Index).Query')!.x).toBe(0);
  await show(page, { focus: 0 });
  expect(await expectTruePlaces(page)).toEqual(before);
});

test('150,000 nodes: the widest 400 are elements, the others are on the canvas and can be hovered', async ({
  page,
}) => {
  await open(page, 'scenario=many');
  expect(await page.evaluate(() => window.harness.nodes)).toBe(150_000);
  expect(await expectTruePlaces(page)).toHaveLength(400);
  const place = await smallFrame(page);
  await page.mouse.move(place.x, place.y);
  await expect(page.getByRole('tooltip')).toContainText(place.name);
  await expect(page.getByTestId('hovered')).toHaveText(place.name);
});

test('20,000 callees narrower than a pixel are a strip where they are, with number and share', async ({
  page,
}) => {
  await open(page, 'scenario=fan');
  const row = 3;
  // Also once the library has drawn: of the strip the canvas is the whole picture.
  const painted = await graph(page).evaluate(
    (host, y) => {
      const canvas = host.querySelector('canvas')!;
      const scale = canvas.width / canvas.clientWidth;
      const { data } = canvas
        .getContext('2d')!
        .getImageData(0, y * scale, canvas.width, Math.round(scale));
      const pixels = new Uint32Array(data.buffer);
      const background = pixels.at(-1);
      return pixels.findLastIndex((pixel) => pixel !== background) / pixels.length;
    },
    row * ROW_PX + 10,
  );
  expect(Math.abs(painted - 0.61)).toBeLessThan(0.01);
  const place = (await graph(page).boundingBox())!;
  const strip = { x: place.x + place.width * 0.3, y: place.y + row * ROW_PX + 10 };
  await page.mouse.move(strip.x, strip.y);
  await expect(page.getByRole('tooltip')).toContainText('20,000 frames narrower than a pixel');
  await expect(page.getByRole('tooltip')).toContainText('61 % of the width');
  await page.mouse.click(strip.x, strip.y);
  await idle(page);
  await expect(page.getByRole('treeitem')).toContainText(
    'fan, self 0 ns · 0 % of total, total 1.22 ms · 61 % of total, callees 20,000 frames narrower than a pixel, 100 %',
  );
});

/** A frame of 1 to 2 px with its place on the screen: below what becomes an element. */
async function smallFrame(page: Page): Promise<{ x: number; y: number; name: string }> {
  return graph(page).evaluate((host) => {
    const { left, top } = host.getBoundingClientRect();
    const { nodes, trueBox, nameOf } = window.harness;
    for (let node = 1; node < nodes; node++) {
      const box = trueBox(node);
      const width = box.width * host.clientWidth;
      if (width < 1.2 || width > 1.9 || box.depth > 8) continue;
      const x = left + box.x * host.clientWidth + width / 2;
      return { x, y: top + box.depth * 20 + 10, name: nameOf(node) };
    }
    throw new Error('no such frame');
  });
}

test('the canvas alone shows what the elements show', async ({ page }) => {
  await open(page, 'scenario=shop');
  const shown = await elements(page);
  const wrong = await graph(page).evaluate((host, places) => {
    const canvas = host.querySelector('canvas')!;
    const scale = canvas.width / canvas.clientWidth;
    const ctx = canvas.getContext('2d')!;
    const fills = [...host.querySelectorAll('g.frame rect')].map((rect) =>
      getComputedStyle(rect).fill.match(/\d+/g)!.slice(0, 3).join(),
    );
    return places.filter(({ x, y, width }, i) => {
      if (width < 6) return false;
      // Right of any label.
      const at = [Math.round((x + width - 2) * scale), Math.round((y + 4) * scale)] as const;
      return [...ctx.getImageData(...at, 1, 1).data].slice(0, 3).join() !== fills[i];
    });
  }, shown);
  expect(wrong).toEqual([]);
});

test('on the canvas first: while the library draws, the new picture is already there', async ({
  page,
}) => {
  await open(page, 'scenario=shop');
  const node = await nodeOf(page, 'runtime.mcall');
  const seen = await graph(page).evaluate(
    (host, focus) =>
      new Promise<{ state: string; pixels: boolean; covered: boolean }>((resolve) => {
        const canvas = host.querySelector('canvas')!;
        const before = canvas.toDataURL();
        new MutationObserver((_, observer) => {
          if (host.dataset.state !== 'drawing') return;
          observer.disconnect();
          queueMicrotask(() =>
            resolve({
              state: host.dataset.state!,
              pixels: canvas.toDataURL() !== before,
              covered: Number(getComputedStyle(canvas).zIndex) > 0,
            }),
          );
        }).observe(host, { attributes: true, attributeFilter: ['data-state'] });
        window.harness.show({ focus });
      }),
    node,
  );
  expect(seen).toEqual({ state: 'drawing', pixels: true, covered: true });
  await idle(page);
});

test('a click selects, a second one zooms; the library does not zoom on its own', async ({
  page,
}) => {
  await open(page, 'scenario=shop');
  const node = await nodeOf(page, 'shop/pricing.Quote');
  await page.locator(`g.frame[data-node="${node}"] rect`).dblclick({ position: { x: 60, y: 10 } });
  await idle(page);
  await expect(page.getByRole('button', { name: 'Quote', exact: false }).first()).toBeVisible();
  const shown = await expectTruePlaces(page);
  expect(shown.find((element) => element.node === node)!.x).toBe(0);
  expect(await page.locator('g.fade').count()).toBe(0);
  await page.getByRole('button', { name: 'whole graph' }).click();
  await idle(page);
  await expectTruePlaces(page);
});

test('20,000 deep: scrolls, and no canvas is larger than what is seen of it', async ({ page }) => {
  await open(page, 'scenario=deep');
  await expectTruePlaces(page);
  const scrollTop = await scrollTo(page, 200_010);
  await idle(page);
  const shown = await expectTruePlaces(page, scrollTop);
  expect(shown.length).toBeLessThan(30);
  expect(shown[0]!.label).toBe('pkg/deep.level9999');
  const heights = await graph(page).evaluate((host) =>
    [...host.querySelectorAll('canvas')].map((canvas) => canvas.height / devicePixelRatio),
  );
  expect(Math.max(...heights)).toBeLessThanOrEqual(420);
  await show(page, { focus: 15_000 });
  const zoomed = await elements(page);
  expect(zoomed.map(({ node }) => node)).toContain(15_000);
});

test('a search with the letters of a pattern dims what does not match, also as text', async ({
  page,
}) => {
  await open(page, 'scenario=shop');
  await show(page, { pattern: 'foo(' });
  expect(await page.locator('g.frame[data-dim]').count()).toBe(0);
  await show(page, { pattern: 'what\\(is this\\[0-9\\]\\+|pricing' });
  const bright = await page
    .locator('g.frame:not([data-dim])')
    .evaluateAll((groups) => groups.map((group) => Number(group.getAttribute('data-node'))));
  expect(bright.sort()).toEqual(
    [
      0,
      await nodeOf(page, 'shop/pricing.Quote'),
      await nodeOf(page, 'shop/pricing.sealLine'),
      await nodeOf(page, 'what(is this[0-9]+'),
    ].sort(),
  );
});

test('all of 150,000 nodes match', async ({ page }) => {
  await open(page, 'scenario=many');
  await show(page, { pattern: '.' });
  await expectTruePlaces(page);
  expect(await page.locator('g.frame[data-dim]').count()).toBe(0);
});

test('mounted twice, as React does in development', async ({ page }) => {
  await open(page, 'scenario=shop&strict=1');
  await expectTruePlaces(page);
  expect(await graph(page).locator('svg.d3-flame-graph').count()).toBe(1);
  await show(page, { scenario: 'gone' });
  const shown = await expectTruePlaces(page);
  expect(shown.map(({ label }) => label)).toEqual([
    'total',
    'main',
    'new: came',
    'gone: left',
    'stays',
  ]);
});

test('other data, more and then fewer frames', async ({ page }) => {
  await open(page, 'scenario=gone');
  await show(page, { scenario: 'many' });
  expect(await expectTruePlaces(page)).toHaveLength(400);
  await show(page, { scenario: 'deep' });
  await expectTruePlaces(page);
  await show(page, { scenario: 'empty' });
  expect((await expectTruePlaces(page)).map(({ label }) => label)).toEqual(['total']);
});

test('another width of the window', async ({ page }) => {
  await open(page, 'scenario=shop');
  await page.setViewportSize({ width: 700, height: 700 });
  await expect
    .poll(async () => Math.max(...(await elements(page)).map(({ width }) => width)))
    .toBe(await graph(page).evaluate((host) => host.clientWidth));
  await idle(page);
  await expectTruePlaces(page);
});

test('the letters of the library are where the letters of the canvas are', async ({ page }) => {
  await open(page, 'scenario=shop');
  const rows = await graph(page).screenshot({ animations: 'disabled' });
  await page.addStyleTag({ content: '.d3-flame-graph { display: none !important }' });
  const canvasOnly = await graph(page).screenshot({ animations: 'disabled' });
  const differing = await page.evaluate(differingShare, [
    rows.toString('base64'),
    canvasOnly.toString('base64'),
  ]);
  expect(differing).toBeLessThan(0.01);
});

/** Share of the pixels that differ clearly. */
async function differingShare(pictures: string[]): Promise<number> {
  const [a, b] = await Promise.all(
    pictures.map(async (picture) => {
      const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const ctx = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      ctx.drawImage(bitmap, 0, 0);
      return ctx.getImageData(0, 0, bitmap.width, bitmap.height).data;
    }),
  );
  let differing = 0;
  for (let i = 0; i < a!.length; i += 4) if (Math.abs(a![i]! - b![i]!) > 96) differing++;
  return differing / (a!.length / 4);
}

test('the keyboard alone: walk, focus, back', async ({ page }) => {
  await open(page, 'scenario=shop');
  await graph(page).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await expect(page.getByRole('treeitem')).toContainText('shop/cart.(*Cart).Checkout');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await idle(page);
  const query = await nodeOf(page, 'shop/search.(*Index).Query');
  const shown = await expectTruePlaces(page);
  expect(shown.find(({ node }) => node === query)!.x).toBe(0);
  await page.keyboard.press('Escape');
  await idle(page);
  expect((await expectTruePlaces(page)).length).toBeGreaterThan(shown.length);
});

for (const theme of ['light', 'dark'])
  test(`axe finds nothing in the ${theme} theme`, async ({ page }) => {
    await open(page, `scenario=compare&theme=${theme}`);
    const { violations } = await new AxeBuilder({ page }).include('#main').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
