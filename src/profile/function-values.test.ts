import { expect, test } from 'vitest';
import { treeFromFolded } from './tree/folded';
import { functionValues } from './function-values';

test('self and total of each name in each profile, 0 where it is not', () => {
  const trees = [['a;b 3', 'a 1'], ['a;b;b 5'], ['c 2']].map(treeFromFolded);
  const drawn = functionValues(trees, ['a', 'b', 'd']).map(({ self, total }) => [
    [...self].join(' '),
    [...total].join(' '),
  ]);
  expect(drawn).toEqual([
    ['1 0 0', '4 5 0'],
    ['3 5 0', '3 5 0'],
    ['0 0 0', '0 0 0'],
  ]);
});
