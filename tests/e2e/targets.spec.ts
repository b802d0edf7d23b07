import type { Page, Route } from '@playwright/test';
import { expect, test as base } from './console';
import { CPU, RANGE } from './demo-archive';
import { serveGenerated } from './generated-parca';
import { TargetsView } from './views/targets-view';
import { tabTo } from './tab-to';

const test = base.extend<{ readonly targets: TargetsView }>({
  targets: ({ page }, provide) => provide(new TargetsView(page)),
});

const TARGETS = '**/parca.scrape.v1alpha1.ScrapeService/Targets';
const PROMETHEUS = '**/prometheus/**';

const fails = (words: string) => (route: Route) =>
  route.fulfill({ status: 500, contentType: 'text/plain', body: words });

async function withoutPrometheus(page: Page): Promise<void> {
  await page.route('**/config.json', async (route) => {
    const config: unknown = await (await route.fetch()).json();
    await route.fulfill({ json: Object.assign({}, config, { prometheus: false }) });
  });
}

/** Every list that Parca can answer with, empty: no bytes in a message that is well. */
const EMPTY = Buffer.concat([
  Buffer.alloc(5),
  Buffer.from([0x80, 0, 0, 0, 16]),
  Buffer.from('grpc-status: 0\r\n'),
]);

test('by keyboard: through the tree, into a unit, to its profile and back', async ({
  targets,
  page,
}) => {
  await targets.open();
  await expect(targets.summary).toContainText('3 models');
  await targets.rows.first().focus();
  await expect(targets.focused).toHaveAttribute('aria-level', '1');
  const all = await targets.lineCount();
  await page.keyboard.press('ArrowLeft');
  await expect(targets.focused).toHaveAttribute('aria-expanded', 'false');
  expect(await targets.lineCount()).toBeLessThan(all);
  await page.keyboard.press('ArrowRight');
  await expect(targets.focused).toHaveAttribute('aria-expanded', 'true');
  expect(await targets.lineCount()).toBe(all);

  const unit = targets.row(/shop-k8s\/1/);
  for (let steps = 0; steps < all && !(await isFocused()); steps++)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(targets.details).toContainText('Scraped without an error, and profiles are stored.');
  await targets.expectParam('target', /./);
  // The last cell of a line is the way to its profile.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/profile\?/);
  await targets.expectParam('profile', /juju_unit="shop-k8s\/1"/);
  await targets.expectParam('type', CPU);
  await targets.idle();
  await page.goBack();
  await targets.settled();
  await expect(targets.details).toHaveAccessibleName('Details of shop-k8s/1');

  function isFocused(): Promise<boolean> {
    return unit.evaluate((element) => element === document.activeElement);
  }
});

test('the menu of a line is always there, and is left to where it was opened', async ({
  targets,
  page,
}) => {
  await targets.open();
  const items = () => page.getByRole('menuitem').allTextContents();
  const artefact = page.getByRole('button', { name: 'Actions of legacy-api/0' });
  await artefact.click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await items()).toEqual(['Details and labels', 'Copy labels']);
  await page.keyboard.press('Escape');
  await expect(artefact).toBeFocused();

  await page.getByRole('button', { name: 'Actions of shop-k8s/1' }).press('Enter');
  expect(await items()).toEqual([
    'Profile',
    'Compare with siblings',
    'Compare with before',
    'Metrics',
    'Details and labels',
    'Copy labels',
  ]);
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Metrics' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/profile\?/);
  await targets.expectParam('profile', /juju_unit="shop-k8s\/1"/);
  await targets.expectParam('metrics', 'shown');
});

test('at 1440 px badges and addresses are whole', async ({ targets }) => {
  await targets.open();
  for (const badge of await targets.tree.locator('[data-part="badge"]').all())
    expect(await badge.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  const cut = await targets.tree
    .locator('[data-column="address"]')
    .evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollWidth > cell.clientWidth && !cell.hasAttribute('title')),
    );
  expect(cut).toEqual([]);
});

test('search, a state and their link; an artefact explains itself', async ({ targets, page }) => {
  await targets.open();
  await targets.search.fill('legacy failing');
  await expect(targets.row(/legacy-api\/0/)).toBeVisible();
  await expect(targets.row(/shop-k8s\/1/)).toHaveCount(0);
  await targets.expectParam('find', 'legacy failing');
  await targets.search.fill('nobody');
  await expect(page.getByText('No target fits the search.')).toBeVisible();

  await targets.search.fill('');
  await targets.count('2 with shared labels').click();
  await expect(targets.row(/shop-k8s/)).toHaveCount(0);
  await expect(targets.cell(targets.row(/legacy-api .*2 addresses/), 'state')).toHaveText(
    'ignored',
  );
  await targets.count(/charm-library artefact/).click();
  await page.reload();
  await targets.settled();
  await expect(targets.count(/charm-library artefact/)).toHaveAttribute('aria-pressed', 'true');
  await targets.row(/legacy-api\/0/).click();
  await expect(targets.details).toContainText('failing (ignored: in no count)');
  await expect(targets.details).toContainText('connect: connection refused');
  await expect(targets.details).toContainText('Nothing to do.');
});

