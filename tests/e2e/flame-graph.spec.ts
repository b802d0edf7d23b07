import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { labelsOf, watchLabels, type PaintedLabel } from './painted-labels';

/*
 * What a canvas does only in a browser, on a minified build of a page with nothing but the component
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

const graph = (page: Page) => page.getByRole('treegrid', { name: 'CPU time' });
const idle = (page: Page) => expect(graph(page)).toHaveAttribute('data-state', 'idle');

async function open(page: Page, query: string): Promise<void> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await watchLabels(page.context());
  await page.goto(`${url}?${query}`);
  await idle(page);
  expect(errors).toEqual([]);
}

interface Frame {
  readonly node: number;
  readonly x: number;
  readonly width: number;
  readonly label: PaintedLabel | undefined;
}

/** Narrower frames are mostly line. */
const SOLID_PX = 6;
const LABELLED_PX = 80;

/**
 * Every frame in sight that is wide enough has one colour from end to end where its column says, the wide ones their label, and no label is
 * anywhere else.
 */
async function expectTruePlaces(
  page: Page,
  { scrollTop = 0, hatched = false } = {},
): Promise<Frame[]> {
  const labels = await labelsOf(graph(page));
  const { frames, broken } = await graph(page).evaluate(probeFrames, {
    ...{ scrollTop, hatched, solid: SOLID_PX },
  });
  expect(broken).toEqual([]);
  const left = new Set(labels);
  const found = frames.map(({ node, x, y, width }) => {
    const label = labels.find(
      (each) => Math.abs(each.x - 4 - x) < 0.01 && each.y > y && each.y < y + ROW_PX,
    );
    if (label) left.delete(label);
    else expect(width).toBeLessThan(LABELLED_PX);
    return { node, x, width, label };
  });
  expect([...left].filter(({ text }) => !/frames? narrower|^\d/.test(text))).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** Runs in the page. */
function probeFrames(
  host: HTMLElement,
  { scrollTop, hatched, solid }: { scrollTop: number; hatched: boolean; solid: number },
) {
  const canvas = host.querySelector('canvas')!;
  const scale = canvas.width / canvas.clientWidth;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(data.buffer);
  const background = new Uint32Array(
    Uint8ClampedArray.from(
      getComputedStyle(host).backgroundColor.match(/\d+/g)!.slice(0, 3).concat('255'),
      Number,
    ).buffer,
  )[0];
  const at = (x: number, y: number) =>
    pixels[Math.floor(y * scale) * canvas.width + Math.floor(x * scale)];
  const width = canvas.clientWidth;
  const frames = window.harness
    .nodesFrom(solid / width)
    .map((node) => ({ node, ...window.harness.trueBox(node) }))
    .map((box) => ({
      node: box.node,
      x: box.x * width,
      y: box.depth * 20 - scrollTop,
      width: box.width * width,
    }))
    .filter(({ y }) => y > -20 && y < canvas.parentElement!.clientHeight);
  // Above any letter.
  const broken = frames.filter(({ x, y, width: own }) => {
    if (y < 0 || y + 20 > canvas.parentElement!.clientHeight) return false;
    const [left, right] = [at(x + 2, y + 3), at(x + own - 2, y + 3)];
    return left === background || right === background || (!hatched && left !== right);
  });
  return { frames, broken };
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

test('every frame is where its column says, also right of a frame that is too small to be drawn', async ({
  page,
}) => {
  await open(page, 'scenario=shop');
  const shown = await expectTruePlaces(page);
  const nodes = shown.map(({ node }) => node);
  expect(nodes).toContain(await nodeOf(page, 'wide'));
  expect(nodes).not.toContain(await nodeOf(page, 'tiny'));
});

test('zoom and back: true places again', async ({ page }) => {
  await open(page, 'scenario=shop');
  const before = await expectTruePlaces(page);
  const query = await nodeOf(page, 'shop/search.(*Index).Query');
  await show(page, { focus: query });
  const zoomed = await expectTruePlaces(page);
  expect(zoomed.length).toBeLessThan(before.length);
  expect(zoomed.find(({ node }) => node === query)).toMatchObject({
    x: 0,
    label: { text: 'shop/search.(*Index).Query' },
  });
  await show(page, { focus: 0 });
  expect(await expectTruePlaces(page)).toEqual(before);
});

test('150,000 nodes: all that are wide enough are drawn, and narrow ones can be hovered', async ({
  page,
}) => {
  await open(page, 'scenario=many');
  expect(await page.evaluate(() => window.harness.nodes)).toBe(150_000);
  expect((await expectTruePlaces(page)).length).toBeGreaterThan(150);
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
  await expect(graphRow(page)).toContainText(
    'fan, self 0 ns · 0 % of total, total 1.22 ms · 61 % of total, callees 20,000 frames narrower than a pixel, 100 %',
  );
});

/** The frame that the keys are on, in words; the page has a table too. */
function graphRow(page: Page) {
  return page.getByRole('treegrid').getByRole('row');
}

/** A frame of 1 to 2 px with its place on the screen. */
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

test('what is asked for is painted when the call returns', async ({ page }) => {
  await open(page, 'scenario=shop');
  const focus = await nodeOf(page, 'runtime.mcall');
  const seen = await graph(page).evaluate((host, node) => {
    const canvas = host.querySelector('canvas')!;
    const before = canvas.toDataURL();
    window.harness.show({ focus: node });
    return { state: host.dataset['state'], changed: canvas.toDataURL() !== before };
  }, focus);
  expect(seen).toEqual({ state: 'idle', changed: true });
});

test('a click selects, a second one zooms', async ({ page }) => {
  await open(page, 'scenario=shop');
  const node = await nodeOf(page, 'shop/pricing.Quote');
  const frame = (await expectTruePlaces(page)).find((each) => each.node === node)!;
  await graph(page).dblclick({ position: { x: frame.x + 60, y: frame.label!.y } });
  await idle(page);
  await expect(page.getByRole('button', { name: 'Quote', exact: false }).first()).toBeVisible();
  const shown = await expectTruePlaces(page);
  expect(shown.find((element) => element.node === node)!.x).toBe(0);
  await page.getByRole('button', { name: 'whole graph' }).click();
  await idle(page);
  await expectTruePlaces(page);
});

test('20,000 deep: scrolls, and no canvas is larger than what is seen of it', async ({ page }) => {
  await open(page, 'scenario=deep');
  await expectTruePlaces(page);
  const scrollTop = await scrollTo(page, 200_010);
  await idle(page);
  const shown = await expectTruePlaces(page, { scrollTop });
  expect(shown.length).toBeLessThan(30);
  expect(shown[0]!.label!.text).toBe('pkg/deep.level9999');
  const heights = await graph(page).evaluate((host) =>
    [...host.querySelectorAll('canvas')].map((canvas) => canvas.height / devicePixelRatio),
  );
  expect(Math.max(...heights)).toBeLessThanOrEqual(420);
  await show(page, { focus: 15_000 });
  const name = await page.evaluate(() => window.harness.nameOf(15_000));
  expect((await labelsOf(graph(page))).map(({ text }) => text)).toContain(name);
});

const DIM = ['#585b63', '#a6a9b2'];

test('a search with the letters of a pattern dims what does not match, also as text', async ({
  page,
}) => {
  await open(page, 'scenario=shop');
  await show(page, { pattern: 'foo(' });
  expect((await labelsOf(graph(page))).filter(({ ink }) => DIM.includes(ink))).toEqual([]);
  await show(page, { pattern: 'what\\(is this\\[0-9\\]\\+|pricing' });
  const labels = await labelsOf(graph(page));
  const bright = labels.filter(({ ink }) => !DIM.includes(ink)).map(({ text }) => text);
  expect(bright).toEqual(['total', 'shop/pricing.Quote', 'shop/pricing.sealLine']);
  expect(labels.length).toBeGreaterThan(bright.length + 5);
});

test('all of 150,000 nodes match', async ({ page }) => {
  await open(page, 'scenario=many');
  await show(page, { pattern: '.' });
  await expectTruePlaces(page);
  expect((await labelsOf(graph(page))).filter(({ ink }) => DIM.includes(ink))).toEqual([]);
});

test('mounted twice, as React does in development', async ({ page }) => {
  await open(page, 'scenario=shop&strict=1');
  await expectTruePlaces(page);
  await show(page, { scenario: 'gone' });
  const shown = await expectTruePlaces(page, { hatched: true });
  expect(shown.map(({ label }) => label!.text)).toEqual([
    'total',
    'main',
    'new: came',
    'gone: left',
    '▲ stays',
  ]);
});

test('other data, more and then fewer frames', async ({ page }) => {
  await open(page, 'scenario=gone');
  await show(page, { scenario: 'many' });
  expect((await expectTruePlaces(page)).length).toBeGreaterThan(150);
  await show(page, { scenario: 'deep' });
  await expectTruePlaces(page);
  await show(page, { scenario: 'empty' });
  expect((await expectTruePlaces(page)).map(({ label }) => label!.text)).toEqual(['total']);
});

test('another width of the window', async ({ page }) => {
  await open(page, 'scenario=shop');
  await page.setViewportSize({ width: 700, height: 700 });
  await expect
    .poll(() => graph(page).evaluate((host) => host.querySelector('canvas')!.width))
    .toBeLessThan(700);
  await idle(page);
  await expectTruePlaces(page);
});

test('the keyboard alone: walk, focus, back', async ({ page }) => {
  await open(page, 'scenario=shop');
  await graph(page).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await expect(graphRow(page)).toContainText('shop/cart.(*Cart).Checkout');
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
