import type { Route } from '@playwright/test';
import { expect, test } from './console';
import { BEFORE, RANGE } from './demo-archive';
import { printWindow, unitSelector } from './views/page-view';

/*
 * Servers that fail. What is asked here: the server's words are shown with what to do, nothing else goes blank, and trying again works.
 * Which words each fault has is asked without a browser (tests/contract/fault-words.test.ts), and of every page by `npm run faults`.
 */

test.use({ mayComplain: /Failed to load resource/ });

const PARCA = '**/parca/**';
const PROMETHEUS = '**/prometheus/**';
/** The call that brings a profile. */
const MERGE = '**/parca.query.v1alpha1.QueryService/Query';
const UNIT = 'shop-k8s/1';

const GRPC = { 'content-type': 'application/grpc-web+proto' };

interface Failure {
  readonly name: string;
  readonly parca: (route: Route) => Promise<void>;
  readonly prometheus: (route: Route) => Promise<void>;
  readonly words: RegExp;
  readonly metricWords: RegExp;
}

const always =
  (answer: Parameters<Route['fulfill']>[0]) =>
  (route: Route): Promise<void> =>
    route.fulfill(answer);
const refuse = (route: Route) => route.abort('connectionrefused');

const FAILURES: readonly Failure[] = [
  {
    name: 'HTTP 500 with its reason',
    parca: always({ status: 500, contentType: 'text/plain', body: 'disk <b>full</b>' }),
    prometheus: always({
      status: 500,
      json: { status: 'error', errorType: 'internal', error: 'out of memory' },
    }),
    words: /HTTP 500.*disk <b>full<\/b>/,
    metricWords: /out of memory/,
  },
  {
    name: 'nobody there',
    parca: refuse,
    prometheus: refuse,
    words: /Failed to fetch/,
    metricWords: /Failed to fetch/,
  },
  {
    name: 'a gRPC status',
    parca: always({
      status: 200,
      headers: { ...GRPC, 'grpc-status': '13', 'grpc-message': 'failed to%20scan: %C3%BCbel' },
    }),
    prometheus: always({
      status: 422,
      json: { status: 'error', errorType: 'execution', error: 'query timed out' },
    }),
    words: /failed to scan: übel/,
    metricWords: /query timed out/,
  },
];

for (const { name, parca, prometheus, words, metricWords } of FAILURES)
  test(`${name}: Profile says it, and trying again brings the picture`, async ({
    profile,
    page,
  }) => {
    await page.route(PARCA, parca);
    await page.route(PROMETHEUS, prometheus);
    await page.goto(address());
    await expect(profile.alerts.first()).toContainText(words);
    await expect(page.getByRole('main')).not.toContainText('Loading');
    const failedCharts = page
      .getByRole('status')
      .filter({ hasText: 'questions of the charts have no' });
    await expect(failedCharts.or(page.getByText('The charts have no answer'))).toHaveCount(1);
    await expect(page.getByRole('main')).toContainText(metricWords);
    await expect(profile.timeline.chart('Process CPU')).toContainText('No answer.');

    await page.unroute(PARCA);
    await page.unroute(PROMETHEUS);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await profile.idle();
    await expect(profile.alerts).toHaveCount(0);
    await expect(profile.timeline.chart('Process CPU').getByRole('img')).toHaveAccessibleName(
      /minimum/,
    );
  });

test('Compare says once what fails both sides, and trying again brings the answer', async ({
  compare,
  page,
}) => {
  await page.route(PARCA, FAILURES.at(-1)!.parca);
  await page.goto(comparison());
  await expect(compare.alerts.first()).toContainText('failed to scan: übel');
  await expect(page.getByRole('banner').getByRole('status')).toHaveText('');
  await expect(compare.alerts).toHaveCount(1);
  await page.unroute(PARCA);
  await compare.alerts.getByRole('button', { name: 'Try again' }).click();
  await expect(compare.answer).toContainText(' in total');
});

test('a server that hangs: the page says that it loads, and stays of use', async ({
  profile,
  page,
}) => {
  const held: Route[] = [];
  let hangs = true;
  await page.route(MERGE, (route) => (hangs ? void held.push(route) : route.fallback()));
  await page.goto(address());
  await expect(page.getByRole('main')).toContainText(/Loading CPU time of shop-k8s\/1, \d+ min …/);
  await expect(profile.timeline.chart('Process CPU').getByRole('img')).toHaveAccessibleName(/min/);
  // Another question drops the one that hangs.
  await profile.choose('Unit', 'shop-k8s/0');
  await expect.poll(() => held.length).toBeGreaterThan(1);
  await expect.poll(() => held[0]!.request().failure()?.errorText).toMatch(/abort/i);
  hangs = false;
  for (const route of held.slice(1)) await route.fulfill({ status: 504, body: 'gave up' });
  await expect(profile.alerts).toContainText('gave up');
  await profile.alerts.getByRole('button', { name: 'Try again' }).click();
  await profile.idle();
});

