import { expect, test } from 'vitest';
import { printMatchers, type Labels } from '#series';
import { discover } from './discover';
import { activityOfTargets, AGENT_CPU, charmTargets, CPU, NOW, inputs } from '../targets.fixture';
import type { ActivityAnswer, DiscoveryInputs } from './discovery-inputs';

const BY = [
  'juju_model',
  'juju_model_uuid',
  'juju_application',
  'juju_unit',
  'job',
  'instance',
  'node',
  'namespace',
  'pod',
  'container',
  'systemd_unit',
  'comm',
  'cpu',
  'thread_id',
];
const stored = (
  labels: Labels,
  parts: { type?: typeof CPU; age?: number } = {},
): ActivityAnswer => ({
  profileType: parts.type ?? AGENT_CPU,
  by: BY,
  resolution: 15_000,
  series: [{ labels, lastSeen: NOW - (parts.age ?? 10_000) }],
});
const merge = (...answers: readonly ActivityAnswer[]): ActivityAnswer[] => {
  const types = [...new Set(answers.map((a) => a.profileType))];
  return types.map((profileType) => {
    const own = answers.filter((a) => a.profileType === profileType);
    return { ...own[0]!, series: own.flatMap(({ series }) => series) };
  });
};
const rowsOf = (parts: Partial<DiscoveryInputs>) => discover(inputs(parts));
const APP = {
  juju_model: 'dev',
  juju_model_uuid: 'U',
  juju_application: 'shop',
  juju_unit: 'shop/0',
};

test('pushed profiles are a row a process, placed by node, and threads are not told apart', () => {
  const thread = (cpu: string, name: string) => ({
    node: 'm1',
    comm: 'mysqld',
    cpu,
    thread_id: name,
  });
  const rows = rowsOf({
    activity: merge(
      stored(thread('0', '1')),
      stored(thread('1', '2'), { age: 5000 }),
      stored({ node: 'm1', systemd_unit: 'docker.service' }),
      stored({ node: 'm1', namespace: 'dev', pod: 'zinc-0', container: 'zinc', comm: 'zinc' }),
    ),
  });
  expect(
    rows.map(({ source, state, path }) => [
      source,
      state,
      path.hierarchy,
      path.levels.map((l) => l.title).join(' > '),
    ]),
  ).toEqual([
    ['pushed', 'profiling', 'machine', 'm1 > mysqld'],
    ['pushed', 'profiling', 'machine', 'm1 > docker.service'],
    ['pushed', 'profiling', 'kubernetes', 'dev > zinc-0 > zinc'],
  ]);
  expect(rows[0]!.labels).toEqual({ node: 'm1', comm: 'mysqld' });
  expect(rows[0]!.lastSeen).toEqual({ time: NOW - 5000, within: 15_000 });
  expect(rows.map(({ matchers }) => printMatchers(matchers))).toEqual([
    '{node="m1", comm="mysqld", systemd_unit="", namespace="", pod=""}',
    '{node="m1", systemd_unit="docker.service", comm="", namespace="", pod=""}',
    '{namespace="dev", pod="zinc-0", container="zinc"}',
  ]);
});

test('pushed profiles that stopped are stale, with their age', () => {
  const [row] = rowsOf({ activity: [stored({ node: 'm1', comm: 'x' }, { age: 720_000 })] });
  expect(row).toMatchObject({ state: 'stale', source: 'pushed', reason: { kind: 'silent' } });
  expect(row!.reason.message).toBe('The last profile is 12 min old.');
});

test('a coarse query does not make fresh profiles stale, and an old range is judged by its own end', () => {
  const answer = stored({ node: 'm1', comm: 'x' }, { age: 720_000 });
  expect(rowsOf({ activity: [{ ...answer, resolution: 600_000 }] })[0]!.state).toBe('profiling');
  const range = { start: NOW - 3_600_000, end: NOW - 700_000 };
  expect(rowsOf({ activity: [answer], range })[0]!.state).toBe('profiling');
});

