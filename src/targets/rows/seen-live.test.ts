import { expect, test } from 'vitest';
import type { Labels } from '#series';
import { discover } from './discover';
import { rowsOf, topologyTree } from '../tree/topology-tree';
import { AGENT_CPU, CPU, NOW, target, inputs } from '../targets.fixture';
import type { TargetRow } from './target-row';

/* What a running Parca 0.28 answered, in its own words, and what it means there. */

const PROFILES = ['block', 'goroutine', 'memory', 'mutex', 'process_cpu'];
const UUID = '20ce8299-3634-4bef-8bd8-5ace6c8816b4';
const PATHS: Readonly<Record<string, string>> = {
  memory: 'allocs',
  process_cpu: 'profile?seconds=10',
};

interface Seen {
  readonly unit: string;
  readonly address?: string;
  readonly error?: (url: string, name: string) => string;
}

/** A unit of the model dev, all of whose profiles fail alike. */
function seen({ unit, address = '10.1.0.7:4080', error }: Seen) {
  const application = unit.split('/')[0]!;
  const labels: Labels = {
    juju_model: 'dev',
    juju_model_uuid: UUID,
    juju_application: application,
    juju_unit: unit,
    juju_charm: application,
    job: `dev_20ce8299_${application}`,
    instance: `dev_${UUID}_${application}_${unit}`,
  };
  return PROFILES.map((profileName) => {
    const url = `http://${address}/debug/pprof/${PATHS[profileName] ?? profileName}`;
    return target({
      job: labels['job']!,
      address,
      profileName,
      labels,
      url,
      ...(error && { health: 'bad', lastError: error(url, profileName) }),
    });
  });
}

const rowOf = (of: Seen): TargetRow => discover(inputs({ targets: seen(of) }))[0]!;

test('every timeout is the same bare words, that of connecting too: nothing is claimed of the connection', () => {
  const row = rowOf({ unit: 'shop/3', error: () => 'context deadline exceeded' });
  expect(row.reason.message).toBe('All 5 profiles fail. process_cpu: context deadline exceeded.');
  expect(row.meaning.message).toContain('or nothing answers at this address');
  expect(row.nextStep!.message).toContain('Try the URL from where Parca runs');
});

test('"empty … profile" is an answer of no bytes, not one of no samples', () => {
  const error = (url: string, name: string) => `empty ${name} profile from ${url}`;
  const row = rowOf({ unit: 'shop/1', error });
  expect(row).toMatchObject({ state: 'empty', counted: true });
  expect(row.reason.message).toBe(
    'empty process_cpu profile from http://10.1.0.7:4080/debug/pprof/profile?seconds=10',
  );
  expect(row.meaning.message).toContain('without a single byte');
  expect(row.nextStep!.message).toContain('Fetch the URL by hand');
});

test('a scrape of no samples is healthy and stores nothing', () => {
  const targets = seen({ unit: 'prometheus/0' }).filter(
    ({ profileName }) => profileName === 'mutex',
  );
  const mutex = { ...CPU, name: 'mutex' };
  const activity = [{ profileType: mutex, by: ['juju_unit'], series: [], resolution: 120_000 }];
  const [row] = discover(inputs({ targets, activity }));
  expect(row).toMatchObject({ state: 'empty', reason: { kind: 'noProfiles' } });
});

test('with a long interval one profile is scraped, others are not yet: it is not called never scraped', () => {
  const never = { health: 'unknown', lastScrape: undefined, lastScrapeDuration: 0 } as const;
  const targets = seen({ unit: 'nightly/0' }).map((one) => ({
    ...one,
    url: one.url.replace('seconds=10', 'seconds=7200'),
    ...(one.profileName === 'goroutine' ? { lastScrape: NOW - 31 * 60_000 } : never),
  }));
  const goroutine = { ...CPU, name: 'goroutine', delta: false };
  const activity = [{ profileType: goroutine, by: ['juju_unit'], series: [], resolution: 300_000 }];
  const [row] = discover(inputs({ targets, activity }));
  expect(row).toMatchObject({ state: 'empty', reason: { kind: 'longInterval' } });
  expect(row!.reason.message).toBe(
    'Scraped every 2 h; the range is 1 h long and holds no profile.',
  );
});

test('a server without pprof answers 404 to every profile: that is said once, of all', () => {
  const row = rowOf({
    unit: 'shop/0',
    error: () => 'server returned HTTP status 404 Not Found',
  });
  expect(row.meaning.message).toContain('has no profile at these paths');
  expect(row.meaning.message).not.toContain('block');
});

