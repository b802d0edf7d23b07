import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveDemo } from '../demo-server.fixture';
import { execute } from '../execute.fixture';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const PATIENCE = 120_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs until `isEnough` of all that was said, reads the metrics then, and stops. */
async function watchUntil(isEnough: (said: string) => boolean, args: readonly string[]) {
  let said = '';
  let stop = () => {};
  let enough = () => {};
  const reached = new Promise<void>((resolve) => (enough = resolve));
  const hear = async (text: string) => {
    said += text;
    if (isEnough(said)) enough();
  };
  const running = execute(['watch', '--listen', '127.0.0.1:0', ...args], {
    stdout: hear,
    stderr: hear,
    now: () => Date.parse('2026-11-21T00:34:00Z'),
    onStop: (stopped) => (stop = stopped),
  });
  await Promise.race([reached, running]);
  const url = /metrics are at (\S+)/.exec(said)?.[1];
  const response = url === undefined ? undefined : await fetch(url);
  const metrics = await response?.text();
  const elsewhere = url && (await fetch(new URL('/', url))).status;
  stop();
  const { code } = await running;
  return {
    code,
    said,
    metrics: metrics ?? '',
    type: response?.headers.get('content-type'),
    elsewhere,
  };
}

/** Lines of one metric. */
const samplesOf = (metrics: string, name: string) =>
  metrics.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

test(
  'a scan of servers is served to Prometheus, and is there again after a restart',
  async () => {
    let dies = (): unknown => undefined;
    const demo = await serveDemo(({ path }) => path.endsWith('/Query') && dies());
    const state = join(folder, 'state.json');
    const args = [
      ...['--parca', demo.url, '--type', CPU, '--match', '{juju_application="shop-k8s"}'],
      ...['--last', '20m', '--state', state],
    ];
    const first = await watchUntil((said) => said.includes('1 change in 2 units'), args);
    dies = () => demo.close();
    const lost = await watchUntil((said) => said.includes('it ended early'), args);
    expect([first.code, first.elsewhere, lost.code]).toEqual([0, 404, 0]);
    expect(lost.said).toMatch(
      /^Parca does not answer any more: functions of 2 units were not looked into/m,
    );
    expect(samplesOf(lost.metrics, 'parcascope_scan_errors_total')[0]).toMatch(/ 1$/);
    expect(samplesOf(lost.metrics, 'parcascope_change').join()).toContain('shop/pricing.Quote');
    expect(samplesOf(lost.metrics, 'parcascope_scan_units_in_depth')[0]).toMatch(/ 2$/);

    expect(first.type).toBe('text/plain; version=0.0.4; charset=utf-8');
    const labels =
      'application="shop-k8s",unit="shop-k8s/1",function="shop/pricing.Quote",' +
      `type="${CPU}",direction="up",kind="cost",measure="cores"`;
    const [delta] = samplesOf(first.metrics, 'parcascope_change');
    expect(delta).toMatch(/ 0\.00\d+$/);
    expect(delta!.slice(0, delta!.lastIndexOf(' '))).toBe(`parcascope_change{${labels}}`);
    expect(samplesOf(first.metrics, 'parcascope_change_q')[0]).toContain(`{${labels}} `);
    const [start] = samplesOf(first.metrics, 'parcascope_change_start_time_seconds');
    expect(Number(start!.split(' ').at(-1)) * 1000).toBeGreaterThan(
      Date.parse('2026-11-21T00:20:00Z'),
    );
    expect(samplesOf(first.metrics, 'parcascope_scans_total')).toEqual([
      'parcascope_scans_total 1',
    ]);
    expect(samplesOf(first.metrics, 'parcascope_scan_errors_total')).toEqual([
      'parcascope_scan_errors_total 0',
    ]);

    const second = await watchUntil((said) => said.includes('the scan failed'), args);
    expect(second.code).toBe(0);
    expect(samplesOf(second.metrics, 'parcascope_change')).toEqual([delta]);
  },
  PATIENCE,
);

test('a server that is not there is counted, and the next scan comes', async () => {
  const state = join(folder, 'failed.json');
  const args = ['--parca', 'http://127.0.0.1:9', '--every', '1ms', '--state', state];
  const { code, said } = await watchUntil((text) => text.split('the scan failed').length > 3, args);
  expect(code).toBe(0);
  expect(said).toContain('the scan failed: Parca at http://127.0.0.1:9: ');
  const kept = JSON.parse(await readFile(state, 'utf8')) as { scans: number; failures: number };
  expect(kept.failures).toBeGreaterThanOrEqual(2);
  expect(kept.scans).toBe(kept.failures);
});

test('what cannot be', async () => {
  const broken = join(folder, 'broken.json');
  await writeFile(broken, '{"version":1}');
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const parca = ['--parca', 'http://127.0.0.1:9'];
  const answers = [
    await execute(['watch']),
    await execute(['watch', ...parca, '--listen', '9717']),
    await execute(['watch', ...parca, '--listen', '127.0.0.1:99999']),
    await execute(['watch', ...parca, '--every', 'often']),
    await execute(['watch', ...parca, '--listen', '127.0.0.1:0', '--state', broken]),
    await execute(['watch', ...parca, '--listen', `127.0.0.1:${port}`]),
  ];
  taken.close();
  expect(answers.map(({ code, stderr }) => [code, stderr.split('\n')[0]])).toEqual([
    [2, 'parcascope: watch needs --parca URL, --pyroscope URL or an archive'],
    [2, 'parcascope: --listen: expected ADDRESS:PORT such as 127.0.0.1:9717, got "9717"'],
    [
      2,
      'parcascope: --listen: expected ADDRESS:PORT such as 127.0.0.1:9717, got "127.0.0.1:99999"',
    ],
    [2, 'parcascope: --every: expected a duration such as 20m, got "often"'],
    [2, `parcascope: --state: ${broken} is no state of parcascope watch: remove it to begin anew`],
    [3, `parcascope: listen EADDRINUSE: address already in use 127.0.0.1:${port}`],
  ]);
});
