import { expect, test } from 'vitest';
import { calleesOf, callersOf } from './focus';
import { foldTree, printTree, treeFromFolded } from '../tree/folded';
import { frameOf } from '../tree/frame-table';
import { expectLaws, treeOf } from '../tree-laws.fixture';

const tree = treeFromFolded([
  'main;serve;json 20',
  'main;serve;walk;walk;read 5',
  'main;walk 3',
  'main;walk;read 1',
  'main;idle 100',
]);

test('callees: all calls of the function as one, the outermost of a recursion', () => {
  expect(printTree(calleesOf(tree, 'walk'))).toEqual([
    'root (9)',
    '└─ walk (9)',
    '   ├─ read (1)',
    '   └─ walk (5)',
    '      └─ read (5)',
  ]);
});

test.each([1, 2, 8, 9, 30])(
  'a function that is called from %d places is one, all that it calls summed',
  (places) => {
    const stacks = ['f 1', 'f;a 2', 'f;a;b 1', 'f;c;b 3', 'f;f;c 5'];
    const called = Array.from({ length: places }, (_, i) => [
      `caller${i} 7`,
      // The first one alone calls d.
      ...(i === 0 ? [`caller${i};f;a;d 1`] : []),
      ...stacks.map((stack) => `caller${i};${stack}`),
    ]);
    const callees = calleesOf(treeFromFolded(called.flat()), 'f');
    expectLaws(callees);
    expect(callees.frames.functionName).toEqual(['a', 'b', 'c', 'd', 'f']);
    expect(foldTree(callees)).toEqual([
      `f ${places}`,
      `f;a ${2 * places}`,
      `f;a;b ${places}`,
      'f;a;d 1',
      `f;c;b ${3 * places}`,
      `f;f;c ${5 * places}`,
    ]);
  },
);

test('callers: out to the outermost frame', () => {
  expect(printTree(callersOf(tree, 'walk'))).toEqual([
    'root (9)',
    '└─ walk (9)',
    '   ├─ main (4)',
    '   └─ serve (5)',
    '      └─ main (5)',
  ]);
});

test('functions of one name in two files are looked at together', () => {
  const [f, g] = ['x.c', 'y.c'].map((fileName) => frameOf({ functionName: 'init', fileName }));
  const two = treeOf(
    [
      { stack: [f!, g!], values: [2] },
      { stack: [g!], values: [1] },
    ],
    1,
  );
  expect(foldTree(calleesOf(two, 'init'))).toEqual(['init 1', 'init;init 2']);
  expect(foldTree(callersOf(two, 'init'))).toEqual(['init 1', 'init 2']);
});

test.each([callersOf, calleesOf])('an unknown name gives a bare root: %o', (focus) => {
  expect(printTree(focus(tree, '__proto__'))).toEqual(['root (0)']);
});
