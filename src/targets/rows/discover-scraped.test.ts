import { expect, test } from 'vitest';
import { printMatchers, type Target } from '#series';
import { discover } from './discover';
import {
  charmTargets,
  CPU,
  activityOfTargets,
  NOW,
  recordedTargets,
  target,
  inputs,
} from '../targets.fixture';
import type { BadgeKind, TargetRow } from './target-row';
import type { ActiveSeries, ActivityAnswer } from './discovery-inputs';

const charm = (change: (target: Target) => Partial<Target> = () => ({})) =>
  charmTargets.map((each) => ({ ...each, ...change(each) }));
const rowsOfCharm = (change?: (target: Target) => Partial<Target>) =>
  discover(inputs({ targets: charm(change), activity: activityOfTargets(charmTargets) }));
const at = (rows: readonly TargetRow[], address: string) => {
  const row = rows.find((each) => each.address === address);
  if (!row) throw new Error(`no row at ${address}`);
  return row;
};
const hasBadge = (row: TargetRow, kind: BadgeKind) =>
  row.badges.some((badge) => badge.kind === kind);
const ZINC = 'zinc-k8s-0.zinc-k8s-endpoints.dev.svc.cluster.local:4080';
const ARTEFACT = 'juju-2e3d11-4.lxd';

test('the charm makes a row an address, with a profile a profile', () => {
  const rows = rowsOfCharm();
  expect(rows.map(({ address, topology, source }) => [address, topology?.unit, source])).toEqual([
    [ZINC, 'zinc-k8s/0', 'scraped'],
    ['zinc-k8s-1.zinc-k8s-endpoints.dev.svc.cluster.local:4080', 'zinc-k8s/1', 'scraped'],
    ['juju-b6a0d1-0.lxd:6000', 'juju-introspect/0', 'scraped'],
    ['10.28.135.26:6080', undefined, 'scraped'],
    ['10.28.135.27:6080', undefined, 'scraped'],
    [ARTEFACT, 'legacy-api/0', 'scraped'],
    ['parca-0.parca-endpoints.cos.svc.cluster.local:7994', 'parca/0', 'scraped'],
  ]);
  for (const { profiles } of rows)
    expect(profiles.map(({ name }) => name)).toEqual([
      'block',
      'goroutine',
      'memory',
      'mutex',
      'process_cpu',
    ]);
});

test('a healthy unit is profiling, and has nothing else to say', () => {
  const row = at(rowsOfCharm(), ZINC);
  expect(row).toMatchObject({
    state: 'profiling',
    counted: true,
    badges: [],
    nextStep: undefined,
    interval: 15_000,
    lastScrape: NOW - 4000,
    reason: { kind: 'scraped' },
  });
  expect(printMatchers(row.matchers)).toBe(
    '{juju_model_uuid="20ce8299-3634-4bef-8bd8-5ace6c8816b4", juju_model="dev", juju_application="zinc-k8s", juju_unit="zinc-k8s/0"}',
  );
});

test('the bare host of a parca-scrape-target unit is an artefact: named, not counted, nothing to do', () => {
  const rows = rowsOfCharm(({ url }) =>
    url.includes(ARTEFACT)
      ? { health: 'bad', lastError: `dial tcp ${ARTEFACT}:443: connect: connection refused` }
      : {},
  );
  const artefact = at(rows, ARTEFACT);
  expect(artefact).toMatchObject({ state: 'failing', counted: false });
  expect(artefact.meaning).toMatchObject({ kind: 'artefact' });
  expect(artefact.meaning.message).toContain('Charm-library artefact');
  expect(artefact.nextStep).toEqual({ kind: 'artefact', message: 'Nothing to do.' });
  expect(rows.filter((row) => hasBadge(row, 'artefact'))).toEqual([artefact]);
});

