import { expect, test } from 'vitest';
import type { ProfileSeries } from '#sources';
import { busiest } from './default-choices';

const series = (
  labels: ProfileSeries['labels'],
  values: ProfileSeries['values'],
): ProfileSeries => ({ labels, unit: 'cores', times: values.map((_, i) => i * 1000), values });

test('the unit whose series together are busiest, not the busiest series', () => {
  const all = [
    series({ unit: 'a/0', pod: 'x' }, [3, 3]),
    series({ unit: 'b/0', pod: 'y' }, [2, 2]),
    series({ unit: 'b/0', pod: 'z' }, [2, 2]),
  ];
  expect(busiest(all, ['unit'])).toEqual({ unit: 'b/0' });
  expect(busiest(all, ['unit', 'pod'])).toEqual({ unit: 'a/0', pod: 'x' });
});

test('a mean is over the points that there are', () => {
  const all = [series({ unit: 'a/0' }, [null, 5, null]), series({ unit: 'b/0' }, [4, 4, 4])];
  expect(busiest(all, ['unit'])).toEqual({ unit: 'a/0' });
});

test('nothing is busiest of nothing', () => {
  expect(busiest([], ['unit'])).toBe(undefined);
  expect(busiest([series({ unit: 'a/0' }, [null])], ['unit'])).toBe(undefined);
});
