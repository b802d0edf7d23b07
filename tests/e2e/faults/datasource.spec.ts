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
/** For `npm test`: what the bytes of tests/contract/fault-words.test.ts cannot tell. */
const FEW = ['down', 'hangs', 'HTTP 500', 'connection reset within the answer', 'endless answer'];
const isWhole = process.env['FAULTS'] === 'all';
const ASKED = FAULTS.Parca.filter(({ name }) => isWhole || FEW.includes(name));

test(`Parca fails in ${ASKED.length} ways, and a query says which`, async ({ page, grafana }) => {
  test.setTimeout(5 * 60_000);
  const { url, parca } = grafana;
  await openStandIn(page, `${url}/`);
  // Answers of closed windows are kept: each question is one of its own.
  let asked = 0;
  const said: Record<string, Said> = {};
  const question = () => [QUERY, { start: AFTER.start + ++asked * 1000, end: AFTER.end }] as const;
  const ask = () =>
    page.evaluate(([query, ends]) => window.standIn.runQueries([query], ends), question());
  const start = () =>
    page.evaluate(([query, ends]) => window.standIn.startQueries([query], ends), question());
  /** What hangs is asked, asked anew and given up; Grafana says meanwhile that it loads. */
  const hang = async () => {
    await start();
    await expect.poll(() => parca.open.size).toBeGreaterThan(0);
    const first = [...parca.open];
    await start();
    await expect.poll(() => first.some((request) => parca.open.has(request))).toBe(false);
    await expect.poll(() => parca.open.size).toBeGreaterThan(0);
    expect(await page.evaluate(() => window.standIn.stopQueries())).toEqual([]);
    await expect.poll(() => parca.open.size).toBe(0);
    return { reason: 'nothing: Grafana says that it loads; leaving or asking anew cancels' };
  };
  for (const { name, fault, then } of ASKED)
    await test.step(name, async () => {
      if (fault === 'down') await parca.down();
      else parca.setFault(fault);
      if (then === 'hangs') {
        said[name] = await hang();
        parca.setFault(undefined);
        return;
      }
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
  if (isWhole) keepSaid('datasource', 'Parca', said);
});