test('scrape-like profiles without a target: federated while they come, no longer a target when they stop', () => {
  const labels = { ...APP, job: 'j', instance: 'i' };
  const [fresh] = rowsOf({ activity: [stored(labels, { type: CPU })] });
  expect(fresh).toMatchObject({
    source: 'federated',
    state: 'profiling',
    reason: { kind: 'federated' },
  });
  const [old] = rowsOf({ activity: [stored(labels, { type: CPU, age: 1_200_000 })] });
  expect(old).toMatchObject({ source: 'scraped', state: 'stale', reason: { kind: 'removed' } });
  expect(old!.reason.message).toBe(
    'Seen in data, but no longer a target. The last profile is 20 min old.',
  );
  expect(old!.nextStep?.command).toBe(
    'juju integrate -m dev shop:profiling-endpoint parca:profiling-endpoint',
  );
});

test('profiles of a scraped unit under its earlier job or address belong to its row', () => {
  const activity = activityOfTargets(charmTargets);
  const [cpu, ...rest] = activity;
  const earlier = { ...cpu!.series[0]!.labels, instance: 'earlier', job: 'earlier' };
  const series = [...cpu!.series, { labels: earlier, lastSeen: NOW - 3_000_000 }];
  const rows = rowsOf({ targets: charmTargets, activity: [{ ...cpu!, series }, ...rest] });
  expect(rows).toHaveLength(7);
  expect(rows[0]!.badges.map(({ kind }) => kind)).toEqual(['formerLabels']);
});

test("an agent's profiles of a scraped unit are a row of their own", () => {
  const unit = charmTargets[0]!.labels;
  const labels = { ...unit, job: '', instance: '', node: 'm1', comm: 'zinc' };
  const rows = rowsOf({
    targets: charmTargets,
    activity: [...activityOfTargets(charmTargets), stored(labels)],
  });
  const pushed = rows.filter(({ source }) => source === 'pushed');
  expect(pushed).toHaveLength(1);
  expect(pushed[0]!.topology?.unit).toBe('zinc-k8s/0');
  expect(printMatchers(pushed[0]!.matchers)).toContain('comm="zinc"');
  expect(printMatchers(rows[0]!.matchers)).toContain('comm=""');
});

test('agents: a failing push fails what went silent; one without stored profiles is a row; a proxy is none', () => {
  const activity = merge(
    stored({ node: 'm1', comm: 'x' }, { age: 900_000 }),
    stored({ node: 'm2', comm: 'y' }),
  );
  const rows = rowsOf({
    activity,
    agents: [
      { id: 'm1', lastPush: NOW - 5000, lastError: 'no space left' },
      { id: 'm2', lastPush: NOW - 5000, lastError: 'once' },
      { id: 'm3', lastPush: NOW - 5000, lastError: undefined },
      { id: 'm4', lastPush: NOW - 5000, lastError: 'bad profile' },
      { id: 'm5', lastPush: NOW - 1_140_000, lastError: undefined },
      { id: '127.0.0.1', lastPush: NOW - 5000, lastError: undefined },
    ],
  });
  expect(
    rows.map(({ path, state, reason }) => [path.levels[0]!.title, state, reason.kind]),
  ).toEqual([
    ['m1', 'failing', 'other'],
    ['m2', 'profiling', 'pushed'],
    ['m3', 'empty', 'agentEmpty'],
    ['m4', 'failing', 'push'],
    ['m5', 'stale', 'silent'],
  ]);
  expect(rows[4]!.reason.message).toBe('The agent m5 last pushed 19 min ago.');
  expect(
    rowsOf({ agents: [{ id: '127.0.0.1', lastPush: NOW, lastError: undefined }] }),
  ).toHaveLength(1);
});

const up = (labels: Labels, value: 0 | 1 = 1) => ({ labels, value });

