import { expect, test } from 'vitest';
import { AT, LEAK, QUOTE } from '../changes.fixture';
import { sidesOf } from './BeforeAfter';
import { annotationsOf } from './FindingChart';

test('marks: when it changed, when it was back, and what happened to whom', () => {
  const events = [
    {
      kind: 'deploy',
      application: 'shop-k8s',
      unit: 'shop-k8s/1',
      time: AT,
      text: 'the build changed',
    },
    { kind: 'alert', application: 'shop-k8s', time: AT + 5, text: 'HighLatency fired' },
  ] as const;
  const marks = annotationsOf(
    { ...QUOTE, until: AT + 60_000, happened: { events, isAll: true } },
    'utc',
  );
  expect(marks.map(({ kind, time, text }) => [kind, time - AT, text])).toEqual([
    ['deploy', 0, 'the build changed (shop-k8s/1)'],
    ['alert', 5, 'HighLatency fired'],
    ['change', 0, 'changed at 00:24:00 ± 10 s'],
    ['change', 60_000, 'back since 00:25:00'],
  ]);
  expect(annotationsOf(LEAK, 'utc').map(({ text }) => text)).toEqual([
    'rises since 00:24:00 ± 10 s',
  ]);
  expect(annotationsOf({ ...QUOTE, since: undefined, happened: undefined }, 'utc')).toEqual([]);
});

test('before and after differ by the change; what is new was nothing, what is not known is not drawn', () => {
  const [before, after] = sidesOf(QUOTE)!;
  expect(after - before).toBeCloseTo(QUOTE.delta, 12);
  expect((after - before) / before).toBeCloseTo(QUOTE.relative!, 12);
  const fell = sidesOf({ ...QUOTE, direction: 'down', delta: -0.5, relative: -0.25 });
  expect(fell).toEqual([2, 1.5]);
  expect(sidesOf({ ...QUOTE, relative: undefined })).toEqual([0, QUOTE.delta]);
  expect(sidesOf({ ...QUOTE, relative: undefined, direction: 'down' })).toBeUndefined();
});
