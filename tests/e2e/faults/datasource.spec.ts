import { AFTER, CPU } from '../demo-archive';
import { expect, openStandIn } from '../plugin/grafana';
import { startStandIn, upstreamsOf } from '../plugin/server';
import { test as base } from '../console';
import { startFaultServer, type FaultServer } from './fault-server';
import { FAULTS } from './faults';
import { keepSaid, type Said } from './results';

/* What a dashboard hears of a Parca that fails: an error of the query in words, and the same from the datasource's own test. */

const test = base.extend<object, { readonly grafana: { url: string; parca: FaultServer } }>({
  grafana: [
    async ({ consoleUrl }, provide) => {
      const parca = await startFaultServer(`${consoleUrl}/parca`);
      const { url, stop } = await startStandIn({
        ...{ react: 18, root: '', ...upstreamsOf(consoleUrl), parcaUrl: parca.url },
      });
      await provide({ url, parca });
      await stop();
      await parca.close();
    },
    { scope: 'worker' },
  ],
});

// The browser tells of every HTTP status itself.
test.use({ mayComplain: /Failed to load resource/ });

const QUERY = {
  refId: 'A',
  queryType: 'profile',
  profileTypeId: CPU,
  labelSelector: '{juju_unit="shop-k8s/1"}',
};
/** A query that Grafana would have to wait for says nothing; and its frontend reads an answer whole, however long it is. */
const ASKED = FAULTS.Parca.filter(
  ({ name, then }) => then !== 'hangs' && name !== 'endless answer',
);

test(`Parca fails in ${ASKED.length} ways, and a query says which`, async ({ page, grafana }) => {
  test.setTimeout(5 * 60_000);
  const { url, parca } = grafana;
  await openStandIn(page, `${url}/`);
  // Answers of closed windows are kept: each question is one of its own.
  let asked = 0;
  const said: Record<string, Said> = {};
  const ask = () => {
    const range = { start: AFTER.start + ++asked * 1000, end: AFTER.end };
    return page.evaluate(([query, ends]) => window.standIn.runQueries([query], ends), [
      QUERY,
      range,
    ] as const);
  };
  for (const { name, fault, then } of ASKED)
    await test.step(name, async () => {
      if (fault === 'down') await parca.down();
      else parca.setFault(fault);
      const { errors, frames } = await ask();
      const notices = frames.flatMap(({ schema }) => schema?.meta?.notices ?? []);
      const words = [...errors, ...notices.map(({ text }) => text)].join('\n');
      const [reason = '', next] = words.split('\n');
      said[name] = { reason, ...(next !== undefined && { next }) };
      if (!(then instanceof RegExp)) {
        expect(frames[0]!.data!.values[0]!.length).toBeGreaterThan(1);
        said[name] = { reason: 'draws once it has come' };
      } else {
        // What is between says in its own way that there is no server.
        expect.soft(words).toMatch(fault === 'down' ? /HTTP 50\d/ : then);
        expect.soft(next, 'the next step').toBeDefined();
        const health = await page.evaluate(() => window.standIn.testDatasource('parca'));
        expect(`${health.status}: ${health.message}`).toMatch(/^error: ./);
      }
      if (fault === 'down') await parca.up();
      else parca.setFault(undefined);
    });
  // Well again, it answers again.
  expect((await ask()).errors).toEqual([]);
  keepSaid('datasource', 'Parca', said);
});
