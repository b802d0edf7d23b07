import { describe, expect, test } from 'vitest';
import type { Finding, Windows } from '#changes';
import { parseDuration, parseProfileType, printDuration, type TimeRange } from '#series';
import type { Against } from './scan-question';
import { comparedIn, rangeBefore, windowsBeside, windowsOf, windowsOfRise } from './windows';

const END = Date.parse('2026-03-30T12:00:00Z');
const last = (duration: string): TimeRange => ({ start: END - parseDuration(duration)!, end: END });

/** `first 30m, last 30m`: how long before the end each begins, and how long it is. */
function drawn({ baseline, comparison }: Windows): string {
  return [baseline, comparison]
    .map(({ start, end }) => `${printDuration(END - start)} +${printDuration(end - start)}`)
    .join(', ');
}

describe('sides of a range', () => {
  test.each<[string, Against, string]>([
    ['20m', 'previous', '20m +9m59s999ms, 10m +10m'],
    ['1h', 'previous', '1h +29m59s999ms, 30m +30m'],
    ['2h', 'previous', '2h +29m59s999ms, 30m +30m'],
    ['6h', 'previous', '6h +59m59s999ms, 1h +1h'],
    ['6h', 'build', '6h +59m59s999ms, 1h +1h'],
    ['20m', 'yesterday', '1d20m +20m, 20m +20m'],
    ['6h', 'yesterday', '1d1h +1h, 1h +1h'],
    ['6h', 'week', '7d1h +1h, 1h +1h'],
  ])('%s against %s', (length, against, sides) => {
    expect(drawn(windowsOf({ range: last(length), against, timeZone: 'utc' }))).toBe(sides);
  });

  test('yesterday is when the clocks showed the same: the night had an hour less', () => {
    const range = { start: END - 24 * 3600_000, end: END };
    const question = { range, against: 'yesterday', timeZone: 'Europe/Berlin' } as const;
    expect(range.start - rangeBefore(question)!.start).toBe(23 * 3600_000);
    expect(rangeBefore({ ...question, against: 'previous' })).toBe(undefined);
  });
});

describe('sides beside a change', () => {
  const question = { range: last('6h'), against: 'previous' } as const;
  const at = (before: string) => ({ time: END - parseDuration(before)!, uncertainty: 60_000 });

  test.each<[string, ReturnType<typeof at> & { until?: number }, string | undefined]>([
    ['in the middle, as long as those of the range', at('3h'), '4h1m +59m59s999ms, 2h59m +1h'],
    [
      'near the end: shorter there, at most three times as long before',
      at('11m'),
      '42m +29m59s999ms, 10m +10m',
    ],
    ['near the start', at('5h49m'), '6h +9m59s999ms, 5h48m +30m'],
    ['at the very end: too little is left', at('4m'), undefined],
    ['at the very start: the time before the range', at('5h58m'), '6h59m +59m59s999ms, 5h57m +1h'],
    [
      'up to when it was over',
      { ...at('3h'), until: END - parseDuration('2h39m')! },
      '3h58m +56m59s999ms, 2h59m +19m',
    ],
  ])('%s', (_, change, sides) => {
    const windows = windowsBeside(change, question);
    expect(windows && drawn(windows)).toBe(sides);
  });

  test('against yesterday: after the change, and when it had not been', () => {
    const windows = windowsBeside(at('31m'), {
      ...question,
      against: 'yesterday',
      timeZone: 'utc',
    });
    expect(drawn(windows!)).toBe('1d30m +30m, 30m +30m');
  });

  test('of a short range a part of a side is enough, in seconds', () => {
    const short = { range: last('12m'), against: 'previous' } as const;
    const drawnAt = (before: string) => drawn(windowsBeside(at(before), short)!);
    expect(drawnAt('9m')).toBe('12m +1m59s999ms, 8m +6m');
    expect(drawnAt('10m')).toBe('17m +5m59s999ms, 9m +6m');
  });

  test('what rises is held against the start of the range up to then', () => {
    const risen = (before: string) => drawn(windowsOfRise(at(before), question));
    expect(risen('3h')).toBe(drawn(windowsOf(question)));
    expect(risen('5h30m')).toBe('6h +28m59s999ms, 1h +1h');
    expect(risen('5h58m')).toBe(drawn(windowsOf(question)));
  });

  test('a finding is shown beside its time; what has none, or rises all the time, at the ends of the range', () => {
    const finding: Finding = {
      ...{ key: '', kind: 'cost', direction: 'up', application: 'shop', units: [], unchanged: [] },
      profileType: parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'),
      ...{ delta: 1, q: 0.01 },
    };
    const since = at('3h');
    expect(comparedIn({ ...finding, since }, question)).toEqual(windowsBeside(since, question));
    expect(comparedIn(finding, question)).toEqual(windowsOf(question));
    expect(comparedIn({ ...finding, kind: 'leak', since }, question)).toEqual(windowsOf(question));
  });
});
