import { expect, test } from 'vitest';
import { DEFAULT_ALIASES } from '#series';
import { alertAnnotations, deployAnnotations, restartAnnotations, withBuilds } from './annotations';

const UNIT = { juju_unit: 'shop/0' };
const RANGE = { start: 1_000_000, end: 2_000_000 };

test('a start time that changes is a restart, at the time of the process and not of the scrape', () => {
  const times = [1_000_000, 1_100_000, 1_200_000, 1_300_000];
  const series = { labels: UNIT, times, values: [500, 500.4, null, 1150] };
  expect(restartAnnotations([series], RANGE, DEFAULT_ALIASES)).toEqual([
    { time: 1_150_000, kind: 'restart', text: 'shop/0 restarted', labels: UNIT },
  ]);
});

test('a process that began within the range started; nothing is known of what was before', () => {
  const late = { labels: { instance: 'a:1' }, times: [1_500_000], values: [1400] };
  const early = { labels: UNIT, times: [1_500_000], values: [999] };
  const empty = { labels: UNIT, times: [1_500_000], values: [null] };
  expect(
    restartAnnotations([late, early, empty], RANGE, DEFAULT_ALIASES).map(({ text, time }) => [
      text,
      time,
    ]),
  ).toEqual([['a:1 started', 1_400_000]]);
});

test('another build is a deploy of the unit that shows it, once', () => {
  const seen = (time: number, ...buildIds: string[]) => ({ time, buildIds, labels: UNIT });
  const other = { time: 3, buildIds: ['zzz'], labels: { juju_unit: 'shop/1' } };
  expect(
    deployAnnotations(
      [
        seen(1, 'aaaaaaaaaa', 'b'),
        seen(2, 'b', 'aaaaaaaaaa'),
        other,
        seen(4),
        seen(5, 'c'),
        seen(6, 'c'),
      ],
      DEFAULT_ALIASES,
    ),
  ).toEqual([
    { time: 5, kind: 'deploy', text: 'shop/0: build aaaaaaaa, b became c', labels: UNIT },
  ]);
});

test('a restart with another build is a deploy, one with the same build stays a restart', () => {
  const begin = (time: number) =>
    ({ time, kind: 'restart', text: 'shop/0 restarted', labels: UNIT }) as const;
  const seen = (time: number, ...buildIds: string[]) => ({ time, buildIds, labels: UNIT });
  const annotations = withBuilds(
    [begin(10), begin(20), begin(30)],
    [seen(9, 'a'), seen(10, 'b'), seen(19, 'b'), seen(20, 'b')],
    DEFAULT_ALIASES,
  );
  expect(annotations.map(({ kind, text }) => [kind, text])).toEqual([
    ['deploy', 'shop/0: build a became b'],
    ['restart', 'shop/0 restarted'],
    ['restart', 'shop/0 restarted'],
  ]);
});

test('an alert is an annotation for each stretch that it fired; pending is not firing', () => {
  const labels = { alertname: 'Slow', alertstate: 'firing', severity: 'critical', ...UNIT };
  const times = [10, 20, 30, 40, 50];
  const annotations = alertAnnotations(
    [
      { labels, times, values: [null, 1, 1, null, 1] },
      { labels: { ...labels, alertstate: 'pending' }, times, values: [1, 1, 1, 1, 1] },
    ],
    DEFAULT_ALIASES,
    0,
  );
  expect(annotations).toEqual([
    { time: 20, end: 30, kind: 'alert', text: 'Slow (critical) fired for shop/0', labels },
    { time: 50, end: 50, kind: 'alert', text: 'Slow (critical) fired for shop/0', labels },
  ]);
});

test('an alert that fires at the first moment asked for may have begun before', () => {
  const labels = { alertname: 'Slow', alertstate: 'firing', ...UNIT };
  const series = [{ labels, times: [10, 20, 30], values: [1, null, 1] }];
  const [first, second] = alertAnnotations(series, DEFAULT_ALIASES, 20);
  expect(first?.incomparable).toMatch(/nothing is known of before/);
  expect(second?.incomparable).toBeUndefined();
});