test('one metric that fails leaves the others and the profile alone', async ({ profile, page }) => {
  await page.route(PROMETHEUS, async (route) => {
    const asked = decodeURIComponent(
      `${route.request().url()} ${route.request().postData() ?? ''}`,
    );
    if (!asked.includes('process_resident_memory_bytes')) return route.fallback();
    await route.fulfill({ status: 503, contentType: 'text/plain', body: 'maintenance' });
  });
  await page.goto(address());
  await profile.idle();
  await expect(profile.timeline.chart('Resident memory')).toContainText('No answer.');
  const notice = page.getByRole('status').filter({ hasText: 'maintenance' });
  await expect(notice).toContainText(/^1 of \d+ questions of the charts have no answer/);
  for (const title of ['CPU time', 'Process CPU', 'Go heap in use'])
    await expect(profile.timeline.chart(title).getByRole('img')).toHaveAccessibleName(/minimum/);
  await expect(profile.alerts).toHaveCount(0);
});

test('one side that fails leaves the other one alone', async ({ compare, page }) => {
  await page.route(MERGE, async (route) => {
    const asked = route.request().postDataBuffer()?.toString('latin1') ?? '';
    if (!asked.includes('shop-k8s/0')) return route.fallback();
    await route.fulfill({ status: 502, contentType: 'text/plain', body: 'bad gateway' });
  });
  await page.goto(comparison({ baseline: unitSelector('shop-k8s/0') }));
  await expect(compare.side('Baseline').getByRole('alert')).toContainText('bad gateway');
  await expect(compare.side('Comparison')).toContainText('20 scrapes');
  await expect(compare.side('Comparison').getByRole('alert')).toHaveCount(0);
  await expect(compare.timeline.chart('CPU time').getByRole('img')).toHaveAccessibleName(/minimum/);
  await expect(page.getByRole('main')).toContainText('One side failed: this is the other one');
  await compare.flame.idle();
  // The recording's README: 26.62 s of shop-k8s/1 after the rise.
  await expect(compare.flame.activeFrame).toContainText('total 26.6 s');

  await page.unroute(MERGE);
  await compare.side('Baseline').getByRole('button', { name: 'Try again' }).click();
  await expect(compare.answer).toContainText(' in total');
  await compare.idle();
});

test('a refresh that fails keeps the old picture, and one that works takes its notice away', async ({
  profile,
  page,
}) => {
  const { flame } = profile;
  await profile.openUnit(UNIT);
  const names = await flame.names();
  await page.route(PARCA, always({ status: 500, contentType: 'text/plain', body: 'restarting' }));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(profile.alerts).toContainText('what is shown is from before');
  await expect(profile.alerts).toContainText('restarting');
  await expect(profile.alerts).toHaveCount(1);
  expect(await flame.names()).toEqual(names);
  await expect(flame.graph).toBeVisible();
  await expect(profile.timeline.chart('CPU time').getByRole('img')).toHaveAccessibleName(/minimum/);

  await page.unroute(PARCA);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(profile.alerts).toHaveCount(0);
  await profile.idle();
});

test('a window that fails to load leaves the old picture, marked as old', async ({
  profile,
  page,
}) => {
  const { flame } = profile;
  await profile.openUnit(UNIT);
  const names = await flame.names();
  await page.route(MERGE, always({ status: 500, contentType: 'text/plain', body: 'restarting' }));
  await profile.timeline.drag(0.2, 0.45);
  await expect(profile.alerts).toContainText('the picture is of the one before');
  await expect(flame.root).toHaveAttribute('data-stale', 'true');
  expect(await flame.names()).toEqual(names);

  await page.unroute(MERGE);
  await profile.alerts.getByRole('button', { name: 'Try again' }).click();
  await profile.idle();
  await expect(profile.alerts).toHaveCount(0);
});

test('a refresh that brings other data changes picture and numbers together', async ({
  profile,
  page,
}) => {
  await profile.openUnit(UNIT, { profileWindow: printWindow(BEFORE) });
  await page.route(PARCA, async (route) => {
    // The same questions of the other unit: names of equal length, so that the message stays one.
    const asked = route.request().postDataBuffer()!.toString('latin1');
    const other = Buffer.from(asked.replaceAll('shop-k8s/1', 'shop-k8s/0'), 'latin1');
    await route.continue({ postData: other });
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  // The recording's README: 25.33 s of shop-k8s/1, 25.45 s of shop-k8s/0.
  await expect.poll(() => profile.exactTotal()).toBe(25_450_000_000);
  await profile.idle();
  await expect(profile.flame.activeFrame).toContainText(/total 25\.[45]\d* s/);
});

test('no Prometheus at all: the profile without metrics', async ({ profile, page }) => {
  await page.route('**/config.json', async (route) => {
    const config: unknown = await (await route.fetch()).json();
    await route.fulfill({ json: Object.assign({}, config, { prometheus: false }) });
  });
  await page.goto(address());
  await profile.idle();
  await expect(profile.timeline.chart('CPU time')).toBeVisible();
  await expect(profile.timeline.chart('Process CPU')).toHaveCount(0);
});

function address(): string {
  return `/profile?${new URLSearchParams({
    profile: unitSelector(UNIT),
    from: String(RANGE.start),
    to: String(RANGE.end),
    type: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  }).toString()}`;
}

function comparison(more: Record<string, string> = {}): string {
  return `/compare?${new URLSearchParams({
    type: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
    baseline: unitSelector(UNIT),
    baselineWindow: printWindow(BEFORE),
    comparison: unitSelector(UNIT),
    comparisonWindow: '1795220760000-1795221060000',
    ...more,
  }).toString()}`;
}