test('an artefact is also known by its missing port beside a target without a unit', () => {
  const own = { job: 'j', juju_model: 'm', juju_model_uuid: 'u', juju_application: 'a' };
  const rows = discover(
    inputs({
      targets: [
        target({ job: 'j', address: '10.0.0.1:80', labels: own }),
        target({ job: 'j', address: 'host', labels: { ...own, juju_unit: 'a/0' } }),
        target({ job: 'j', address: '[::1]', labels: { ...own, juju_unit: 'a/1' } }),
        target({ job: 'j', address: '[::1]:80', labels: { ...own, juju_unit: 'a/2' } }),
        target({
          job: 'k',
          address: 'host',
          labels: { ...own, juju_application: 'b', juju_unit: 'b/0' },
        }),
      ],
      activity: undefined,
    }),
  );
  expect(rows.filter((row) => hasBadge(row, 'artefact')).map((row) => row.topology?.unit)).toEqual([
    'a/0',
    'a/1',
  ]);
});

test('two addresses with one label set collide: both say so and neither is counted', () => {
  const rows = rowsOfCharm();
  const colliding = rows.filter((row) => hasBadge(row, 'collision'));
  expect(colliding.map(({ address, counted, state }) => [address, counted, state])).toEqual([
    ['10.28.135.26:6080', false, 'profiling'],
    ['10.28.135.27:6080', false, 'profiling'],
  ]);
  expect(colliding[0]!.meaning.message).toContain('2 targets share one series');
  expect(colliding[0]!.nextStep?.command).toBe(
    'juju deploy parca-scrape-target NAME --config targets=HOST:PORT',
  );
});

test('a fully-qualified target has no unit; the row says why, with its host, and selects itself', () => {
  const row = at(rowsOfCharm(), '10.28.135.26:6080');
  expect(row.badges.find(({ kind }) => kind === 'noUnit')?.message).toContain('host 10.28.135.26');
  expect(row.path.levels.map(({ kind, title }) => [kind, title])).toEqual([
    ['model', 'edge'],
    ['application', 'legacy-api'],
  ]);
  expect(printMatchers(row.matchers)).toContain('juju_application="legacy-api", juju_unit=""}');
});

test("Parca's own job writes the charm under another name, and is read all the same", () => {
  const row = at(rowsOfCharm(), 'parca-0.parca-endpoints.cos.svc.cluster.local:7994');
  expect(row.topology?.charm).toBe('parca-k8s');
  expect(hasBadge(row, 'selfProfiling')).toBe(true);
});

test('spellings of a unit are put right and shown as found', () => {
  const labels = { juju_model: 'm', juju_application: 'ubuntu', juju_unit: 'ubuntu-3' };
  const remote = { juju_model_name: 'm', juju_unit: 'remote-1f2e/0' };
  const rows = discover(
    inputs({
      targets: [target({ address: 'a:1', labels }), target({ address: 'b:1', labels: remote })],
      activity: undefined,
    }),
  );
  expect(rows.map(({ topology }) => topology)).toEqual([
    { model: 'm', application: 'ubuntu', unit: 'ubuntu/3' },
    { model: 'm', application: 'remote-1f2e', unit: 'remote-1f2e/0' },
  ]);
  expect(rows[0]!.badges.map(({ message }) => message)).toEqual([
    'The unit ubuntu/3 is written ubuntu-3 in the labels.',
  ]);
  expect(rows[0]!.matchers).toContainEqual({ name: 'juju_unit', op: '=', value: 'ubuntu-3' });
  expect(rows[1]!.badges.map(({ kind }) => kind)).toEqual(['remoteUnit']);
});

