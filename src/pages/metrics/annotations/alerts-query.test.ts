// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, type Series, type TimeRange } from '#series';
import type { MetricSource } from '#sources';
import { alertAnnotations } from '#targets';
import type { Host } from '../../state/host';
import { alertsQuery } from './alerts-query';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RANGE = { start: 48 * HOUR, end: 49 * HOUR };
const STEP = 15_000;
const LABELS = { alertname: 'Slow', alertstate: 'firing', juju_unit: 'a/0' };

/** A server on which the alert fires from `since` on, and what it was asked. */
function serverOf(since: number, refusesEarlier = false) {
  const asked: TimeRange[] = [];
  const metrics = {
    fetchLabelValues: async () => ['Slow'],
    fetchRange: async ({ range, step }: { range: TimeRange; step: number }) => {
      asked.push(range);
      if (refusesEarlier && range.start < RANGE.start) throw new Error('too many points');
      const count = Math.floor((range.end - range.start) / step) + 1;
      const all = Array.from({ length: count }, (_, i) => range.start + i * step);
      const times = all.filter((time) => time >= since);
      const series: Series[] =
        times.length === 0 ? [] : [{ labels: LABELS, times, values: times.map(() => 1) }];
      return { series, warnings: [] };
    },
  } as Partial<MetricSource> as MetricSource;
  return { metrics, asked };
}

async function annotationOf(...of: Parameters<typeof serverOf>) {
  const { metrics, asked } = serverOf(...of);
  const host = { metrics } as Partial<Host> as Host;
  const question = { query: 'ALERTS{}', range: RANGE, step: STEP };
  const { series, knownFrom } = await new QueryClient().fetchQuery(alertsQuery(host, question));
  const [annotation] = alertAnnotations(series, DEFAULT_ALIASES, knownFrom);
  return { annotation, asked };
}

test('an alert that fires since before the range has its own beginning, not the range’s', async () => {
  const since = RANGE.start - 46 * MINUTE;
  const { annotation, asked } = await annotationOf(since);
  expect(annotation).toMatchObject({ time: since, end: RANGE.end });
  expect(annotation).not.toHaveProperty('incomparable');
  expect(asked).toEqual([RANGE, { start: RANGE.start - 24 * HOUR, end: RANGE.start }]);
});

test('one that fires for longer than a day says why it has no before', async () => {
  const { annotation } = await annotationOf(0);
  expect(annotation?.time).toBe(RANGE.start - 24 * HOUR);
  expect(annotation?.incomparable).toBeTruthy();
});

test('nothing more is asked where it begins within the range', async () => {
  const { annotation, asked } = await annotationOf(RANGE.start + MINUTE);
  expect(annotation?.time).toBe(RANGE.start + MINUTE);
  expect(asked).toEqual([RANGE]);
});

test('a server that refuses the day before leaves the alerts of the range', async () => {
  const { annotation } = await annotationOf(RANGE.start - MINUTE, true);
  expect(annotation?.time).toBe(RANGE.start);
  expect(annotation?.incomparable).toBeTruthy();
});
