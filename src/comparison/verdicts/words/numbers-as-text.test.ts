import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeText } from './numbers-as-text';

const percent = (ratio: number) => `${ratio > 0 ? '+' : ''}${Number((ratio * 100).toFixed(6))} %`;

test.each<[[number, number], string]>([
  [[0.262, 0.741], '+26 to +74 %'],
  [[-0.04, 0.31], '-4 to +31 %'],
  [[0, 0.5], '0 to +50 %'],
  // Two digits would say +1300 to +1400 of a change of +1414.
  [[13.36, 14.44], '+1340 to +1440 %'],
])('%j is %s', (relative, text) => {
  expect(relativeText(relative, percent)).toBe(text);
});

test('an end moves by no more than a tenth of the interval, or half of its third digit', () => {
  const end = fc.double({ min: -0.99, max: 100, noNaN: true });
  fc.assert(
    fc.property(end, end, (a, b) => {
      const relative = [Math.min(a, b), Math.max(a, b)] as const;
      const shown: number[] = [];
      relativeText(relative, (ratio) => String(shown.push(ratio)));
      for (const [i, exact] of relative.entries()) {
        const moved = Math.abs(shown[i]! - exact);
        const most = Math.max((relative[1] - relative[0]) / 10, Math.abs(exact) * 0.0051);
        expect(moved).toBeLessThanOrEqual(most);
      }
    }),
  );
});
