import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES } from '#series';
import { annotationWindows } from './annotation-windows';
import type { Annotation } from './annotations';

const MINUTE = 60_000;
const RANGE = { start: 0, end: 60 * MINUTE };
const annotation = (time: number, more: Partial<Annotation> = {}): Annotation => ({
  time,
  kind: 'restart',
  text: 'restarted',
  labels: { juju_unit: 'a/0' },
  ...more,
});
const windows = (of: Annotation, ...annotations: Annotation[]) =>
  annotationWindows(of, {
    range: RANGE,
    annotations: annotations,
    interval: 10_000,
    aliases: DEFAULT_ALIASES,
  });

test('a sixth of the range on each side, without the profile that was being taken', () => {
  expect(windows(annotation(30 * MINUTE))).toEqual({
    baseline: { start: 20 * MINUTE - 10_000, end: 30 * MINUTE - 10_001 },
    comparison: { start: 30 * MINUTE, end: 40 * MINUTE - 1 },
  });
});

test('shorter at the end of the range, and at another beginning of the same process only', () => {
  const length = ({ comparison }: ReturnType<typeof windows>) =>
    comparison.end - comparison.start + 1;
  expect(length(windows(annotation(58 * MINUTE)))).toBe(2 * MINUTE);
  expect(length(windows(annotation(30 * MINUTE), annotation(27 * MINUTE)))).toBe(
    3 * MINUTE - 10_000,
  );
  const other = annotation(27 * MINUTE, { labels: { juju_unit: 'a/1' } });
  const alert = annotation(29 * MINUTE, { kind: 'alert' });
  expect(length(windows(annotation(30 * MINUTE), other, alert))).toBe(10 * MINUTE);
  expect(length(windows(annotation(60 * MINUTE - 1)))).toBe(30_000);
});

test('an alert: as long as it fired', () => {
  const fired = annotation(30 * MINUTE, { kind: 'alert', end: 34 * MINUTE });
  expect(windows(fired).comparison).toEqual({ start: 30 * MINUTE, end: 34 * MINUTE - 1 });
  const sinceYesterday = annotation(-1400 * MINUTE, { kind: 'alert', end: 34 * MINUTE });
  expect(windows(sinceYesterday)).toEqual({
    baseline: { start: -1460 * MINUTE - 10_000, end: -1400 * MINUTE - 10_001 },
    comparison: { start: -1400 * MINUTE, end: -1340 * MINUTE - 1 },
  });
});

test('both sides are as long, share no instant, and hold three scrapes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: RANGE.end }),
      fc.array(fc.integer({ min: 0, max: RANGE.end }), { maxLength: 5 }),
      fc.integer({ min: 0, max: 5 * MINUTE }),
      (time, others, interval) => {
        const { baseline, comparison } = annotationWindows(annotation(time), {
          range: RANGE,
          annotations: others.map((other) => annotation(other)),
          interval,
          aliases: DEFAULT_ALIASES,
        });
        const length = comparison.end - comparison.start;
        expect(baseline.end - baseline.start).toBe(length);
        expect(baseline.end).toBeLessThan(time);
        expect(comparison.start).toBe(time);
        expect(length + 1).toBeGreaterThanOrEqual(3 * interval);
      },
    ),
  );
});
