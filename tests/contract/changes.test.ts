import { beforeAll, describe, expect, test } from 'vitest';
import { serveDemo } from '../../src/hosts/cli/demo-server.fixture';
import { execute } from '../../src/hosts/cli/execute.fixture';
import type { ChangesReport } from '../../src/hosts/cli/find-changes/report';

/* The recorded incident: the work of shop/pricing.Quote rises by half on shop-k8s/1 at 00:24; shop-k8s/0 stays as it was. */

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const SHOP = ['--match', '{juju_application="shop-k8s"}'];
const DEMO = ['changes', 'public/demo.zip', '--type', CPU, ...SHOP];
const PATIENCE = 120_000;

type Answer = Awaited<ReturnType<typeof execute>>;

describe('changes of an archive', () => {
  let table: Answer;
  let markdown: Answer;
  let report: ChangesReport;
  beforeAll(async () => {
    table = await execute(DEMO);
    markdown = await execute([...DEMO, '--markdown', '--fail']);
    report = JSON.parse((await execute([...DEMO, '--json'])).stdout) as ChangesReport;
  }, PATIENCE);

  test('a table: the function, its unit, since when, and what was looked at', () => {
    expect([table.code, table.stderr]).toEqual([0, '']);
    const [head, first, ...rest] = table.stdout.split('\n');
    expect(head).toMatch(/^ +delta +change +q +since +type +where +what +why$/);
    expect(first).toMatch(
      /^\+\d\.\d+ mcores +\+\d\d\.\d % +<?0\.\d+ +2026-11-21T00:2\d:\d\dZ ± .* CPU time +shop-k8s\/1 \(1 of 2\) +shop\/pricing\.Quote$/,
    );
    expect(rest.join('\n')).toMatch(
      /^Looked at 2 units × 1 profile type, .* in depth, expected false findings at most 0\.12; \d+ questions in .*\. A function with 5 % of a unit would have been seen from \d+ % more on\.\n$/,
    );
  });

  test('JSON of exactly this shape, best first', () => {
    expect(Object.keys(report)).toEqual(['findings', 'looked']);
    expect(report.looked).toEqual({
      ...{ units: 2, types: 1, seconds: 0 },
      inDepth: expect.any(Number),
      tests: expect.any(Number),
    });
    expect(report.findings).toHaveLength(1);
    const [quote] = report.findings;
    expect(quote).toEqual({
      ...{ function: 'shop/pricing.Quote', application: 'shop-k8s', units: ['shop-k8s/1'] },
      ...{ type: CPU, direction: 'up', unit: 'cores', why: null },
      delta: expect.any(Number),
      interval: [expect.any(Number), expect.any(Number)],
      q: expect.any(Number),
      since: expect.stringMatching(/^2026-11-21T00:2/),
      link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:7171\/compare\?type=/),
    });
    const [low, high] = quote!.interval!;
    expect(0 < low && low < quote!.delta && quote!.delta < high).toBe(true);
    expect(quote!.q).toBeLessThan(0.05);
    expect(Math.abs(Date.parse(quote!.since!) - Date.parse('2026-11-21T00:24:01Z'))).toBeLessThan(
      30_000,
    );
  });

  test('Markdown: each function a link to its comparison; --fail exits with 1', () => {
    expect([markdown.code, markdown.stderr]).toEqual([1, '1 regression\n']);
    expect(markdown.stdout.split('\n')[2]).toMatch(
      /^\| \[<code>shop\/pricing.Quote<\/code>\]\(http:\/\/127\.0\.0\.1:7171\/compare\?[^ )]+\) \| shop-k8s\/1 \(1 of 2\) \| CPU time \| \+\d\.\d+ mcores/,
    );
  });

  test('a quiet unit: nothing, and --fail passes', async () => {
    const quiet = ['--match', '{juju_unit="shop-k8s/0"}', '--fail', '--link-base', 'https://x/y'];
    const { code, stdout, stderr } = await execute([...DEMO, ...quiet]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^nothing changed by more than noise\nLooked at 1 unit × 1 profile type/,
    );
  });
});

