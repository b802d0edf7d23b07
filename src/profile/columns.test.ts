import { expect, test } from 'vitest';
import { scaleColumns, selectColumns, sumColumns } from './columns';
import { printTree, treeFromFolded } from './folded';
import { ProfileError } from './profile-error';
import { unite } from './unite';

const both = unite([treeFromFolded(['a;b 6', 'c 2']), treeFromFolded(['a 1'])]);

test('columns are chosen in any order, even twice', () => {
  expect(printTree(selectColumns(both, [1, 0, 1]))[1]).toBe('├─ a (1 │ 6 │ 1)');
});

test('a sum, a delta, a mean', () => {
  expect(printTree(sumColumns(both))[0]).toBe('root (9)');
  expect(printTree(sumColumns(both, [-1, 1]))).toEqual([
    'root (-7)',
    '├─ a (-5)',
    '│  └─ b (-6)',
    '└─ c (-2)',
  ]);
  expect(printTree(sumColumns(both, [0.5, 0.5]))[0]).toBe('root (4.5)');
});

test('what cancels out stays as a node', () => {
  expect(printTree(sumColumns(selectColumns(both, [0, 0]), [1, -1]))).toHaveLength(4);
});

test('each column has its factor, and zero stays zero', () => {
  const scaled = scaleColumns(both, [0.5, -10]);
  expect(printTree(scaled)[0]).toBe('root (4 │ -10)');
  expect([...scaled.columns[1]!.self]).toEqual([0, -10, 0, 0]);
});

test('a sum that doubles cannot hold exactly is refused', () => {
  const big = treeFromFolded([`a ${2 ** 53}`]);
  expect(sumColumns(big).columns[0]!.total[0]).toBe(2 ** 53);
  expect(() => sumColumns(unite([big, big]))).toThrow(ProfileError);
});

test('wrong numbers of columns are the mistake of the caller', () => {
  expect(() => selectColumns(both, [2])).toThrow(new RangeError('no column 2 among 2'));
  expect(() => sumColumns(both, [1])).toThrow(new RangeError('1 weights for 2 columns'));
  expect(() => scaleColumns(both, [])).toThrow(new RangeError('0 factors for 2 columns'));
});
