import type { Page } from '@playwright/test';
import { explorePath } from './addresses';
import { DIFF_QUERY, LAST_TEN, PROFILE_QUERY, REPLAY, REPLAY_RANGE } from './demo';
import { environment } from './environment';
import { expect, test } from './grafana';
import { DATASOURCE, OURS, PROMETHEUS } from './names';

const LIVE = { uid: OURS.live, type: DATASOURCE };

function flameGraph(page: Page) {
  return page.getByTestId('flameGraph');
}

test('the default query returns series and a flame graph', async ({ page }) => {
  await page.goto(explorePath(LIVE));
  const graph = page.getByRole('region', { name: 'Graph' });
  await expect(graph.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
  await expect(flameGraph(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('No data', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Query type' })).toHaveValue('Profile and rate');
});

test('a query of the address runs as it is, before its editor adds anything', async ({ page }) => {
  const query = { queryType: 'both', labelSelector: '{}' };
  await page.goto(explorePath(LIVE, [query]));
  await expect(flameGraph(page)).toBeVisible({ timeout: 60_000 });
});

test('two queries at once', async ({ page }) => {
  const other = { ...PROFILE_QUERY, queryType: 'metrics', groupBy: ['juju_unit'] };
  await page.goto(explorePath(REPLAY, [PROFILE_QUERY, other], REPLAY_RANGE));
  await expect(flameGraph(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Graph' })).toContainText('shop-k8s/1');
});

test('a comparison: baseline, comparison and difference of each function', async ({ page }) => {
  await page.goto(explorePath(REPLAY, [DIFF_QUERY], LAST_TEN));
  const heads = page.getByRole('columnheader').getByRole('button');
  await expect(heads.first()).toBeVisible({ timeout: 60_000 });
  // In our panel: Grafana's own flame graph would leave the values of one side out.
  expect((await heads.allTextContents()).map((text) => text.replace('▼', ''))).toEqual([
    ...['function', 'Δ total', 'Δ %', 'baseline', 'comparison', 'Δ self'],
  ]);
  await expect(page.getByRole('row', { name: /shop\/pricing\.Quote/ })).toContainText('+');
});

test('top functions: of one profile, and of a comparison', async ({ page }) => {
  const query = { ...PROFILE_QUERY, queryType: 'top' };
  await page.goto(explorePath(REPLAY, [query], REPLAY_RANGE));
  const table = page.getByRole('region', { name: /^Table/ });
  await expect(table.getByText('Function', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(table).toContainText('runtime.');
  await page.goto(explorePath(REPLAY, [{ ...query, baseline: { offset: '10m' } }], LAST_TEN));
  await expect(table.getByText('Delta', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(table).toContainText('shop/pricing.Quote');
});

test('from a profile to the targets, by the editor', async ({ page }) => {
  await page.goto(explorePath(LIVE));
  await expect(flameGraph(page)).toBeVisible({ timeout: 60_000 });
  // By keyboard: a click on an option of any Combobox, core's too, ends Explore of Grafana 12.3.3 with React's error 185.
  await page.getByRole('combobox', { name: 'Query type' }).click();
  await page.keyboard.type('Targets');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const table = page.getByRole('region', { name: /^Table/ });
  await expect(table.getByText('Health', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(table).toContainText('process_cpu');
});

test('a question without an answer says why', async ({ page }) => {
  const query = { ...PROFILE_QUERY, labelSelector: '{juju_unit="no-such/0"}' };
  await page.goto(explorePath(REPLAY, [query], REPLAY_RANGE));
  await page.getByText('1 info').hover({ timeout: 60_000 });
  await expect(page.getByText(/No profile of the type .*no-such\/0/)).toBeVisible();
});

test.describe('a server that does not answer', () => {
  test.use({ mayComplain: /datasources\/proxy/ });

  test('is a failure with its facts', async ({ page }) => {
    const refused = { uid: OURS.refused, type: DATASOURCE };
    await page.goto(explorePath(refused, [PROFILE_QUERY]));
    await expect(page.getByText(/^Parca: HTTP 502/)).toBeVisible({ timeout: 60_000 });
  });
});

test('label matchers come along from Prometheus', async ({ page }) => {
  const prometheus = { uid: PROMETHEUS.live, type: 'prometheus' };
  await page.goto(explorePath(prometheus, [{ expr: 'up{job="no-such-job"}' }]));
  await page.getByPlaceholder(PROMETHEUS.live).fill(OURS.live);
  await page.getByRole('button', { name: new RegExp(`^${OURS.live} `) }).click();
  await expect(page.getByRole('combobox', { name: 'Query type' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('job = no-such-job')).toBeVisible();
});

test('Add › Open in Parcascope: the same labels and range', async ({ page }) => {
  await page.goto(explorePath(REPLAY, [PROFILE_QUERY], REPLAY_RANGE));
  await expect(flameGraph(page)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const link = page.getByRole('menuitem', { name: /Open in Parcascope/ });
  const opened = page.waitForEvent('popup');
  await link.click();
  // Grafana asks where to: this tab or a new one.
  await page.getByRole('button', { name: 'Open in new tab' }).click();
  const app = await opened;
  await expect.poll(() => new URL(app.url()).searchParams.get('profile')).toContain('shop-k8s/1');
  const { pathname, searchParams } = new URL(app.url());
  expect(pathname).toBe(new URL('a/parcascope-console-app/profile', environment.grafana).pathname);
  expect(searchParams.get('parca')).toBe(OURS.replay);
  for (const end of ['from', 'to'] as const)
    expect(new Date(timeOf(searchParams.get(end)!)).getTime()).toBe(Number(REPLAY_RANGE[end]));
});

/** Epoch ms as Grafana may write them: as digits or as ISO 8601. */
function timeOf(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
