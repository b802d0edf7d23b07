import { describe, expect, test } from 'vitest';
import { CPU, totalsOf } from '../fleet.fixture';
import { judgeFleet } from '../judge-fleet';
import { judgeTotals } from './judge-totals';

const TOTAL = 0.1;
const units = Array.from({ length: 5 }, (_, u) => `shop/${u}`);
const since = (bucket: number, factor: number) => (i: number) => (i >= bucket ? factor : 1);

describe('a unit beside its application', () => {
  test('a unit that grew by more than its application did is a finding of its own', () => {
    const grown = Object.fromEntries(units.map((unit) => [unit, since(100, 1.15)]));
    const totals = judgeTotals(
      totalsOf(units, CPU, TOTAL, {
        ...grown,
        'shop/1': (i) => (i >= 150 ? 1.15 * 1.6 : i >= 100 ? 1.15 : 1),
      }),
    );
    const { findings } = judgeFleet([], totals);
    expect(findings.map(({ direction, units: of }) => [direction, of.length])).toEqual([
      ['up', 5],
      ['up', 1],
    ]);
    expect(findings[1]!.units).toEqual(['shop/1']);
    expect(findings[1]!.relative).toBeCloseTo(0.6, 1);
    expect(new Set(findings.map(({ key }) => key)).size).toBe(2);
  });

  test('where three of five grow, the two that stay did not shrink', () => {
    const grown = Object.fromEntries(units.slice(0, 3).map((unit) => [unit, since(100, 1.5)]));
    const { findings } = judgeFleet([], judgeTotals(totalsOf(units, CPU, TOTAL, grown)));
    expect(findings.map(({ direction }) => direction)).not.toContain('down');
  });
});
