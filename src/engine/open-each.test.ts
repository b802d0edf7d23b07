import { expect, test } from 'vitest';
import { besideEachOther, encodePprof, foldTree, sumParts, treeFromFolded } from '#profile';
import { PortWorker } from '../../tests/support/port-worker';
import { createEngine, createMainThreadEngine } from './engine';
import { createWorkApi } from './work-api';

const trees = [
  treeFromFolded(['main;serve 10', 'main;gc 30', '__proto__;constructor 2']),
  treeFromFolded(['main;serve 7']),
];
const sampleType = { type: 'cpu', unit: 'nanoseconds' };
const labels = [{ unit: 'a' }, { unit: 'b' }];
const together = encodePprof(besideEachOther(trees), { sampleType, labels });
const alone = encodePprof(trees[0]!, { sampleType });

test.each([
  {
    name: 'a worker',
    engineOf: () => createEngine({ spawn: () => new PortWorker(createWorkApi()) }),
  },
  { name: 'the main thread', engineOf: () => createMainThreadEngine() },
])('$name opens several profiles of one file as each of them alone', async ({ engineOf }) => {
  const engine = engineOf();
  const each = [
    [{ pprof: together, total: 50, weight: 1, only: { unit: 'a' } }],
    [
      { pprof: together, total: 7, weight: 2, only: { unit: 'b' } },
      { pprof: alone, total: 45, weight: 0.5 },
    ],
    [],
  ];
  const opened = await engine.openEach(each);
  expect(opened.map(({ total, noStack }) => [total, noStack])).toEqual([
    [50, 8],
    [14 + 45 / 2, 1.5],
    [0, 0],
  ]);
  for (const [i, { handle, total }] of opened.entries()) {
    const { tree } = await engine.view([handle], { filters: [], inverted: false, by: 'function' });
    expect(foldTree(tree)).toEqual(foldTree(sumParts(each[i]!).tree));
    expect((await engine.open(each[i]!)).total).toBe(total);
  }
  engine.close();
});
