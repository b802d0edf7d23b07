import { criticalsAt, studentTwoSided } from '../distributions/student';
import { LEVEL } from '../false-discovery';
import type { FunctionTest } from '../functions/function-test';
import type { StandOut } from '../functions/stand-out';
import { CHI_SQUARE_MEDIAN } from '../functions/typical';
import { median, quantile } from '../median';
import type { Pair } from '../pair';

/** What `standOut` or `minusSiblings` said of one table. */
export interface Table extends Pick<StandOut, 'typical'> {
  readonly rows: readonly Pick<FunctionTest, 'logRatio' | 'variance' | 'df'>[];
}

/** A function beside what functions move by themselves. */
export interface MovementTest {
  /** Log ratio, less the typical function's. */
  readonly change: number;
  readonly se: number;
  /** Degrees of freedom; Infinity: normal. */
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** 95 % interval of `change`. */
  readonly interval: Pair;
}

/** Quantiles of chi squared with one degree of freedom. */
const PARTS = { half: [0.5, CHI_SQUARE_MEDIAN], most: [0.8, 1.6423744151498] } as const;
/** Halvings of [0, 1]: to the last digit. */
const HALVINGS = 60;

/**
 * What the share of a function differs by between two such times when nobody touched it, as the variance of a log ratio, from many tables of the same
 * two times: of the better measured half of all their functions, the tau² with
 *
 *     median of (l - c)² / (V + tau²) = 0.4549,   c the typical log ratio of the table
 *
 * 0 when V explains all. It is a median, so that the changes that are looked for do not count in it as long as they are of less than half. `most`: the
 * same of four fifths (1.6424), for tables in which few functions have much more of it than half of them.
 */
export function movementOf(tables: readonly Table[], of: keyof typeof PARTS = 'half'): number {
  const rows = tables.flatMap(({ typical, rows }) =>
    rows.flatMap(({ logRatio, variance }) =>
      logRatio === undefined ? [] : [{ square: (logRatio - typical) ** 2, variance: variance! }],
    ),
  );
  const limit = median(rows.map(({ variance }) => variance));
  const measured = rows.filter(({ variance }) => variance <= limit);
  const [part, expected] = PARTS[of];
  const spread = (tau2: number) =>
    quantile(
      measured.map(({ square, variance }) => square / (variance + tau2)),
      part,
    ) / expected;
  if (!(spread(0) > 1)) return 0;
  let low = 0;
  let high = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (spread(middle) > 1) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The functions of one table anew, with `tau2` in each variance and in place of the table's drift; in the order given, undefined where no test
 * was made.
 *
 *     change = l - c,   se = √(V + tau²),   p two-sided of Student's t with df
 */
export function testBesideMovement(
  { rows, typical }: Table,
  tau2: number,
): readonly (MovementTest | undefined)[] {
  const criticalOf = criticalsAt(LEVEL);
  return rows.map(({ logRatio, variance, df }) => {
    if (logRatio === undefined) return undefined;
    const change = logRatio - typical;
    const se = Math.sqrt(variance! + tau2);
    const half = criticalOf(df!) * se;
    const interval = [change - half, change + half] as const;
    return { change, se, df: df!, p: studentTwoSided(change / se, df!), interval };
  });
}
