import { verdictName, type Pair, type SelfAndTotal } from '#comparison';
import type { Comparison } from './comparison';
import { selfCheckOf } from './noise';

/**
 * What `compare --json` prints, values in `unit`, divided as `normalise` says; every row, by the total's delta (what grew most
 * first), then by name. docs/cli.md
 */
export interface ComparisonReport {
  /** Of this shape; another number may mean other things. docs/schemas/ */
  readonly version: 1;
  readonly unit: string;
  readonly normalise: string;
  readonly baseline: { readonly total: number };
  readonly comparison: { readonly total: number };
  readonly noise: {
    /** False discovery rate at which a row is flagged. */
    readonly level: number;
    readonly slices: Pair;
    readonly tested: number;
    readonly flagged: number;
    /** The same test where nothing was changed on purpose. */
    readonly aa: { readonly tested: number; readonly flagged: number };
    /** Relative change of the typical function, per second; absent where it is not known. */
    readonly load?: number;
  };
  readonly rows: readonly ComparisonReportRow[];
}

interface ComparisonReportRow {
  readonly name: string;
  readonly baseline: SelfAndTotal;
  readonly comparison: SelfAndTotal;
  readonly delta: SelfAndTotal;
  readonly verdict: string;
  readonly q?: number;
  /** 95 %, of the total's delta, at equal load, in `unit`. */
  readonly interval?: Pair;
  /** The same as a fraction of the baseline. */
  readonly relative?: Pair;
}

const LEVEL = 0.05;

export function buildReport(compared: Comparison): ComparisonReport {
  const { unit, normalise, whole, rows, verdicts, sides } = compared;
  const { slices, tested, flagged, load } = verdicts;
  const knowsLoad = load !== undefined && sides.every(({ seconds }) => seconds > 0);
  return {
    version: 1,
    unit,
    normalise,
    baseline: { total: whole.baseline.total },
    comparison: { total: whole.comparison.total },
    noise: {
      ...{ level: LEVEL, slices, tested, flagged },
      aa: selfCheckOf(verdicts),
      ...(knowsLoad && { load }),
    },
    rows: rows.map(({ name, baseline, comparison, delta, judged }) => ({
      ...{ name, baseline, comparison, delta },
      ...{ ...judged, verdict: verdictName(judged, verdicts.method) },
    })),
  };
}
