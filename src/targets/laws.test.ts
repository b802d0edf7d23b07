import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { compileMatchers, DEFAULT_ALIASES, labelsKey, type Labels, type Target } from '#series';
import { discover } from './rows/discover';
import { metricJoin } from './metrics/join/metric-join';
import { matchersOfNode, siblingsOf } from './tree/row-actions';
import { AGENT_CPU, CPU, MEMORY, NOW, target } from './targets.fixture';
import { ROW_STATES, type TargetRow } from './rows/target-row';
import { filterTree, rowsOf, topologyTree } from './tree/topology-tree';
import type { TopologyNode } from './tree/topology-node';
import { withoutHidden, type ActivityAnswer, type DiscoveryInputs } from './rows/discovery-inputs';

const NAMES = [
  'juju_model',
  'juju_model_uuid',
  'juju_model_name',
  'juju_application',
  'juju_unit',
  'juju_charm',
  'juju_charm_name',
  'namespace',
  'pod',
  'container',
  'node',
  'comm',
  'systemd_unit',
  'job',
  'instance',
  'cpu',
  '__proto__',
  'constructor',
  'toString',
];
const HOSTILE = [
  '__proto__',
  'constructor',
  '',
  ' ',
  '"',
  "'; rm -rf /",
  '$&',
  '\n',
  '\u202e',
  'a/0',
  'a-0',
  'remote-1/0',
  'parca-scrape-target',
  'juju-introspect/0',
  '{a="b"}',
];
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'a/0', 'a/1', 'm') },
  { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...HOSTILE), fc.string()) },
);
const labels: fc.Arbitrary<Labels> = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), text), { maxLength: 6 })
  .map((pairs) => Object.fromEntries(pairs));
const time = fc.option(fc.integer({ min: NOW - 7_200_000, max: NOW + 60_000 }), { nil: undefined });
const error = fc.oneof(
  fc.constantFrom(undefined, 'connection refused', 'empty x profile from y', 'status 404'),
  fc.string(),
);

const aTarget: fc.Arbitrary<Target> = fc
  .record({
    job: fc.constantFrom('j', 'k', ''),
    profileName: fc.constantFrom('process_cpu', 'memory', 'mutex', '', '__proto__'),
    labels,
    address: fc.constantFrom('a:1', 'b:1', 'host', '', '[::1]:1'),
    health: fc.constantFrom('good', 'bad', 'unknown' as const),
    lastError: error,
    lastScrape: time,
    url: fc.constantFrom('', 'http://a:1/debug/pprof/profile?seconds=15', 'javascript:alert(1)'),
  })
  .map(({ health, ...parts }) => target({ ...parts, health: health as Target['health'] }));

const answer: fc.Arbitrary<ActivityAnswer> = fc
  .record({
    profileType: fc.constantFrom(CPU, MEMORY, AGENT_CPU),
    by: fc.uniqueArray(fc.constantFrom(...NAMES)),
    sets: fc.array(labels, { maxLength: 8 }),
    resolution: fc.constantFrom(0, 60_000),
  })
  .map(({ sets, ...rest }) => ({
    ...rest,
    series: sets.map((each, i) => ({
      labels: Object.fromEntries(Object.entries(each).filter(([name]) => rest.by.includes(name))),
      lastSeen: NOW - i * 300_000,
    })),
  }));

const someInputs: fc.Arbitrary<DiscoveryInputs> = fc.record({
  targets: fc.option(fc.array(aTarget, { maxLength: 15 }), { nil: undefined }),
  activity: fc.option(fc.array(answer, { maxLength: 4 }), { nil: undefined }),
  up: fc.option(
    fc.array(fc.record({ labels, value: fc.constantFrom(0 as const, 1 as const) }), {
      maxLength: 6,
    }),
    { nil: undefined },
  ),
  agents: fc.uniqueArray(fc.record({ id: text, lastPush: time, lastError: error }), {
    selector: ({ id }) => id,
    maxLength: 3,
  }),
  range: fc.constantFrom({ start: NOW - 3_600_000, end: NOW }, { start: NOW - 5000, end: NOW }),
  now: fc.constant(NOW),
  aliases: fc.constant(DEFAULT_ALIASES),
});

vi.setConfig({ testTimeout: 60_000 });

const check = (property: (inputs: DiscoveryInputs) => void) =>
  fc.assert(fc.property(someInputs, property), { numRuns: 150 });

