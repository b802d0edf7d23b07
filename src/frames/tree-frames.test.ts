// @vitest-environment jsdom
import { createDataFrame, FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CallTreeBuilder,
  frameOf,
  FrameTableBuilder,
  printTree,
  treeFromFolded,
  unite,
  type CallTree,
} from '#profile';
import { judgedProfile } from '../../tests/support/judged-profile';
import { frameFromTree } from './tree/frame-from-tree';
import { PANEL_ID } from './plugin-ids';
import { isProfileFrame, treeFromFrame } from './tree/tree-from-frame';

const FACTS = {
  profileType: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  sides: [
    {
      selector: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta{juju_unit="a/0"}',
      range: { start: 1000, end: 2000 },
      seconds: 1,
      scrapes: 1,
      buildIds: ['7f3a'],
    },
  ],
};

const frameOfTree = (tree: CallTree, maxNodes = 1000) =>
  frameFromTree(tree, {
    refId: 'A',
    unit: 'nanoseconds',
    facts: FACTS,
    executed: FACTS.sides[0]!.selector,
    notices: ['1 gap'],
    maxNodes,
  });

const values = (frame: DataFrame, name: string) =>
  frame.fields.find((field) => field.name === name)?.values;
const texts = (frame: DataFrame, name: string) => {
  const field = frame.fields.find((each) => each.name === name)!;
  return field.values.map((index: number) => field.config.type!.enum!.text![index]);
};

const tree = treeFromFolded(['A;B;C 20', 'A;B 50', 'A;D 30']);

test('a profile is a nested set with its query, its unit and what is partial', () => {
  const frame = frameOfTree(tree);
  expect(texts(frame, 'label')).toEqual(['total', 'A', 'B', 'C', 'D']);
  expect(values(frame, 'level')).toEqual([0, 1, 2, 3, 2]);
  expect(values(frame, 'value')).toEqual([100, 100, 70, 20, 30]);
  expect(values(frame, 'self')).toEqual([0, 0, 50, 20, 30]);
  expect(values(frame, 'valueRight')).toBeUndefined();
  expect(frame.refId).toBe('A');
  expect(frame.fields.find(({ name }) => name === 'value')!.config.unit).toBe('ns');
  expect(frame.meta).toMatchObject({
    preferredVisualisationType: 'flamegraph',
    executedQueryString: FACTS.sides[0]!.selector,
    notices: [{ severity: 'info', text: '1 gap' }],
  });
});

test('of a comparison the baseline is on the left, and both sides have every frame', () => {
  const frame = frameOfTree(unite([tree, treeFromFolded(['A;B 10', 'E 5'])]));
  expect(texts(frame, 'label')).toEqual(['total', 'A', 'B', 'C', 'D', 'E']);
  expect(values(frame, 'value')).toEqual([100, 100, 70, 20, 30, 0]);
  expect(values(frame, 'valueRight')).toEqual([15, 10, 10, 0, 0, 5]);
  expect(values(frame, 'selfRight')).toEqual([0, 0, 10, 0, 0, 5]);
});

test('Explore shows a profile and a comparison in our panel', () => {
  const pluginOf = (shown: CallTree) => frameOfTree(shown).meta?.preferredVisualisationPluginId;
  expect(pluginOf(tree)).toBe(PANEL_ID);
  expect(pluginOf(unite([tree, tree]))).toBe(PANEL_ID);
});

test('a frame of few nodes says what it left out and keeps the totals', () => {
  const frame = frameOfTree(tree, 3);
  expect(texts(frame, 'label')).toEqual(['total', 'A', '(trimmed)', 'B', '(trimmed)']);
  expect(values(frame, 'value')).toEqual([100, 100, 30, 70, 20]);
  expect(frame.meta!.notices!.map(({ text }) => text)).toEqual([
    '1 gap',
    '2 narrow nodes are shown as (trimmed): the limit is 3 nodes. Their values are kept.',
  ]);
});

const text = fc.constantFrom('', 'a', 'constructor', '__proto__', '</script>', 'main;x "q"');
const fullFrame = fc.record({
  functionName: text,
  fileName: text,
  mapping: text,
  buildId: text,
  systemName: text,
  line: fc.integer({ min: 0, max: 9 }),
  inlined: fc.integer({ min: 0, max: 2 }),
  address: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
});

function treeOf(
  stacks: readonly (readonly [readonly number[], number])[],
  frames: readonly unknown[],
) {
  const table = new FrameTableBuilder();
  const numbers = frames.map((frame) => {
    const known = frameOf(frame as object);
    return table.add(
      known.functionName === ''
        ? { ...known, fileName: '', systemName: '', line: 0 }
        : { ...known, address: 0n },
    );
  });
  const { frames: built, rowOf } = table.build();
  const builder = new CallTreeBuilder(built, 1);
  for (const [stack, value] of stacks)
    builder.addStack(
      stack.map((at) => rowOf[numbers[at % numbers.length]!]!),
      [value],
    );
  return builder.build();
}

