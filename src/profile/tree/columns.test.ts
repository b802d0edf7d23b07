import { expect, test } from 'vitest';
import { scaleColumns } from './columns';
import { printTree, treeFromFolded } from './folded';
import { unite } from '../transform/unite';

const both = unite([treeFromFolded(['a;b 6', 'c 2']), treeFromFolded(['a 1'])]);

test('each column has its factor, and zero stays zero', () => {
  const scaled = scaleColumns(both, [0.5, -10]);
  expect(printTree(scaled)[0]).toBe('root (4 │ -10)');
  expect([...scaled.columns[1]!.self]).toEqual([0, -10, 0, 0]);
});

test('a wrong number of factors is the mistake of the caller', () => {
  expect(() => scaleColumns(both, [])).toThrow(new RangeError('0 factors for 2 columns'));
});
