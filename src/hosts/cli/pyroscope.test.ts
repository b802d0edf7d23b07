import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createFakePyroscope, type StoredProfile } from '../../../tests/support/fake-pyroscope';
import { serve, type TestServer } from '../../../tests/support/serve';
import { serveDemo } from './demo-server.fixture';
import { execute } from './execute.fixture';
import type { ChangesReport } from './find-changes/report';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const START = Date.parse('2026-11-21T00:00:00Z');
const SELECTOR = `${CPU}:delta{service_name="shop"}`;

/** Two pods that take 1 s and 2 s of every 15 s, and from 00:17 on twice as much. */
const stored = ['shop-0', 'shop-1'].flatMap((pod, p) =>
  Array.from({ length: 136 }, (_, i): StoredProfile => {
    const noise = ((i * 7 + p * 3) % 5) * 1e7;
    return {
      type: CPU,
      labels: { service_name: 'shop', namespace: 'web', pod },
      time: BigInt(START + i * 15_000 + p * 3000) * 1_000_000n,
      value: (p + 1) * 1e9 * (i < 68 ? 1 : 2) + noise,
    };
  }),
);

let server: TestServer;
const tenants = new Set<string>();
beforeAll(async () => {
  const { transport } = createFakePyroscope(stored);
  server = await serve((request, response) => {
    const chunks: Buffer[] = [];
    tenants.add(String(request.headers['x-scope-orgid']));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      const bytes = Buffer.concat(chunks);
      const body = headers['content-type'] === 'application/proto' ? bytes : bytes.toString();
      const path = (request.url ?? '').slice(1);
      void transport
        .request({ path, method: 'POST', headers, body })
        .then((r) => response.writeHead(r.status, r.headers).end(r.body));
    });
  });
});
afterAll(() => server.close());

const at = () => ['--pyroscope', server.url, '--pyroscope-header', 'X-Scope-OrgID: team-a'];

test('top: what a window cost, of the tenant that is named', async () => {
  const range = '2026-11-21T00:05:00Z..2026-11-21T00:10:00Z';
  const args = ['top', ...at(), '--selector', SELECTOR, '--range', range, '--json'];
  const { code, stdout, stderr } = await execute(args);
  expect([code, stderr]).toEqual([0, '']);
  const inside = stored.filter(
    ({ time }) =>
      time >= BigInt(START + 300_000) * 1_000_000n && time <= BigInt(START + 600_000) * 1_000_000n,
  );
  const sum = inside.reduce((all, { value }) => all + value, 0);
  // 21 profiles each 15 s of the pod that has most.
  const { unit, total } = JSON.parse(stdout);
  expect(unit).toBe('cores');
  expect(total).toBeCloseTo(sum / 1e9 / (21 * 15), 12);
  expect([...tenants]).toEqual(['team-a']);
});

test('compare: two windows', async () => {
  const windows = [
    ...['--baseline', '2026-11-21T00:05:00Z..2026-11-21T00:15:00Z'],
    ...['--comparison', '2026-11-21T00:20:00Z..2026-11-21T00:30:00Z'],
  ];
  const args = ['compare', ...at(), '--selector', SELECTOR, ...windows, '--fail-above', '50'];
  const { code, stdout } = await execute(args);
  expect(code).toBe(1);
  expect(stdout).toMatch(/main/);
});

test('changes: which pods take more, and since when', async () => {
  const range = ['--start', '2026-11-21T00:01:00Z', '--end', '2026-11-21T00:33:00Z'];
  const { code, stdout, stderr } = await execute(['changes', ...at(), ...range]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/shop/);
  expect(stdout).toMatch(/00:1[67]/);
});

describe('changes of a Parca and this Pyroscope', () => {
  const range = ['--start', '2026-11-21T00:14:00Z', '--end', '2026-11-21T00:34:00Z'];
  const both = (demo: string, more: readonly string[]) =>
    execute(['changes', '--parca', demo, ...at(), ...range, '--type', `${CPU}:delta`, ...more]);

  test('each is scanned by itself, and each finding says on which it was found', async () => {
    const demo = await serveDemo();
    onTestFinished(() => demo.close());
    const { code, stdout, stderr } = await both(demo.url, ['--json']);
    expect([code, stderr]).toEqual([0, '']);
    const { findings, looked, datasources } = JSON.parse(stdout) as ChangesReport;
    const foundOn = (name: string) => findings.filter(({ datasource }) => datasource === name);
    expect(foundOn('Parca').map(({ function: name }) => name)).toContain('shop/pricing.Quote');
    expect(foundOn('Pyroscope').map(({ application }) => application)).toContain('shop');
    expect(foundOn('Parca').length + foundOn('Pyroscope').length).toBe(findings.length);
    expect(datasources?.map(({ datasource, units }) => [datasource, units])).toEqual([
      ['Parca', 4],
      ['Pyroscope', 2],
    ]);
    expect(looked.units).toBe(6);
    // A selection without the condition is the first one's.
    const linked = findings.map(({ datasource, link }) => [
      datasource,
      new URL(link).searchParams.get('comparison')!.includes('datasource="Pyroscope"'),
    ]);
    for (const [datasource, isNamed] of linked) expect(isNamed).toBe(datasource === 'Pyroscope');
  }, 120_000);

  test('a condition chooses one; as text each stands below its name', async () => {
    const demo = await serveDemo();
    onTestFinished(() => demo.close());
    const one = await both(demo.url, ['--match', '{datasource="Pyroscope"}']);
    expect([one.code, one.stderr]).toEqual([0, '']);
    expect(one.stdout).toMatch(/^Pyroscope:\n +delta /);
    const none = await both(demo.url, ['--match', '{datasource="Loki"}']);
    expect([none.code, none.stderr]).toEqual([
      2,
      'parcascope: --match: no such datasource: there are Parca and Pyroscope\n',
    ]);
  });

  test('one that does not answer takes nothing of the other; what one has nothing of is said', async () => {
    const gone = await both('http://127.0.0.1:1', []);
    expect(gone.code).toBe(3);
    expect(gone.stderr).toMatch(
      /^Parca at http:\/\/127\.0\.0\.1:1: .*\nthis is what was found on the other server\n$/,
    );
    expect(gone.stdout).toMatch(/^Pyroscope:\n +delta /);
    const demo = await serveDemo();
    onTestFinished(() => demo.close());
    const match = ['--match', '{service_name="shop"}'];
    const { code, stdout, stderr } = await both(demo.url, match);
    expect([code, stderr]).toEqual([
      0,
      'Parca: no profiles of {service_name="shop"} from 2026-11-21T00:14:00.000Z to 2026-11-21T00:34:00.000Z\n',
    ]);
    expect(stdout).toMatch(/^Pyroscope:\n +delta /);
  });
});