const anyTree = fc
  .tuple(
    fc.array(fc.tuple(fc.array(fc.nat(20), { maxLength: 5 }), fc.integer({ min: 0, max: 1e6 }))),
    fc.array(fullFrame, { minLength: 1, maxLength: 8 }),
  )
  .map(([stacks, frames]) => treeOf(stacks, frames));

test('what is written is read: every frame with its facts, every value', () => {
  fc.assert(
    fc.property(anyTree, (whole) => {
      const read = treeFromFrame(frameOfTree(whole, 1e6));
      expect(read.tree).toEqual(whole);
      expect(read.unit).toBe('nanoseconds');
      expect(read.facts).toEqual(FACTS);
    }),
  );
});

test('both columns of a comparison come back', () => {
  fc.assert(
    fc.property(anyTree, anyTree, (a, b) => {
      const both = unite([a, b]);
      expect(treeFromFrame(frameOfTree(both, 1e6)).tree.columns).toEqual(both.columns);
    }),
  );
});

test('what the slices of a comparison say comes back, through JSON too', () => {
  const { tree: both, judgement } = judgedProfile(FACTS.profileType, 42);
  expect(judgement).toMatchObject({ flagged: 1, moved: { grew: { name: 'shop.Quote' } } });
  const sides = [FACTS.sides[0]!, FACTS.sides[0]!];
  const facts = { ...FACTS, sides, judgement };
  const frame = frameFromTree(both, {
    ...{ refId: 'A', unit: 'nanoseconds', executed: '', notices: [], maxNodes: 1000 },
    facts,
  });
  expect(treeFromFrame(frame)).toEqual({ tree: both, unit: 'nanoseconds', facts });
  const { meta } = JSON.parse(JSON.stringify(frame)) as DataFrame;
  expect(treeFromFrame({ ...frame, meta: meta! }).facts).toEqual(facts);
  const newer = { ...judgement, method: 'of a later version' };
  const custom = { parcascope: { ...FACTS, sides, judgement: newer } };
  expect(treeFromFrame({ ...frame, meta: { ...meta, custom } }).facts).toEqual({
    ...FACTS,
    sides,
  });
});

const nested = (rows: readonly (readonly [number, string, number, number?])[]) =>
  toDataFrame({
    fields: [
      { name: 'level', type: FieldType.number, values: rows.map(([level]) => level) },
      { name: 'label', type: FieldType.string, values: rows.map(([, label]) => label) },
      {
        name: 'value',
        type: FieldType.number,
        values: rows.map(([, , value]) => value),
        config: { unit: 'bytes' },
      },
      ...(rows[0]?.[3] === undefined
        ? []
        : [{ name: 'self', type: FieldType.number, values: rows.map(([, , , self]) => self) }]),
    ],
  });

test('other datasources: labels as text, no self, no facts', () => {
  const read = treeFromFrame(
    nested([
      [0, 'total', 10],
      [1, 'main', 10],
      [2, 'x', 4],
      [2, 'x', 1],
    ]),
  );
  expect(printTree(read.tree)).toEqual(['root (10)', '└─ main (10)', '   └─ x (5)']);
  expect(read.tree.columns[0]!.self[1]).toBe(5);
  expect(read).toMatchObject({ unit: 'bytes', facts: undefined });
});

test('what another program trimmed is shown as trimmed, so that totals stay', () => {
  const read = treeFromFrame(
    nested([
      [0, 'total', 10, 0],
      [1, 'main', 9, 2],
      [2, 'x', 4, 4],
    ]),
  );
  expect(printTree(read.tree)).toEqual([
    'root (10)',
    '├─ (trimmed) (1)',
    '└─ main (9)',
    '   ├─ (trimmed) (3)',
    '   └─ x (4)',
  ]);
});

test('a frame without rows is a profile without samples', () => {
  expect(printTree(treeFromFrame(nested([])).tree)).toEqual(['root (0)']);
});

test.each([
  [
    [
      [0, 'total', 1],
      [2, 'x', 1],
    ],
    'field "level"[1]: expected 1, got 2',
  ],
  [
    [
      [0, 'total', 1],
      [1, 'x', 1],
      [0, 'y', 1],
    ],
    'field "level"[2]: expected 1 to 2, got 0',
  ],
  [[[1, 'total', 1]], 'field "level"[0]: expected 0, got 1'],
  [[[0, 'total', NaN]], 'field "value"[0]: expected number, got null'],
  [
    [
      [0, 'total', 3, 1],
      [1, 'x', 5, 5],
    ],
    'field "value"[0]: expected at least 6, its self and its children\'s, got 3',
  ],
] as const)('no profile: %j', (rows, message) => {
  expect(() => treeFromFrame(nested(rows))).toThrow(message);
});

test('a frame without the columns says which', () => {
  const frame = createDataFrame({ fields: [{ name: 'time', type: FieldType.time, values: [1] }] });
  expect(isProfileFrame(frame)).toBe(false);
  expect(isProfileFrame(frameOfTree(tree))).toBe(true);
  expect(() => treeFromFrame(frame)).toThrow('field "level": missing among "time"');
});
