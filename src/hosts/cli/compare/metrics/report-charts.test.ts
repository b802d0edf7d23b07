import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveDemo } from '../../demo-server.fixture';
import { execute } from '../../execute.fixture';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta{juju_unit="shop-k8s/1"}';
const SIDES = [
  ...['--selector', CPU, '--baseline', '2026-11-21T00:19:00Z..2026-11-21T00:24:00Z'],
  ...['--comparison', '2026-11-21T00:24:30Z..2026-11-21T00:29:30Z'],
];

let demo: Awaited<ReturnType<typeof serveDemo>>;
beforeAll(async () => (demo = await serveDemo()));
afterAll(() => demo.close());

async function reportOf(...args: readonly string[]) {
  const { code, stdout, stderr } = await execute([
    ...['compare', ...args, ...SIDES, '--format', 'html'],
  ]);
  const charts = [...stdout.matchAll(/<figcaption><b>([^<]*)<\/b>.*?<\/figure>/g)];
  return { code, stderr, charts: charts.map(([text, title]) => ({ title: title!, text })) };
}

test('a report has the type’s rate and the metrics of the same unit, with both windows', async () => {
  const { charts, code, stderr } = await reportOf('public/demo.zip');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const titles = charts.map(({ title }) => title);
  expect(titles[0]).toBe('CPU time');
  expect(titles).toEqual(expect.arrayContaining(['Process CPU', 'Resident memory', 'Requests']));
  for (const { text } of charts) {
    expect(text).toContain('class="key s0">shop-k8s/1<');
    expect(text).toContain('window baseline');
    expect(text).toContain('window comparison');
    expect(text).toMatch(/class="series s0" d="M[^"]*L/);
  }
  const live = await reportOf('--parca', demo.url, '--prometheus', demo.url);
  expect(live.charts.map(({ title }) => title)).toEqual(titles);
});

test('without metrics the answer is the same: none are asked, or a Prometheus that is gone is said', async () => {
  const none = await reportOf('--parca', demo.url);
  expect([none.code, none.stderr]).toEqual([0, '']);
  expect(none.charts.map(({ title }) => title)).toEqual(['CPU time']);
  const gone = await reportOf('--parca', demo.url, '--prometheus', 'http://127.0.0.1:1');
  expect(gone.charts.map(({ title }) => title)).toEqual(['CPU time']);
  expect(gone.code).toBe(0);
  expect(gone.stderr).toMatch(/^left out of the report: Prometheus at http:\/\/127\.0\.0\.1:1/);
});

test('a Prometheus belongs to a server: not to files, not to an archive', async () => {
  const refused = async (...args: readonly string[]) =>
    (await execute(['compare', ...args])).stderr;
  const prometheus = ['--prometheus', demo.url];
  expect(await refused('a', 'b', ...prometheus)).toContain('--prometheus needs --selector');
  expect(await refused('public/demo.zip', ...SIDES, ...prometheus)).toContain(
    'give an archive or a server, not both',
  );
});
