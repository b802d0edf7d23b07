import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, mediansWithout } from './median';

test('of each value the median of the others, as if it was not there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 }),
      (all) => {
        const others = all.map((_, own) => median(all.filter((_, i) => i !== own)));
        mediansWithout(all).forEach((found, i) => expect(found).toBeCloseTo(others[i]!, 6));
      },
    ),
  );
  expect(mediansWithout([7])).toEqual([NaN]);
});