interface StateCase {
  readonly name: string;
  readonly change: Partial<Target>;
  readonly lastSeen?: number;
  readonly none?: true;
  readonly state: string;
  readonly reason: string;
}
const stateCases: readonly StateCase[] = [
  { name: 'scraped and stored', change: {}, state: 'profiling', reason: 'scraped' },
  { name: 'scraped, nothing stored', change: {}, none: true, state: 'empty', reason: 'noProfiles' },
  {
    name: 'never scraped',
    change: { health: 'unknown', lastScrape: undefined },
    none: true,
    state: 'neverScraped',
    reason: 'neverScraped',
  },
  {
    name: 'reset by a new configuration',
    change: { health: 'unknown', lastScrape: undefined },
    state: 'profiling',
    reason: 'reset',
  },
  {
    name: 'reset, and old data',
    change: { health: 'unknown', lastScrape: undefined },
    lastSeen: NOW - 1_800_000,
    state: 'stale',
    reason: 'reset',
  },
  { name: 'overdue', change: { lastScrape: NOW - 600_000 }, state: 'stale', reason: 'overdue' },
  {
    name: 'failing',
    change: { health: 'bad', lastError: 'server returned HTTP status 404 Not Found' },
    state: 'failing',
    reason: 'notFound',
  },
  { name: 'failing without words', change: { health: 'bad' }, state: 'failing', reason: 'other' },
  {
    name: 'an empty profile',
    change: { health: 'bad', lastError: 'empty process_cpu profile from http://a' },
    state: 'empty',
    reason: 'emptyProfile',
  },
  {
    name: 'a failure that is over',
    change: { lastError: 'connection refused' },
    state: 'profiling',
    reason: 'scraped',
  },
  {
    name: 'an idle process',
    change: {},
    lastSeen: NOW - 1_800_000,
    state: 'profiling',
    reason: 'scraped',
  },
];
test.each(stateCases)(
  '$name: $state',
  ({ change, lastSeen = NOW - 20_000, none, state, reason }) => {
    const labels = { job: 'api', instance: 'a:1' };
    const activity: ActivityAnswer = {
      profileType: CPU,
      by: ['job', 'instance'],
      resolution: 15_000,
      series: none ? [] : [{ labels, lastSeen }],
    };
    const [row, ...rest] = discover(
      inputs({ targets: [target({ address: 'a:1', labels, ...change })], activity: [activity] }),
    );
    expect(rest).toEqual([]);
    expect([row!.state, row!.reason.kind]).toEqual([state, reason]);
    expect(row!.counted).toBe(true);
  },
);

test('a past failure is a badge with the words of the server, and no error of the profile', () => {
  const [row] = discover(
    inputs({ targets: [target({ address: 'a:1', lastError: 'connection refused' })] }),
  );
  expect(row!.badges).toEqual([
    {
      kind: 'pastError',
      message: 'process_cpu failed earlier and does not now: connection refused',
    },
  ]);
  expect(row!.profiles[0]).toMatchObject({ error: undefined, failure: undefined });
});

test('one failing profile fails its row, with the server in words, the path and what Prometheus sees', () => {
  const targets = charm(({ url, profileName }) =>
    url.includes('zinc-k8s-0') && profileName === 'mutex'
      ? { health: 'bad', lastError: 'server returned HTTP status 404 Not Found' }
      : {},
  );
  const up = [{ labels: { ...at(rowsOfCharm(), ZINC).labels, job: 'x' }, value: 1 as const }];
  const rows = discover(inputs({ targets, activity: activityOfTargets(targets), up }));
  const row = at(rows, ZINC);
  expect(row.state).toBe('failing');
  expect(row.reason).toEqual({
    kind: 'notFound',
    message:
      '1 of 5 profiles fail. mutex: server returned HTTP status 404 Not Found. Prometheus reaches 1 of 1 endpoints of zinc-k8s/0.',
  });
  expect(row.meaning.message).toContain('does not offer the profile mutex');
});

test('a CPU profile that times out is reported the rule of interval and timeout', () => {
  const [row] = discover(
    inputs({
      targets: [target({ address: 'a:1', health: 'bad', lastError: 'context deadline exceeded' })],
    }),
  );
  expect(row!.meaning.message).toContain('takes 15 s to record');
  expect(row!.nextStep?.message).toContain('scrape_timeout be longer than scrape_interval');
});

