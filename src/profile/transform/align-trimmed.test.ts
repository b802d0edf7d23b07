import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRIMMED } from '../tree/call-tree';
import { foldTree, printTree, treeFromFolded } from '../tree/folded';
import { expectLaws, arbitraryTree } from '../tree-laws.fixture';
import { alignTrimmed } from './align-trimmed';
import { trimTree } from './trim';
import { unite } from './unite';

test('what may be in the trimmed frame of a side is there in both', () => {
  const whole = treeFromFolded(['A;B 70', 'A;C;D 30', 'E 5']);
  const cut = treeFromFolded(['A;B 80', `A;${TRIMMED} 10`]);
  expect(printTree(alignTrimmed(unite([whole, cut])))).toEqual(
    printTree(
      unite([
        treeFromFolded([`A;${TRIMMED} 30`, 'A;B 70', 'E 5']),
        treeFromFolded([`A;${TRIMMED} 10`, 'A;B 80']),
      ]),
    ),
  );
});

test('trees of which nothing was trimmed stay as they are', () => {
  const tree = unite([treeFromFolded(['A;B 70']), treeFromFolded(['A;C 80'])]);
  expect(alignTrimmed(tree)).toBe(tree);
});

test('totals stay, and no frame is missing on a side beside what was trimmed there', () => {
  fc.assert(
    fc.property(arbitraryTree(), arbitraryTree(), fc.integer({ min: 1, max: 6 }), (a, b, nodes) => {
      const united = unite([a, trimTree(b, nodes).tree]);
      const tree = alignTrimmed(united);
      expectLaws(tree);
      const totals = ({ columns }: typeof tree) => columns.map(({ total }) => total[0]);
      expect(totals(tree)).toEqual(totals(united));
      expect(foldTree(alignTrimmed(tree))).toEqual(foldTree(tree));
    }),
  );
});
