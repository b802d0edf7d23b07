import { expect, test } from './console';
import { AFTER, BEFORE, CPU, GOROUTINES, RANGE } from './demo-archive';
import { addressOf, printWindow, unitSelector } from './views/page-view';

const LENGTH = RANGE.end - RANGE.start;
const near = (time: number, at: number) =>
  expect(Math.abs(time - (RANGE.start + at * LENGTH))).toBeLessThan(5000);

test('the known answer: the price work of shop-k8s/1 rose from 3.23 s to 4.50 s', async ({
  compare,
}) => {
  const { flame } = compare;
  await compare.openRise({ normalise: 'raw', search: 'pricing', selected: 'shop/pricing.Quote' });
  const topOfGraph = async () => (await flame.root.boundingBox())!.y;
  const top = await topOfGraph();
  const [delta, change] = await flame.cellsOf('shop/pricing.Quote');
  expect([delta, change]).toEqual(['▲ +1.270', '+39.3']);
  expect(await flame.sidesOf('shop/pricing.Quote')).toEqual(['3.23', '4.50']);
  expect(await flame.sidesOf('shop/pricing.sealLine')).toEqual(['2.04', '2.92']);
  expect(await flame.sidesOf('shop/pricing.applyDiscounts')).toEqual(['1.07', '1.40']);
  await expect(flame.fact('total, change')).toHaveText('+1.27 s');
  await expect(flame.activeFrame).toContainText('total, baseline 25.3 s, total, comparison 26.6 s');
  await expect(compare.answer).toContainText('CPU time +1.3 s (+5.13 %) in total');
  await expect(compare.answer).toContainText('delta = comparison − baseline');
  await expect(compare.answer).toContainText('Comparable: same unit, type, build; 20 scrapes each');
  for (const side of ['Baseline', 'Comparison'] as const)
    await expect(compare.side(side)).toContainText('20 scrapes');
  // What verdicts say has its room before they come.
  await expect(compare.answer).toContainText('more than noise');
  expect(Math.abs((await topOfGraph()) - top)).toBeLessThan(2);
});

test('from a profile in one click, and opened directly: two windows that share no scrape', async ({
  profile,
  compare,
}) => {
  await profile.openUnit('shop-k8s/1', { profileWindow: printWindow(AFTER) });
  await profile.page.getByRole('button', { name: 'Compare', exact: true }).click();
  await compare.idle();
  expect(compare.windowParam('comparisonWindow')).toEqual(AFTER);
  await compare.expectParam('baseline', /shop-k8s\/1/);
  await compare.expectParam('baselineWindow', /^\d+-\d+$/);
  await expect(compare.picker('Unit', compare.selection('Baseline'))).toHaveValue('shop-k8s/1');

  await compare.page.goto('/compare');
  await compare.idle();
  const baseline = compare.windowParam('baselineWindow');
  const comparison = compare.windowParam('comparisonWindow');
  expect(baseline.start).toBe(RANGE.start);
  expect(comparison.start).toBeGreaterThan(baseline.end);
  expect(comparison.end).toBe(RANGE.end);
  await expect(compare.picker('Unit', compare.selection('Comparison'))).toHaveValue('shop-k8s/1');
});

test('both windows are drawn on the timeline: a drag outside sets the nearer one, inside moves it', async ({
  compare,
}) => {
  await compare.openRise();
  await expect(compare.window('Baseline')).toContainText('00:18:00 to 00:23:00');
  for (const band of ['Baseline · 5 min', 'Comparison · 5 min'])
    await expect(compare.timeline.root.getByText(band)).toBeVisible();
  await expect(compare.timeline.root).toContainText('drag outside: set the nearer one');
  await compare.timeline.drag(0.96, 0.85);
  await expect.poll(() => compare.windowParam('comparisonWindow')).not.toEqual(AFTER);
  near(compare.windowParam('comparisonWindow').start, 0.85);
  near(compare.windowParam('comparisonWindow').end, 0.96);
  expect(compare.windowParam('baselineWindow')).toEqual(BEFORE);
  await compare.idle();

  await compare.timeline.drag(0.05, 0.3);
  await expect.poll(() => compare.windowParam('baselineWindow')).not.toEqual(BEFORE);
  near(compare.windowParam('baselineWindow').start, 0.05);
  near(compare.windowParam('baselineWindow').end, 0.3);
  await compare.idle();

  const before = compare.windowParam('baselineWindow');
  await compare.timeline.drag(0.2, 0.3);
  await expect.poll(() => compare.windowParam('baselineWindow')).not.toEqual(before);
  const moved = compare.windowParam('baselineWindow');
  near(moved.start, 0.15);
  expect(moved.end - moved.start).toBe(before.end - before.start);
  await compare.idle();
});

