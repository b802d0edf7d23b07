import { expect, test } from 'vitest';
import { treeFromFolded } from './tree/folded';
import { frameOf, NO_STACK_FRAME } from './tree/frame-table';
import { buildTopTable, type TopTable } from './top-table';
import { treeOf } from './tree-laws.fixture';
import { unite } from './transform/unite';

function printTable({ names, columns }: TopTable): string[] {
  const numbers = (row: number) =>
    columns.map(({ self, total }) => `${self[row]} of ${total[row]}`).join(' │ ');
  return names.map((name, row) => `${name}: ${numbers(row)}`);
}

const cases = [
  {
    name: 'self is where the samples are, total includes callees',
    folded: ['main;serve;encode 20', 'main;serve 50', 'main;gc 30'],
    table: ['encode: 20 of 20', 'gc: 30 of 30', 'main: 0 of 100', 'serve: 50 of 70'],
  },
  {
    name: 'recursion counts once a stack, whatever lies between',
    folded: ['main;walk;walk;visit;walk 5', 'main;walk 2', 'main;visit 1'],
    table: ['main: 0 of 8', 'visit: 1 of 6', 'walk: 7 of 7'],
  },
  {
    name: 'a delta can be negative',
    folded: ['main;a 3', 'main;b -3'],
    table: ['a: 3 of 3', 'b: -3 of -3', 'main: 0 of 0'],
  },
  { name: 'nothing has no rows', folded: [], table: [] },
];

test.each(cases)('$name', ({ folded, table }) => {
  expect(printTable(buildTopTable(treeFromFolded(folded), 'function'))).toEqual(table);
});

test('every column has its own numbers', () => {
  const both = unite([treeFromFolded(['a;b 1']), treeFromFolded(['a 2'])]);
  expect(printTable(buildTopTable(both, 'function'))).toEqual([
    'a: 0 of 1 │ 2 of 2',
    'b: 1 of 1 │ 0 of 0',
  ]);
});

const app = { mapping: '/opt/shop/server' };
const main = frameOf({ ...app, functionName: 'main.main', fileName: 'main.go' });
const get = frameOf({ ...app, functionName: 'net/http.Get', fileName: 'client.go' });
const dial = frameOf({ ...app, functionName: 'net/http.dial', fileName: 'client.go' });
const raw = [1n, 2n].map((address) => frameOf({ address, mapping: '/lib/libc.so.6' }));
const tree = treeOf(
  [
    { stack: [main, get, dial, ...raw], values: [8] },
    { stack: [main, get], values: [4] },
    { stack: [NO_STACK_FRAME], values: [1] },
  ],
  1,
);

test.each([
  {
    by: 'file',
    table: [': 8 of 8', '(no stack): 1 of 1', 'client.go: 4 of 12', 'main.go: 0 of 12'],
  },
  { by: 'binary', table: ['(no stack): 1 of 1', 'libc.so.6: 8 of 8', 'server: 4 of 12'] },
  {
    by: 'package',
    table: ['(no stack): 1 of 1', '[libc.so.6]: 8 of 8', 'main: 0 of 12', 'net/http: 4 of 12'],
  },
] as const)(
  'by $by, a stack counts once however many of its frames belong to it',
  ({ by, table }) => {
    const top = buildTopTable(tree, by);
    expect(top.by).toBe(by);
    expect(printTable(top)).toEqual(table);
  },
);

test('every frame knows its row, whatever it is called', () => {
  const names = ['__proto__', 'byte[]', 'constructor', 'toString'];
  const hostile = treeFromFolded(names.map((name) => `${name} 1`));
  const top = buildTopTable(hostile, 'function');
  expect(top.names).toEqual(names);
  expect([...top.rowOfFrame]).toEqual([0, 1, 2, 3]);
});
