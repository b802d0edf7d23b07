import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import type { ProfileSeries } from '#sources';
import { parseMatchers } from '#series';
import { busiest, windowsFor } from './default-choices';

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

test.each(['parca/0', 'prometheus-k8s/2', 'grafana-agent/1', 'loki', 'parca-0'])(
  '%s watches the others, and is busiest only of its kind',
  (watcher) => {
    const watching = series({ unit: watcher }, [9]);
    const worker = series({ unit: 'parcel/0' }, [1]);
    expect(busiest([watching, worker], ['unit'])).toEqual({ unit: 'parcel/0' });
    expect(busiest([worker, watching], ['unit'])).toEqual({ unit: 'parcel/0' });
    expect(busiest([watching], ['unit'])).toEqual({ unit: watcher });
  },
);

test('nothing is busiest of nothing', () => {
  expect(busiest([], ['unit'])).toBe(undefined);
  expect(busiest([series({ unit: 'a/0' }, [null])], ['unit'])).toBe(undefined);
});

const RANGE = { start: 0, end: 1001 };
const WINDOW = { start: 600, end: 800 };
const [ONE, OTHER] = ['{unit="a/0"}', '{unit="a/1"}'].map(parseMatchers);
const open = { matchers: ONE, window: undefined };
const other = { matchers: OTHER, window: undefined };

test('two units get one time, one unit gets two', () => {
  expect(windowsFor({ baseline: other, comparison: open }, RANGE)).toEqual({
    baseline: RANGE,
    comparison: RANGE,
  });
  expect(windowsFor({ baseline: open, comparison: open }, RANGE)).toEqual({
    baseline: { start: 0, end: 501 },
    comparison: { start: 502, end: 1001 },
  });
});

test('what one side has decides what the other gets', () => {
  const given = { matchers: ONE, window: WINDOW };
  expect(windowsFor({ baseline: other, comparison: given }, RANGE).baseline).toEqual(WINDOW);
  expect(windowsFor({ baseline: given, comparison: other }, RANGE).comparison).toEqual(WINDOW);
  const before = { start: 399, end: 599 };
  expect(windowsFor({ baseline: open, comparison: given }, RANGE).baseline).toEqual(before);
});

test('a name of a hundred thousand dashes is no work', async () => {
  const unit = `a${'-a'.repeat(100_000)}!`;
  const all = [series({ unit }, [1, 1])];
  expect(await shortestTime(() => busiest(all, ['unit']), 50)).toBeLessThan(50);
});