test('watch: a Parca that is not there and this Pyroscope', async () => {
  let said = '';
  let stop = () => {};
  let enough = () => {};
  const reached = new Promise<void>((resolve) => (enough = resolve));
  const hear = async (text: string) => {
    said += text;
    if (/^Pyroscope: \d+ change/m.test(said)) enough();
  };
  const running = execute(
    [
      ...['watch', '--parca', 'http://127.0.0.1:1', ...at(), '--listen', '127.0.0.1:0'],
      ...['--last', '32m', '--type', `${CPU}:delta`],
    ],
    {
      stdout: hear,
      stderr: hear,
      now: () => Date.parse('2026-11-21T00:33:00Z'),
      onStop: (it) => (stop = it),
    },
  );
  await Promise.race([reached, running]);
  const metrics = await (await fetch(/metrics are at (\S+)/.exec(said)![1]!)).text();
  stop();
  expect((await running).code).toBe(0);
  expect(said).toMatch(/^Parca: the scan failed: Parca at http:\/\/127\.0\.0\.1:1: /m);
  expect(metrics).toMatch(/^parcascope_scan_errors_total{datasource="Parca"} 1$/m);
  expect(metrics).toMatch(/^parcascope_scan_errors_total{datasource="Pyroscope"} 0$/m);
  expect(metrics).toMatch(/^parcascope_change{application="shop".*datasource="Pyroscope"} /m);
});

test('compare: a window of a Parca with one of this Pyroscope, by shares', async () => {
  const demo = await serveDemo();
  onTestFinished(() => demo.close());
  const window = '2026-11-21T00:20:00Z..2026-11-21T00:23:00Z';
  const [first, second] = ['Parca', 'Pyroscope'].map(
    (name) => `${CPU}:delta{datasource="${name}"}`,
  );
  const sides = ['--baseline-selector', first!, '--selector', second!];
  const windows = ['--baseline', window, '--comparison', window];
  const args = ['compare', '--parca', demo.url, ...at(), ...sides, ...windows];
  const { code, stdout, stderr } = await execute([...args, '--json']);
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('Parca against Pyroscope: they sample otherwise'),
  ]);
  const { unit, normalise, rows } = JSON.parse(stdout);
  expect({ unit, normalise }).toEqual({ unit: 'share', normalise: 'share' });
  expect(rows.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['main', 'runtime.mallocgc']),
  );
  const refused = await execute([...args, '--normalise', 'per-second']);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    'parcascope: --normalise per-second: sides of two servers, which sample otherwise, are compared by share\n',
  ]);
  const gone = await execute([...args, '--pyroscope', 'http://127.0.0.1:1']);
  expect([gone.code, gone.stderr]).toEqual([
    3,
    expect.stringMatching(/^parcascope: Pyroscope at http:\/\/127\.0\.0\.1:1: /),
  ]);
});

test('record: the archive opens to what the server answers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const out = join(folder, 'out.zip');
  const range = ['--start', '2026-11-21T00:05:00Z', '--end', '2026-11-21T00:10:00Z'];
  const { code, stderr } = await execute(['record', ...at(), ...range, '--out', out]);
  expect([code, stderr]).toEqual([0, expect.stringContaining(`${out}: 41 profiles\n`)]);
  const top = async (place: readonly string[]) => {
    const window = ['--range', '2026-11-21T00:06:00Z..2026-11-21T00:09:00Z'];
    const args = ['top', ...place, '--selector', SELECTOR, ...window, '--json'];
    const { stdout } = await execute(args);
    const { unit, total, rows } = JSON.parse(stdout);
    return { unit, total, rows };
  };
  expect(await top([out])).toEqual(await top(at()));
});

test('the console is started on it, and a server that is none is refused with its name', async () => {
  const { code, started } = await execute(at());
  expect(code).toBe(0);
  expect(started[0]).toMatchObject({
    title: 'Pyroscope',
    data: { mode: 'live', pyroscope: { headers: { 'x-scope-orgid': 'team-a' } } },
  });
  const nobody = await execute(['--pyroscope', 'http://127.0.0.1:1']);
  expect(nobody.code).toBe(3);
  expect(nobody.stderr).toContain('Pyroscope at http://127.0.0.1:1');
});

test('a Parca in its place is named, with the option that it wants', async () => {
  const demo = await serveDemo();
  onTestFinished(() => demo.close());
  const { code, stderr } = await execute(['--pyroscope', demo.url]);
  expect([code, stderr]).toEqual([
    2,
    `parcascope: Pyroscope at ${demo.url}: what answers there is a Parca: give --parca URL\n`,
  ]);
});