test(
  'changes of servers, in a range that is given',
  async () => {
    const asked: string[] = [];
    const demo = await serveDemo(({ path }) => void asked.push(path));
    const range = ['--start', '2026-11-21T00:14:00Z', '--end', '2026-11-21T00:34:00Z'];
    const servers = ['--parca', demo.url, '--prometheus', demo.url];
    const base = ['--link-base', 'https://grafana.example/a/parcascope-console-app'];
    const { code, stdout, stderr } = await execute(
      ['changes', ...servers, ...range, ...base, ...SHOP, '--type', CPU, '--json'],
      { now: () => Date.parse('2026-11-21T01:00:00Z') },
    );
    await demo.close();
    expect([code, stderr]).toEqual([0, '']);
    const { findings } = JSON.parse(stdout) as ChangesReport;
    expect(findings.map((finding) => finding.function)).toEqual(['shop/pricing.Quote']);
    expect(findings[0]!.link).toMatch(
      /^https:\/\/grafana\.example\/a\/parcascope-console-app\/compare\?/,
    );
    expect(asked.some((path) => path.startsWith('api/v1/'))).toBe(true);
  },
  PATIENCE,
);

test('Ctrl-C: what was found so far, and 130', async () => {
  const { code, stdout, stderr } = await execute(DEMO, { onStop: (stop) => stop() });
  expect([code, stderr]).toEqual([130, 'stopped: this is what was found so far\n']);
  expect(stdout).toMatch(/^nothing was found so far\nLooked at .*, stopped\.\n$/);
});

test(
  'another day of which nothing is stored: not "nothing changed", and 2',
  async () => {
    const { code, stdout, stderr } = await execute([...DEMO, '--against', 'yesterday', '--fail']);
    expect([code, stderr]).toEqual([
      2,
      'Nothing is stored of yesterday, so nothing was held against it.\n',
    ]);
    expect(stdout).toMatch(/^nothing was held against anything\nLooked at 2 units/);
    const markdown = await execute([...DEMO, '--against', 'week', '--markdown']);
    expect(markdown.stdout).toMatch(/^Nothing was held against anything\.\n/);
  },
  PATIENCE,
);

test(
  'matchers of nothing: named, and 2',
  async () => {
    const { code, stdout, stderr } = await execute([
      ...['changes', 'public/demo.zip', '--match', '{juju_unit="nope"}', '--fail'],
    ]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^parcascope: --match: no profiles of {juju_unit="nope"} from 2026-11-21T00:1\S+ to 2026\S+\n$/,
    );
  },
  PATIENCE,
);

test(
  'questions that fail are sentences, and the scan goes on',
  async () => {
    const demo = await serveDemo();
    const { code, stderr } = await execute(
      [
        ...['changes', ...SHOP, '--parca', demo.url, '--type', CPU],
        ...['--prometheus', 'http://127.0.0.1:1'],
        ...['--start', '2026-11-21T00:14:00Z', '--end', '2026-11-21T00:34:00Z'],
      ],
      { now: () => Date.parse('2026-11-21T01:00:00Z') },
    );
    await demo.close();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Prometheus.*: .* \(metrics of shop-k8s\)\n$/);
  },
  PATIENCE,
);

test.each<[string, string[], string]>([
  ['no server', ['changes'], 'changes needs --parca URL, --pyroscope URL or an archive'],
  ['both', ['changes', 'x.zip', '--parca', 'http://x'], 'give an archive or servers, not both'],
  ['half a range', [...DEMO, '--start', 'now-1h'], '--start and --end go together'],
  [
    'a range the wrong way round',
    [...DEMO, '--start', 'now', '--end', 'now-1h'],
    '--end must be after --start',
  ],
  ['no matchers', [...DEMO, '--match', '{a}'], '--match: '],
  ['no type', ['changes', 'x.zip', '--type', 'cpu'], '--type: profileType: expected '],
  ['no base', [...DEMO, '--link-base', 'ftp://x'], '--link-base: expected an http or https URL'],
  ['no number', [...DEMO, '--most-merges', '0'], '--most-merges: expected a number from 1 on'],
])('%s', async (_, args, message) => {
  const { code, stderr } = await execute(args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
