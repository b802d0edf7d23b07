import { APP_ID } from '../../../src/frames/plugin-ids';
import { test as base } from '../console';
import { delayConsole, roundsToMerges, timetable, watchFlameGraph } from '../delayed-console';
import { AFTER, BEFORE, CPU, RANGE } from '../demo-archive';
import { addressOf, printWindow, unitSelector } from '../views/page-view';
import { expect, openStandIn } from './grafana';
import { startStandIn } from './server';

/* The app's first picture behind a slow datasource proxy: no more questions in a row than in the console, see rounds.spec.ts. */

const DELAY_MS = 2000;
const range = { from: String(RANGE.start), to: String(RANGE.end) };
const unit = unitSelector('shop-k8s/1');
const sides = {
  baseline: unit,
  baselineWindow: printWindow(BEFORE),
  comparison: unit,
  comparisonWindow: printWindow(AFTER),
};

const cases = [
  { name: 'a profile', address: addressOf('profile', { ...range, type: CPU, profile: unit }) },
  { name: 'a comparison', address: addressOf('compare', { ...range, ...sides, type: CPU }) },
];

for (const { name, address } of cases)
  base(
    `${name} by a link that says everything is painted after 2 rounds`,
    async ({ page, consoleUrl }) => {
      const delayed = await delayConsole(consoleUrl, DELAY_MS);
      const grafana = await startStandIn({ react: 18, root: '', consoleUrl: delayed.url });
      try {
        const painted = await watchFlameGraph(page);
        await openStandIn(page, `${grafana.url}/a/${APP_ID}${address}`);
        await page.evaluate(() => window.standIn.showApp());
        const at = await painted();
        const table = timetable(delayed.exchanges, at);
        await base.info().attach('questions', { body: table });
        expect(roundsToMerges(delayed.exchanges), table).toBeLessThanOrEqual(2);
      } finally {
        // What it still asks would be refused, and complained about.
        await page.close();
        await grafana.stop();
        await delayed.close();
      }
    },
  );
