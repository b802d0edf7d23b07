import { APP_ID } from '../../../src/frames/plugin-ids';
import { test as base } from '../console';
import { delayConsole, roundsToMerges, timetable, watchFlameGraph } from '../delayed-console';
import { DELAY_MS, LINK_ROUNDS, LINKS } from '../first-picture';
import { expect, openStandIn } from './grafana';
import { startStandIn, upstreamsOf } from './server';

/* The app's first picture behind a slow datasource proxy: no more questions in a row than in the console, see rounds.spec.ts. */

for (const { name, address } of LINKS)
  base(
    `${name} by a link that says everything is painted after ${LINK_ROUNDS} rounds`,
    async ({ page, consoleUrl }) => {
      const delayed = await delayConsole(consoleUrl, DELAY_MS);
      const grafana = await startStandIn({ react: 18, root: '', ...upstreamsOf(delayed.url) });
      try {
        const painted = await watchFlameGraph(page);
        await openStandIn(page, `${grafana.url}/a/${APP_ID}${address}`);
        await page.evaluate(() => window.standIn.showApp());
        const at = await painted();
        const table = timetable(delayed.exchanges, at);
        await base.info().attach('questions', { body: table });
        expect(roundsToMerges(delayed.exchanges, at), table).toBeLessThanOrEqual(LINK_ROUNDS);
      } finally {
        // What it still asks would be refused, and complained about.
        await page.close();
        await grafana.stop();
        await delayed.close();
      }
    },
  );