test('each edge of each window can be dragged, and moved by the keyboard', async ({ compare }) => {
  await compare.openRise();
  await compare.timeline.dragEdge('Baseline, start', 0.1);
  await expect.poll(() => compare.windowParam('baselineWindow').start).not.toBe(BEFORE.start);
  near(compare.windowParam('baselineWindow').start, 0.1);
  expect(compare.windowParam('baselineWindow').end).toBe(BEFORE.end);
  await compare.idle();
  await compare.timeline.dragEdge('Comparison, end', 0.95);
  await expect.poll(() => compare.windowParam('comparisonWindow').end).not.toBe(AFTER.end);
  near(compare.windowParam('comparisonWindow').end, 0.95);

  const { end } = compare.windowParam('comparisonWindow');
  await compare.timeline.edge('Comparison, end').press('ArrowLeft');
  await expect.poll(() => compare.windowParam('comparisonWindow').end).toBeLessThan(end);
  await compare.idle();
});

test('swapped sides negate every difference and nothing else', async ({ compare }) => {
  const { flame } = compare;
  await compare.openRise({ normalise: 'raw', search: 'pricing.Quote' });
  await compare.swap();
  await expect.poll(() => compare.windowParam('baselineWindow')).toEqual(AFTER);
  expect(compare.windowParam('comparisonWindow')).toEqual(BEFORE);
  await compare.idle();
  const [delta, change] = await flame.cellsOf('shop/pricing.Quote');
  expect([delta, change]).toEqual(['▼ −1.270', '−28.2']);
  expect(await flame.sidesOf('shop/pricing.Quote')).toEqual(['4.50', '3.23']);
  await expect(compare.answer).toContainText('CPU time −1.3 s');
});

test('load or cost: nearly as many requests, and a function that costs more for each', async ({
  compare,
  page,
}) => {
  await compare.openRise({ selected: 'shop/pricing.Quote' });
  const lines = page.getByText(/^Of \+/);
  await expect(lines).toHaveText([
    /^Of \+4\.33 mcores: \+1\.08 mcores load \(requests \+1\.28 %\), \+3\.25 mcores cost \(CPU time per request \+3\.8 %\)$/,
    /^Of \+4\.23 mcores: .*\(CPU time per request \+37\.6 %\)$/,
  ]);
  await compare.choose('Normalize', 'per request');
  await compare.expectParam('normalise', 'perRequest');
  await compare.expectParam('requests', 'shop_requests_total');
  await expect(compare.answer.getByText('delta = ')).toHaveText(
    /^delta = comparison ÷ \(300\.2 s × 103\.\d+ requests\/s\) − baseline ÷ \(300\.2 s × 101\.\d+ requests\/s\)/,
  );
  // 3.23 s ÷ (300.2 s × 101.745/s) and 4.5 s ÷ (300.2 s × 103.052/s), in µs
  const sides = await compare.flame.sidesOf('shop/pricing.Quote');
  expect(sides.map(Number.parseFloat)).toEqual([105.7, 145.5]);
});

test('siblings are compared per unit', async ({ compare, page }) => {
  await compare.openRise();
  await page.getByRole('button', { name: 'siblings', exact: true }).click();
  await compare.expectParam('normalise', 'perUnit');
  await compare.idle();
  await expect(compare.answer.getByText('delta = ')).toHaveText(
    /÷ 1 series − baseline ÷ 300\.\d s ÷ 1 series/,
  );
  await expect(page.getByText('values per unit')).toBeVisible();
});

test('the formula on screen is that of the chosen normalisation', async ({ compare }) => {
  const { flame } = compare;
  const formula = compare.answer.getByText('delta = ');
  await compare.openRise({ search: 'pricing.Quote' });
  await expect(compare.picker('Normalize')).toHaveValue('per second');
  await expect(formula).toHaveText(
    /^delta = comparison ÷ 300(\.\d+)? s − baseline ÷ 300(\.\d+)? s\s*$/,
  );
  // 3.23 s ÷ 300.2 s and 4.5 s ÷ 300.2 s
  const sides = await flame.sidesOf('shop/pricing.Quote');
  expect(sides.map(Number.parseFloat)).toEqual([10.76, 14.99]);

  await compare.choose('Normalize', 'raw values');
  await expect(formula).toHaveText('delta = comparison − baseline');
  // Columns of verdicts come between what is asked of the head and of the row.
  await expect.poll(async () => (await flame.sidesOf('shop/pricing.Quote'))[1]).toBe('4.50');

  await compare.choose('Normalize', 'share of total');
  await compare.expectParam('normalise', 'share');
  await expect(formula).toHaveText('delta = comparison ÷ 26.63 s − baseline ÷ 25.33 s');
  // 12.8 % and 16.9 % of the recording's README
  expect(await flame.sidesOf('shop/pricing.Quote')).toEqual(['12.75', '16.90']);
  await expect(compare.answer).toContainText('Shares ');

  // A state of the process has no rate.
  await compare.choose('Profile', 'Goroutines');
  await compare.expectParam('type', GOROUTINES);
  await compare.idle();
  await compare.picker('Normalize').click();
  await expect(compare.option('per second')).toHaveCount(0);
  await expect(compare.option('share of total')).toHaveCount(1);
});

