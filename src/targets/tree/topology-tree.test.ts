import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, printMatchers, type Labels, type Target } from '#series';
import { discover } from '../rows/discover';
import { matchersOfNode } from './row-actions';
import {
  activityOfTargets,
  AGENT_CPU,
  charmTargets,
  NOW,
  target,
  inputs,
} from '../targets.fixture';
import { filterRows, filterTree, rowsOf, topologyTree } from './topology-tree';
import type { TopologyNode, TopologyTree } from './topology-node';
import type { DiscoveryInputs } from '../rows/discovery-inputs';

const treeOf = (parts: Partial<DiscoveryInputs>) => topologyTree(discover(inputs(parts)));
const drawn = (tree: TopologyTree): string[] => tree.roots.flatMap((root) => draw(root, ''));
function draw(node: TopologyNode, indent: string): string[] {
  const rows = node.rows.length > 0 ? ` (${node.rows.length})` : '';
  const detail = node.ambiguous ? ` ${node.detail}` : '';
  return [
    `${indent}${node.kind} ${node.title}${detail}${rows}`,
    ...node.children.flatMap((child) => draw(child, `${indent}  `)),
  ];
}
const charmTree = () =>
  treeOf({ targets: charmTargets, activity: activityOfTargets(charmTargets) });

test("the charm's targets as model, application and unit; a unitless target stands at its application", () => {
  expect(drawn(charmTree())).toEqual([
    'model controller',
    '  application juju-introspect',
    '    unit juju-introspect/0 (1)',
    'model cos',
    '  application parca',
    '    unit parca/0 (1)',
    'model dev',
    '  application zinc-k8s',
    '    unit zinc-k8s/0 (1)',
    '    unit zinc-k8s/1 (1)',
    'model edge',
    '  application legacy-api (2)',
    '    unit legacy-api/0 (1)',
  ]);
});

test('artefacts are in no health count, neither are collisions; a collision that fails still shows as worst', () => {
  const targets = charmTargets.map((each): Target => {
    const fails = each.url.includes('2e3d11-4.lxd') || each.url.includes('10.28.135.27');
    return fails ? { ...each, health: 'bad', lastError: 'connection refused' } : each;
  });
  const edge = (only: boolean) =>
    treeOf({
      targets: only ? targets.filter(({ url }) => !url.includes('10.28.135')) : targets,
      activity: activityOfTargets(targets),
    });
  const tree = edge(false);
  expect(tree.counts).toMatchObject({ rows: 7, counted: 4, artefacts: 1, collisions: 2 });
  expect(tree.counts.states).toMatchObject({ profiling: 4, failing: 0 });
  expect(tree.levels).toEqual({ model: 4, application: 4, unit: 4 });
  expect([tree.worst, tree.roots.at(-1)!.worst]).toEqual(['failing', 'failing']);
  expect(edge(true).worst).toBe('profiling');
});

test('models of one name are told apart by their UUID', () => {
  const own = (uuid: string, unit: string): Labels => ({
    juju_model: 'dev',
    juju_model_uuid: uuid,
    juju_application: 'a',
    juju_unit: unit,
  });
  const targets = [
    target({ address: 'a:1', labels: own('11111111-a', 'a/0') }),
    target({ address: 'b:1', labels: own('22222222-b', 'a/0') }),
  ];
  expect(
    drawn(treeOf({ targets, activity: undefined })).filter((line) => !line.startsWith(' ')),
  ).toEqual(['model dev 11111111', 'model dev 22222222']);
});

test('without Juju: namespaces, machines, jobs; Juju first', () => {
  const sets: readonly Labels[] = [
    { node: 'm', comm: 'x' },
    { namespace: 'n', pod: 'p', container: 'c' },
    { juju_model: 'z', juju_application: 'a' },
    { stage: 'only' },
    { job: 'api', instance: 'a:1' },
  ];
  const by = [...new Set(sets.flatMap((set) => Object.keys(set)))];
  const series = sets.map((labels) => ({ labels, lastSeen: NOW }));
  expect(
    drawn(treeOf({ activity: [{ profileType: AGENT_CPU, by, series, resolution: 0 }] })),
  ).toEqual([
    'model z',
    '  application a (1)',
    'namespace n',
    '  pod p',
    '    container c (1)',
    'node m',
    '  process x (1)',
    'job api',
    '  instance a:1 (1)',
    'other {stage="only"} (1)',
  ]);
});

test('busiest first, by the cost of all below; in natural order otherwise', () => {
  const units = [2, 10, 1].map((n) =>
    target({
      address: `h${n}:1`,
      labels: { juju_model: 'm', juju_application: 'a', juju_unit: `a/${n}` },
    }),
  );
  const rows = discover(inputs({ targets: units, activity: undefined }));
  const order = (tree: TopologyTree) => rowsOf(tree.roots).map(({ topology }) => topology?.unit);
  expect(order(topologyTree(rows))).toEqual(['a/1', 'a/2', 'a/10']);
  const cost = (row: (typeof rows)[number]) => ({ 'a/10': 3, 'a/1': 1 })[row.topology!.unit!];
  const busiest = topologyTree(rows, { cost });
  expect(order(busiest)).toEqual(['a/10', 'a/1', 'a/2']);
  expect(busiest.roots[0]!.cost).toBe(4);
});

test('a search keeps the way to what it finds; several words must all be there; name:value is a label', () => {
  const tree = charmTree();
  expect(drawn(filterTree(tree, ' ZINC-k8s/1 '))).toEqual([
    'model dev',
    '  application zinc-k8s',
    '    unit zinc-k8s/1 (1)',
  ]);
  expect(filterTree(tree, 'zinc scraped').counts.rows).toBe(2);
  expect(filterTree(tree, 'zinc failing').counts.rows).toBe(0);
  expect(filterTree(tree, 'juju_model:dev').counts.rows).toBe(2);
  expect(filterTree(tree, 'juju_model:de').counts.rows).toBe(0);
  expect(filterTree(tree, 'juju_unit:zinc-k8s/0|juju-introspect/0').counts.rows).toBe(2);
  // Parca's own job writes another name for the charm, and is found by the one that it means.
  expect(filterTree(tree, 'juju_charm:parca-k8s').counts.rows).toBe(1);
  expect(filterTree(tree, 'artefact').counts).toMatchObject({ rows: 1, artefacts: 1 });
  expect(filterTree(tree, '')).toBe(tree);
  // A place that is there as a whole is the same object: what was worked out for it stays.
  const dev = tree.roots.find(({ title }) => title === 'dev');
  expect(filterTree(tree, 'zinc').roots).toEqual([dev]);
  expect(filterTree(tree, 'zinc').roots[0]).toBe(dev);
  expect(filterRows(tree, ({ source }) => source === 'pushed').roots).toEqual([]);
});

test('a node is a link to everything below it', () => {
  const dev = charmTree().roots.find(({ title }) => title === 'dev')!;
  const uuid = charmTargets[0]!.labels['juju_model_uuid']!;
  expect(printMatchers(matchersOfNode(dev, DEFAULT_ALIASES)!)).toBe(
    `{juju_model_uuid="${uuid}", juju_model="dev"}`,
  );
  expect(printMatchers(matchersOfNode(dev.children[0]!, DEFAULT_ALIASES)!)).toBe(
    `{juju_model_uuid="${uuid}", juju_model="dev", juju_application="zinc-k8s"}`,
  );
});
