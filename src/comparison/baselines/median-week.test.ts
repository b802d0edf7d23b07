import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Series } from '#series';
import { medianWeek, sameWeekdays } from './median-week';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const windowOf = (week: number) => ({ start: week * 1000, end: week * 1000 + 500 });
const series = (...values: (number | null)[]): Series => ({
  labels: {},
  times: values.map((_, i) => i),
  values,
});
const weekOf = (week: number, ...all: Series[]) => ({ window: windowOf(week), series: all });

test('the same hours of four weeks, also where the clocks were put back in between', () => {
  const start = at('2026-11-09T09:00+01:00');
  const clock = { now: at('2026-11-30T00:00Z'), timeZone: 'Europe/Berlin' };
  expect(sameWeekdays({ start, end: start + HOUR }, clock)).toEqual(
    [
      '2026-11-02T09:00+01:00',
      '2026-10-26T09:00+01:00',
      '2026-10-19T09:00+02:00',
      '2026-10-12T09:00+02:00',
    ].map((text) => ({ start: at(text), end: at(text) + HOUR })),
  );
});

test('the middle one by the mean of the total of all series; of two the lower one', () => {
  const weeks = [
    weekOf(1, series(3, 5)),
    weekOf(2, series(1, 1), series(1, null)),
    weekOf(3, series(90)),
    weekOf(4, series(2, 2)),
  ];
  const found = medianWeek(weeks)!;
  expect(found.weeks.map(({ mean }) => mean)).toEqual([4, 1.5, 90, 2]);
  expect(found.median).toEqual({ window: windowOf(4), mean: 2 });
});

test('weeks without a profile are left out', () => {
  const found = medianWeek([weekOf(1), weekOf(2, series(null)), weekOf(3, series(7))]);
  expect(found).toEqual({
    median: { window: windowOf(3), mean: 7 },
    weeks: [{ window: windowOf(3), mean: 7 }],
  });
  expect(medianWeek([weekOf(1), weekOf(2, series(null))])).toBeUndefined();
});

test('one week that is far off, either way, never is the one of four', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
      fc.constantFrom(0, 1000),
      fc.nat(3),
      (usual, odd, place) => {
        const means = usual.toSpliced(place, 0, odd);
        const found = medianWeek(means.map((mean, week) => weekOf(week, series(mean))))!;
        expect(found.median.mean).not.toBe(odd);
      },
    ),
  );
});