test.each([
  [
    'dns',
    (url: string) =>
      `Get "${url}": dial tcp: lookup zinc-k8s-2.zinc-k8s-endpoints.dev.svc.cluster.local: no such host`,
    'cannot resolve the name',
  ],
  [
    'dns',
    (url: string) =>
      `Get "${url}": dial tcp: lookup juju-2e3d11-4.lxd on 10.0.0.2:53: no such host`,
    'cannot resolve the name',
  ],
  [
    'refused',
    (url: string) => `Get "${url}": dial tcp 10.1.0.7:4080: connect: connection refused`,
    'nothing listens at this port',
  ],
  [
    'scheme',
    (url: string) => `Get "${url}": http: server gave HTTP response to HTTPS client`,
    'speaks https to an endpoint that speaks http',
  ],
  [
    'certificate',
    (url: string) =>
      `Get "${url}": tls: failed to verify certificate: x509: cannot validate certificate for 10.1.0.7 because it doesn't contain any IP SANs`,
    'for another name',
  ],
  ['unreadable', () => 'parsing profile: unrecognized profile format', 'no pprof profile'],
  [
    'httpStatus',
    () => 'server returned HTTP status 500 Internal Server Error',
    'refused or failed',
  ],
])('%s, in the words of the server', (kind, error, meaning) => {
  const row = rowOf({ unit: 'zinc-k8s/1', error });
  expect(row).toMatchObject({ state: 'failing', reason: { kind } });
  expect(row.reason.message).toMatch(/^All 5 profiles fail\. process_cpu: /);
  expect(row.meaning.message).toContain(meaning);
});

test('a push that was refused lists its agent by its node, with the words of the answer', () => {
  const agent = {
    id: 'juju-55aa01-2',
    lastPush: NOW - 8000,
    lastError:
      'rpc error: code = InvalidArgument desc = failed to parse profile: proto: wrong wireType = 6 for field Comment',
  };
  const [row] = discover(inputs({ agents: [agent] }));
  expect(row!.reason.message).toBe(`The last push, 8 s ago, failed: ${agent.lastError}`);
  expect(row!.nextStep!.command).toBe('snap logs parca-agent -n=50');
});

test('the last profile of what is pushed is known to the bucket, and said so', () => {
  const labels = { node: 'juju-55aa01-0', comm: 'mysqld', systemd_unit: 'mysql.service' };
  const stored = (lastSeen: number) => [
    {
      profileType: AGENT_CPU,
      by: ['comm', 'node', 'systemd_unit'],
      series: [{ labels, lastSeen }],
      resolution: 120_000,
    },
  ];
  const words = (ago: number) =>
    discover(inputs({ activity: stored(NOW - ago) }))[0]!.reason.message;
  expect(words(70_000)).toBe(
    'An agent or a program pushes it. The last profile is at most 2 min old.',
  );
  expect(words(250_000)).toBe('An agent or a program pushes it. The last profile is 4 min old.');
});

test('a target that was just removed looks federated for some minutes, and the words allow for it', () => {
  const [{ labels }] = seen({ unit: 'retired/0' }) as [ReturnType<typeof target>];
  const stored = (ago: number) => [
    {
      profileType: CPU,
      by: Object.keys(labels),
      series: [{ labels, lastSeen: NOW - ago }],
      resolution: 120_000,
    },
  ];
  const rowAt = (ago: number) => discover(inputs({ activity: stored(ago) }))[0]!;
  expect(rowAt(300_000)).toMatchObject({ source: 'federated', state: 'profiling' });
  expect(rowAt(300_000).reason.message).toContain('The last profile is 5 min old.');
  expect(rowAt(300_000).meaning.message).toContain('If it was a target until just now');
  expect(rowAt(600_000)).toMatchObject({ source: 'scraped', state: 'stale' });
});

test('Prometheus may scrape the address of a Juju target under no labels of Juju: that is no other program', () => {
  const labels = {
    juju_model: 'edge',
    juju_model_uuid: UUID,
    juju_application: 'legacy-api',
    juju_charm: 'parca-scrape-target',
    instance: `edge_${UUID}_legacy-api_`,
  };
  const targets = [target({ address: '10.28.135.26:6080', labels })];
  const up = ['10.28.135.26:6080', '10.28.135.26:9100'].map((instance) => ({
    labels: { job: 'legacy', instance },
    value: 1 as const,
  }));
  const rows = discover(inputs({ targets, up }));
  expect(rows.map(({ source, labels: { instance } }) => [source, instance])).toEqual([
    ['scraped', labels.instance],
    ['metricsOnly', '10.28.135.26:9100'],
  ]);
});

test('an application of which nothing counts', () => {
  const labels = { juju_model: 'edge', juju_application: 'legacy-api', job: 'j', instance: 'i' };
  const targets = ['a:1', 'b:1'].map((address) => target({ address, labels }));
  const tree = topologyTree(discover(inputs({ targets })));
  expect(tree.counts).toMatchObject({ rows: 2, counted: 0, collisions: 2 });
  expect(rowsOf(tree.roots).map(({ meaning }) => meaning.message)[0]).toBe(
    '2 targets share one series, because their labels are the same: a:1, b:1. Their profiles are mixed in it and cannot be separated. ' +
      'They are not counted.',
  );
});