test('a scrape interval longer than the range is said', () => {
  const activity: ActivityAnswer = { profileType: CPU, by: ['job'], resolution: 1000, series: [] };
  const [row] = discover(
    inputs({
      targets: [target({ address: 'a:1' })],
      activity: [activity],
      range: { start: NOW - 10_000, end: NOW },
    }),
  );
  expect(row).toMatchObject({ state: 'empty', reason: { kind: 'longInterval' } });
  expect(row!.reason.message).toBe(
    'Scraped every 15 s; the range is 10 s long and holds no profile.',
  );
});

test('commands for parca-scrape-target name the option; hostile names never reach a shell', () => {
  const labels = {
    juju_model: 'm; rm -rf /',
    juju_application: '$(reboot)',
    juju_charm: 'parca-scrape-target',
  };
  const lastError = 'Get "https://a/": x509: certificate signed by unknown authority';
  const [row] = discover(
    inputs({ targets: [target({ address: 'a:1', labels, health: 'bad', lastError })] }),
  );
  expect(row!.nextStep?.command).toBe(
    'juju config -m MODEL APPLICATION tls_ca_cert="$(cat ca.pem)"',
  );
});

test('without stored profiles or targets known, health alone speaks, and nothing is called removed', () => {
  const rows = discover(
    inputs({
      targets: charmTargets,
      activity: undefined,
      up: [{ labels: { job: 'x', instance: 'y' }, value: 1 }],
    }),
  );
  expect(rows).toHaveLength(7);
  expect(rows[0]).toMatchObject({ state: 'profiling', reason: { kind: 'healthOnly' } });
  const stored = discover(
    inputs({ targets: undefined, activity: activityOfTargets(charmTargets) }),
  );
  expect(new Set(stored.map(({ source }) => source))).toEqual(new Set(['scraped']));
  expect(new Set(stored.map(({ reason }) => reason.kind))).toEqual(new Set(['targetsUnknown']));
});

test('recorded: a healthy Parca with an artefact, a collision and profiles without samples explains itself', () => {
  const unit = (value: string): ActiveSeries => ({
    labels: value === '' ? {} : { juju_unit: value },
    lastSeen: Date.parse('2026-11-21T00:36:00Z'),
  });
  const activity: ActivityAnswer = {
    profileType: CPU,
    by: ['juju_unit'],
    resolution: 60_000,
    series: ['parca/0', 'prometheus/0', 'shop-k8s/0', 'shop-k8s/1', ''].map(unit),
  };
  const rows = discover(inputs({ targets: recordedTargets, activity: [activity] }));
  const said = rows.map(({ address, state, badges }) => [
    address,
    state,
    badges.map(({ kind }) => kind).join(' '),
  ]);
  expect(said).toEqual([
    ['127.0.0.1:9090', 'profiling', ''],
    ['127.0.0.1:4080', 'profiling', ''],
    ['127.0.0.1:4081', 'profiling', ''],
    ['127.0.0.1:6080', 'profiling', 'collision noUnit'],
    ['127.0.0.1:6081', 'profiling', 'collision noUnit pastError'],
    ['127.0.0.1', 'failing', 'artefact'],
    ['127.0.0.1:7070', 'profiling', 'selfProfiling'],
  ]);
});

test('one address under two label sets is two rows, and each selects its own profiles', () => {
  const labels = (stage: string) => ({ job: 'api', instance: 'a:1', stage });
  const rows = discover(
    inputs({
      targets: ['blue', 'green'].map((stage) => target({ address: 'a:1', labels: labels(stage) })),
      activity: undefined,
    }),
  );
  expect(rows.map(({ matchers }) => printMatchers(matchers))).toEqual([
    '{job="api", instance="a:1", stage="blue"}',
    '{job="api", instance="a:1", stage="green"}',
  ]);
});
