import { expect, startConsole, test as base } from './console';
import { addressOf, printWindow } from './views/page-view';

/* What only a page can show of the archives in tests/fixtures/field-cases. */

const test = base.extend<{ archive: string }>({
  archive: ['', { option: true }],
  baseURL: async ({ archive }, provide) => {
    const { url, stop } = await startConsole([`tests/fixtures/field-cases/${archive}`]);
    await provide(url);
    await stop();
  },
});

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test.describe('the night in which clocks are put back', () => {
  test.use({ archive: 'F07-dst/dst.zip', timezoneId: 'Europe/Berlin' });

  test('both hours of 02:00 are told apart, and the same time yesterday is the same local hour', async ({
    compare,
  }) => {
    const { page } = compare;
    const first = Date.parse('2026-10-25T02:00:00+02:00');
    const second = first + HOUR;
    const hourOf = (start: number) => ({ start, end: start + HOUR - 1000 });
    await page.goto(
      addressOf('compare', {
        ...{ type: CPU, baseline: '{juju_unit="d/0"}', comparison: '{juju_unit="d/0"}' },
        baselineWindow: printWindow(hourOf(first)),
        comparisonWindow: printWindow(hourOf(second)),
      }),
    );
    await compare.idle();
    await expect(page.getByText(/^Europe\/Berlin, UTC/)).toHaveText([
      'Europe/Berlin, UTC+02:00 and UTC+01:00',
    ]);
    await expect(compare.window('Baseline')).toContainText('02:00:00 +02:00 to 02:59:59 +02:00');
    await expect(compare.window('Comparison')).toContainText('02:00:00 +01:00 to 02:59:59 +01:00');

    const presets = page.getByRole('group', { name: 'Baseline presets' });
    for (const [words, days] of [
      ['same time yesterday', 1],
      ['same time last week', 7],
    ] as const) {
      await presets.getByRole('button', { name: words }).click();
      // The clocks showed 02:00 once then, an hour further from UTC: a calendar day is 25 hours.
      await expect
        .poll(() => compare.windowParam('baselineWindow'))
        .toEqual(hourOf(second - days * DAY - HOUR));
      await expect(compare.window('Baseline')).toContainText('02:00:00');
    }
  });
});

test.describe('twenty thousand callees', () => {
  test.use({ archive: 'F08-fanout/deep.zip' });

  for (const layout of ['both', 'graph'])
    test(`are said to be there, with the graph in the layout ${layout}`, async ({
      page,
      profile,
    }) => {
      const unit = { type: CPU, profile: '{juju_unit="fan/0"}', layout };
      await page.goto(addressOf('profile', unit));
      await profile.idle();
      await expect(profile.flame.root).toContainText(
        /20,000 frames are narrower than a pixel, 100 %/,
      );
    });
});

test.describe('numbers of many units', () => {
  test.use({ archive: 'F09-clipped/types.zip' });

  test('none is cut in the table at 1440 pixels', async ({ page, profile }) => {
    const delay = 'q:delay:milliseconds:contentions:count:delta';
    for (const type of [delay, 'block:delay:nanoseconds:contentions:count']) {
      await page.goto(addressOf('profile', { type, profile: '{juju_unit="t/0"}' }));
      await profile.idle();
      const cells = profile.flame.table.getByRole('cell');
      expect(await cells.count()).toBeGreaterThan(3);
      const cut = await cells.evaluateAll((all) =>
        all.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
      );
      expect(cut).toEqual([]);
    }
  });
});
