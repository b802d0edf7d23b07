import { expect, test } from 'vitest';
import { lookOfLabels } from './series-colours';
import type { TimelineChart } from '../timeline-types';

function chart(...labels: string[]): TimelineChart {
  const series = labels.map((label) => ({ label, times: [], values: [] }));
  const state = { kind: 'ready', series, warnings: [] } as const;
  return { id: 'a', title: '', unit: '', height: 1, state };
}

test('one label has one look in all charts, hostile or not', () => {
  const looks = lookOfLabels([chart('a', '__proto__'), chart('__proto__', 'b')], 'light');
  expect([...looks.keys()]).toEqual(['a', '__proto__', 'b']);
  expect(new Set([...looks.values()].map((look) => look.colour)).size).toBe(3);
});

test('more labels than colours: no two look the same', () => {
  const labels = Array.from({ length: 18 }, (_, i) => `unit/${i}`);
  const looks = [...lookOfLabels([chart(...labels)], 'dark').values()];
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(18);
});

test('a colour that the caller chose', () => {
  const state = {
    kind: 'loading',
    series: [{ label: 'a', colour: 'red', times: [], values: [] }],
  } as const;
  expect(lookOfLabels([{ ...chart(), state }], 'light').get('a')!.colour).toBe('red');
});

/** WCAG's ratio of the lighter to the darker relative luminance. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

test.each([
  ['light', '#f4f5f5'],
  ['dark', '#22252b'],
] as const)('lines are seen on a %s background', (mode, background) => {
  const labels = Array.from({ length: 6 }, (_, i) => `unit/${i}`);
  for (const { colour } of lookOfLabels([chart(...labels)], mode).values())
    expect(contrast(colour, background), colour).toBeGreaterThanOrEqual(3);
});