test('units that only Prometheus knows are not profiled, with the command that relates them', () => {
  const rows = rowsOf({
    up: [
      up({ ...APP, job: 'a' }),
      up({ ...APP, job: 'b' }, 0),
      up({ ...APP, juju_unit: 'shop/1' }, 0),
      up({
        juju_model: 'dev',
        juju_model_uuid: 'U',
        juju_application: 'shop',
        instance: 'collector',
      }),
      up({ namespace: 'n', pod: 'p-0', job: 'k' }),
      up({ job: 'node', instance: 'm1:9100' }),
      up({}),
    ],
  });
  expect(
    rows.map(({ topology, labels, up: count, state }) => [topology?.unit ?? labels, count, state]),
  ).toEqual([
    ['shop/0', { up: 1, down: 1 }, 'notProfiled'],
    ['shop/1', { up: 0, down: 1 }, 'notProfiled'],
    [{ namespace: 'n', pod: 'p-0' }, { up: 1, down: 0 }, 'notProfiled'],
    [{ job: 'node', instance: 'm1:9100' }, { up: 1, down: 0 }, 'notProfiled'],
  ]);
  expect(rows[0]).toMatchObject({
    source: 'metricsOnly',
    reason: { kind: 'noRelation', message: 'Prometheus scrapes it; no profile of it is known.' },
    nextStep: { command: 'juju integrate -m dev shop:profiling-endpoint parca:profiling-endpoint' },
  });
  expect(rows[1]!.reason.message).toContain('and it is down');
});

test('what is profiled is not called unprofiled: by unit, by application, by alias, by model name, by address', () => {
  const uuid = (application: string) =>
    charmTargets.find((t) => t.labels['juju_application'] === application)!.labels[
      'juju_model_uuid'
    ]!;
  const of = (application: string, unit: string, model: string): Labels => ({
    juju_model_uuid: model,
    juju_model: 'x',
    juju_application: application,
    juju_unit: unit,
  });
  const rows = rowsOf({
    targets: charmTargets,
    activity: activityOfTargets(charmTargets),
    up: [
      up(of('zinc-k8s', 'zinc-k8s/0', uuid('zinc-k8s'))),
      up({ juju_model: 'dev', juju_application: 'zinc-k8s', juju_unit: 'zinc-k8s/1' }),
      up(of('controller', 'controller/0', uuid('juju-introspect'))),
      up(of('legacy-api', 'legacy-api/3', uuid('legacy-api'))),
      up(of('zinc-k8s', 'zinc-k8s/2', uuid('zinc-k8s'))),
      up(of('zinc-k8s', 'zinc-k8s/0', 'another')),
    ],
  });
  const missing = rows.filter(({ source }) => source === 'metricsOnly');
  expect(
    missing.map(({ topology, reason }) => [topology?.unit, topology?.modelUuid, reason.kind]),
  ).toEqual([
    ['zinc-k8s/2', uuid('zinc-k8s'), 'siblingProfiled'],
    ['zinc-k8s/0', 'another', 'noRelation'],
  ]);
  // Parca profiles itself in the model cos, so zinc in another model has to be offered to it.
  expect(missing[1]!.nextStep?.command).toBe(
    'juju offer x.zinc-k8s:profiling-endpoint\njuju consume -m cos x.zinc-k8s\njuju integrate -m cos zinc-k8s:profiling-endpoint parca:profiling-endpoint',
  );
});

test('configured aliases name a place', () => {
  const aliases = {
    labels: { pod: ['k8s_pod'], namespace: ['k8s_ns'] },
    applications: new Map<string, string>(),
  };
  const answer: ActivityAnswer = {
    ...stored({}),
    by: ['k8s_pod', 'k8s_ns'],
    series: [{ labels: { k8s_pod: 'p', k8s_ns: 'n' }, lastSeen: NOW }],
  };
  const [row] = rowsOf({ activity: [answer], aliases });
  expect(row!.path.levels.map(({ kind, title }) => [kind, title])).toEqual([
    ['namespace', 'n'],
    ['pod', 'p'],
  ]);
  expect(printMatchers(row!.matchers)).toBe('{k8s_ns="n", k8s_pod="p"}');
});

test('an answer that keeps no labels says nothing of anybody', () => {
  const answer: ActivityAnswer = { ...stored({}), by: [], series: [{ labels: {}, lastSeen: NOW }] };
  expect(rowsOf({ activity: [answer] })).toEqual([]);
});
