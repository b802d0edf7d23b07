import { detectableAmong, median } from '#statistics';
import type { JudgedApplication } from './functions/judge-application';
import type { TestedScope } from './functions/test-fleet';
import type { Looked } from './looked';

/**
 * Of a scan in which nothing changed, measured with 40 units (docs/statistics.md). It is no number a test: with two units it is 0.04. q holds the
 * chance of any at 5 % in each of two lists, totals and functions, however long they are.
 */
const EXPECTED_FALSE = 0.12;
/** A function of 5 % of a unit, and who stands for it. */
const [SMALLEST_SHARE, LARGEST_SHARE] = [0.03, 0.08];
/** What is less is not said, however sure. */
const LEAST = 0.05;

export function lookedAt(
  applications: readonly JudgedApplication[],
  scopes: readonly TestedScope[],
): Omit<Looked, 'units' | 'types'> {
  const tests = scopes.reduce((sum, { rows }) => sum + rows.filter((row) => row).length, 0);
  return {
    inDepth: unitsInDepth(applications),
    tests,
    expectedFalse: EXPECTED_FALSE,
    smallest: smallestSeen(scopes, tests),
  };
}

function unitsInDepth(applications: readonly JudgedApplication[]): number {
  const units = applications.flatMap((each) => {
    if (each.kind === 'levels') return each.units.map((unit) => `${each.application} ${unit}`);
    return each.scopes.flatMap(({ units, alone }) =>
      units.length === 1 && alone.tested > 0
        ? [`${each.application} ${each.units[units[0]!]!}`]
        : [],
    );
  });
  return new Set(units).size;
}

/** The median over all functions of about 5 % of a unit. */
function smallestSeen(scopes: readonly TestedScope[], tests: number): number | undefined {
  const { smallestChange } = detectableAmong(tests);
  const seen = scopes.flatMap(({ units, rows, samples, wholes }) => {
    if (units.length > 1) return [];
    return rows.flatMap((row, i) => {
      const share = samples[0][i]! / wholes[0];
      if (!row || share < SMALLEST_SHARE || share > LARGEST_SHARE) return [];
      return smallestChange(row) ?? [];
    });
  });
  return seen.length === 0 ? undefined : Math.max(LEAST, median(seen));
}