test('variables of a dashboard in a link are a search', async ({ targets }) => {
  await targets.open({ 'var-juju_application': 'shop-k8s', 'var-juju_unit': '$__all' });
  await expect(targets.search).toHaveValue('juju_application:shop-k8s');
  await expect(targets.row(/shop-k8s\/0/)).toBeVisible();
  await expect(targets.row(/prometheus\/0/)).toHaveCount(0);
});

test.describe('with servers that fail', () => {
  test.use({ mayComplain: /Failed to load resource/ });

  test('a refresh without targets keeps the old rows; without Prometheus the page still lists', async ({
    targets,
    page,
  }) => {
    await page.route(PROMETHEUS, fails('out of memory'));
    await targets.open();
    await expect(targets.row(/shop-k8s\/1/)).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/what is up: no answer/);
    await expect(page.getByRole('main')).toContainText('out of memory');

    await page.unroute(PROMETHEUS);
    await page.route(TARGETS, fails('restarting'));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText(/Scrape targets: no answer; .* from before/)).toBeVisible();
    await expect(page.getByText(/what is up: no answer/)).toHaveCount(0);
    await expect(targets.cell(targets.row(/shop-k8s\/1/), 'address')).toHaveText('127.0.0.1:4081');
    await expect(targets.tree).toHaveAttribute('data-stale', 'true');

    await page.unroute(TARGETS);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(/no answer/)).toHaveCount(0);
    await expect(targets.tree).toHaveAttribute('data-stale', 'false');
  });
});

test('an empty Parca says so, and how to begin', async ({ targets, page }) => {
  const headers = { 'content-type': 'application/grpc-web+proto' };
  await page.route('**/parca/**', (route) => route.fulfill({ status: 200, headers, body: EMPTY }));
  await withoutPrometheus(page);
  await page.goto('/targets');
  await expect(page.getByText('Nothing is profiled yet.')).toBeVisible();
  await expect(targets.tree).toHaveCount(0);
  await page.getByRole('button', { name: 'Set up profiling' }).click();
  const drawer = page.getByRole('dialog', { name: /Set up profiling/ });
  await expect(drawer).toContainText('parca-agent as a DaemonSet');
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
});

test('two rows chosen by keys are compared, the first as the baseline', async ({
  targets,
  compare,
  page,
}) => {
  await targets.open();
  for (const unit of ['shop-k8s/0', 'shop-k8s/1'])
    await targets.row(new RegExp(unit)).press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Compare these two' }));
  await page.keyboard.press('Enter');
  await expect(compare.answer).toContainText(' in total');
  await expect(compare.answer).toContainText('Comparable: same time, type, build; ');
  await compare.expectParam('baseline', /juju_unit="shop-k8s\/0"/);
  await compare.expectParam('comparison', /juju_unit="shop-k8s\/1"/);
});

test('five thousand targets: places first, few rows in the document, a search, the far end', async ({
  targets,
  page,
}) => {
  await withoutPrometheus(page);
  await serveGenerated(page, RANGE.end);
  // The rows are there long before all has been asked of them.
  await page.goto('/targets');
  await expect(targets.summary).toContainText('500 units');
  // One model and its 25 applications, all closed.
  expect(await targets.lineCount()).toBe(26);
  await targets.search.fill('app-');
  await expect.poll(() => targets.lineCount()).toBe(1 + 25 + 500 + 1000);
  expect(await targets.rows.count()).toBeLessThan(80);
  await targets.tree.evaluate((tree) => tree.scrollTo(0, tree.scrollHeight));
  await expect(targets.tree.locator('[aria-rowindex="1527"]')).toBeInViewport();
  expect(await targets.rows.count()).toBeLessThan(80);

  await targets.search.fill('app-7/3');
  await expect.poll(() => targets.lineCount()).toBe(5);
  const row = targets.row(/10\.1\.\d+\.\d+:4080/);
  await expect(targets.cell(row, 'state')).toHaveText(/profiling|failing: connection refused/);
  await row.click();
  await expect(targets.details).toHaveAccessibleName('Details of app-7/3');
});