test('what only one side has is called new or gone', async ({ compare }) => {
  const { flame } = compare;
  await compare.openRise({ baseline: unitSelector('shop-k8s/0'), sort: 'change.desc' });
  await expect(flame.table.getByText('new', { exact: true }).first()).toBeVisible();
  const header = flame.table.getByRole('columnheader', { name: 'Δ %' });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(flame.table.getByText('gone', { exact: true }).first()).toBeVisible();
  const legend = flame.root.getByRole('group', { name: 'Legend' });
  await expect(legend).toContainText('new');
  await expect(legend).toContainText('gone');
});

test('one side opens as a profile', async ({ compare, profile }) => {
  await compare.openRise();
  await compare.page.getByRole('button', { name: 'View the profile of the baseline' }).click();
  await profile.expectParam('profileWindow', printWindow(BEFORE));
  await profile.idle();
  expect(new URL(profile.page.url()).pathname).toBe('/profile');
  expect(await profile.exactTotal()).toBe(25_330_000_000);
});

test('presets put the baseline before the comparison', async ({ compare }) => {
  await compare.openRise({ baseline: unitSelector('shop-k8s/0') });
  const presets = compare.page.getByRole('group', { name: 'Baseline presets' });
  await presets.getByRole('button', { name: 'previous period' }).press('Enter');
  await expect.poll(() => compare.windowParam('baselineWindow')).not.toEqual(BEFORE);
  const { start, end } = compare.windowParam('baselineWindow');
  expect(end).toBe(AFTER.start - 1);
  expect(end - start).toBe(AFTER.end - AFTER.start);
  // The same selection at the earlier time.
  await compare.expectParam('baseline', unitSelector('shop-k8s/1'));
  await compare.idle();

  await presets.getByRole('button', { name: 'same time yesterday' }).click();
  const DAY = 86_400_000;
  await expect
    .poll(() => compare.windowParam('baselineWindow'))
    .toEqual({ start: AFTER.start - DAY, end: AFTER.end - DAY });
  const main = compare.page.getByRole('main');
  await expect(main).toContainText('Baseline: no profiles of shop-k8s/1, Nov 20, ');
  // The page's range stays: each side has a timeline of its own.
  expect(compare.param('from')).toBe(null);
  for (const side of ['baseline', 'comparison'])
    await expect(
      compare.page.getByRole('region', { name: `Timeline of the ${side}` }),
    ).toBeVisible();
  await expect(compare.answer).toHaveCount(0);
  await expect(compare.flame.root).toHaveCount(0);
  await main.getByRole('button', { name: /^Use Nov 21/ }).click();
  await expect(compare.answer).toContainText(' in total');
});

test('search, focus and widths in a comparison', async ({ compare }) => {
  const { flame } = compare;
  await compare.openRise({ normalise: 'raw' });
  await flame.search.fill('pricing\\.Quote$');
  await flame.regex.click();
  await expect(flame.searchWords).toHaveText(
    '1 function, 12.8 % of baseline, 16.9 % of comparison',
  );
  await flame.frame('shop/pricing.Quote').dblclick();
  await compare.expectParam('focus', /./);
  await flame.idle();
  await expect(flame.activeFrame).toContainText('total, change +1.27 s (+39.3 %)');
  await compare.swap();
  await compare.idle();
  await expect(flame.breadcrumbs.getByRole('listitem').last()).toContainText('Quote');
  await compare.choose('Width', 'width: baseline');
  await expect(flame.root.getByRole('group', { name: 'Legend' })).toContainText('width: baseline');
  await compare.expectParam('width', 'baseline');
});

test('two sides that overlap, or are of different units, are compared with care', async ({
  compare,
  page,
}) => {
  await page.goto(
    addressOf('compare', {
      type: CPU,
      baseline: unitSelector('shop-k8s/1'),
      comparison: unitSelector('shop-k8s/1'),
      baselineWindow: printWindow(BEFORE),
      comparisonWindow: printWindow({ start: BEFORE.start + 60_000, end: BEFORE.end }),
    }),
  );
  await compare.idle();
  await expect(compare.answer).toContainText('the sides overlap in time');
});