test('every target is in exactly one row, and every row in exactly one state', () => {
  check((inputs) => {
    const rows = discover(inputs);
    const held = rows.flatMap(({ profiles }) =>
      profiles.flatMap((profile) => profile.target ?? []),
    );
    const known = new Set(inputs.targets ?? []);
    expect(held.every((each) => known.has(each))).toBe(true);
    expect(new Set(held).size).toBe(known.size);
    expect(held).toHaveLength(inputs.targets?.length ?? 0);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const row of rows) {
      expect(ROW_STATES.filter((state) => state === row.state)).toHaveLength(1);
      expect(row.reason.message).not.toBe('');
      expect(row.state === 'notProfiled').toBe(row.source === 'metricsOnly');
    }
  });
});

test('every row is in the tree once, and the counts of each node add up', () => {
  check((inputs) => {
    const rows = discover(inputs);
    const tree = topologyTree(rows, { cost: ({ id }) => id.length });
    const shown = rowsOf(tree.roots);
    expect(shown).toHaveLength(rows.length);
    expect(new Set([...shown, ...rows]).size).toBe(rows.length);
    expect(tree.counts.rows).toBe(rows.length);
    expect(tree.counts.counted).toBe(rows.filter(({ counted }) => counted).length);
    const ids: string[] = [];
    tree.roots.forEach(function visit(node: TopologyNode) {
      ids.push(node.id);
      const below = rowsOf([node]);
      expect(node.counts.rows).toBe(below.length);
      expect(Object.values(node.counts.states).reduce((a, b) => a + b, 0)).toBe(
        node.counts.counted,
      );
      expect(node.counts.counted).toBe(below.filter(({ counted }) => counted).length);
      expect(node.worst === undefined).toBe(
        below.every((row) => row.badges.some((m) => m.kind === 'artefact')),
      );
      node.children.forEach(visit);
    });
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('a search shows the rows that have all its words, in the order of the tree', () => {
  fc.assert(
    fc.property(someInputs, fc.string({ maxLength: 4 }), (inputs, words) => {
      const tree = topologyTree(discover(inputs));
      const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
      const expected = rowsOf(tree.roots).filter((row) =>
        wanted.every((word) => row.searchText.includes(word)),
      );
      const found = rowsOf(filterTree(tree, words).roots);
      // `name:value` may find more.
      if (!words.includes(':')) expect(found).toEqual(expected);
      expect(filterTree(tree, words).counts.rows).toBe(found.length);
    }),
    { numRuns: 100 },
  );
});

/** Where a job relabels each profile apart, one row is several series, and its conditions are of what they share. */
const isOneSeries = ({ profiles, labels: own }: TargetRow) =>
  profiles.every(
    ({ target: each }) => each && labelsKey(withoutHidden(each.labels)) === labelsKey(own),
  );

test("a scraped row's conditions hold for itself, and for no row of other labels on its hierarchy", () => {
  check((inputs) => {
    const rows = discover(inputs).filter(({ profiles }) =>
      profiles.some((profile) => profile.target),
    );
    for (const row of rows) {
      expect(compileMatchers(row.matchers)(row.labels)).toBe(true);
      const twins = rows.filter(
        (other) =>
          isOneSeries(other) &&
          other.path.hierarchy === row.path.hierarchy &&
          labelsKey(other.labels) !== labelsKey(row.labels) &&
          compileMatchers(row.matchers)(other.labels),
      );
      expect(twins.map(({ labels: own }) => own)).toEqual([]);
    }
  });
});

test('no input makes a helper throw, and a join has matchers unless it is none', () => {
  check((inputs) => {
    const rows = discover(inputs);
    for (const row of rows) {
      const up = (inputs.up ?? []).map((each) => each.labels);
      const known = {
        aliases: DEFAULT_ALIASES,
        up,
        addresses: row.address === undefined ? [] : [row.address],
      };
      const join = metricJoin(row.matchers, [row.labels], known);
      expect(join.matchers === '').toBe(join.tier === 'none');
      expect(join.explanation).not.toBe('');
      expect(siblingsOf(row, rows).includes(row)).toBe(false);
      expect(
        metricJoin(row.matchers, [row.labels], { ...known, override: row.searchText }).tier,
      ).toMatch(/^(user|none)$/);
    }
    topologyTree(rows).roots.forEach((root) => matchersOfNode(root, DEFAULT_ALIASES));
  });
});
