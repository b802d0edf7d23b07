import {
  againstBefore,
  pOfParts,
  benjaminiHochberg,
  bestChange,
  bucketMeans,
  constantsError,
  findSteps,
  rampSince,
  type AgainstBefore,
  type BestChange,
} from '#statistics';
import { sliceKindOf } from '#comparison';
import { groupBy } from '#series';
import { controlTotals, type ControlledTotals } from './controlled-totals';
import { slopeOf } from '../time/date-finding';
import { shapeOf, type Shape } from '../time/shape';
import { familyKey, type TotalsChange, type UnitTotals } from './unit-totals';

const LEVEL = 0.05;
/** Of what it was: what is less moves the siblings' median when one of them changes, and is worth no word. */
const SMALLEST = 0.05;
/** 95 % of a normal one, as in `levelTest`. */
const OF_CONSTANTS = 1.96;

/**
 * Which totals did not stay what they were. Of each unit and each application one test (`bestChange`; `pOfParts` of what came and went, `againstBefore` of what was quiet before), after what the other period and the
 * siblings did was taken off (`controlTotals`); q over all of them, at most 5 %; then what happened, with its place and size. A total that
 * moved by less than 5 %, or a state by less than its grain, is left out. Of each unit and type the times have to be the same.
 */
export function judgeTotals(totals: readonly UnitTotals[]): readonly TotalsChange[] {
  const first = testEach(controlTotals(totals));
  const changed = groupBy(changesAmong(first), familyKey);
  const hasChanged = (of: UnitTotals) =>
    (changed.get(familyKey(of)) ?? []).some(({ unit }) => unit === of.unit);
  // Beside one that changed its siblings have other controls.
  const again = totals.filter((of) => changed.has(familyKey(of)));
  const changes = changesAmong([
    ...first.filter(({ total }) => !changed.has(familyKey(total))),
    ...testEach(controlTotals(again, hasChanged)),
  ]);
  return changes.map((change) => ({ ...change, siblings: siblingsOf(change, changes, totals) }));
}

interface Candidate {
  readonly total: ControlledTotals;
  readonly buckets: ReturnType<typeof bucketMeans>;
  readonly best: BestChange | undefined;
  readonly against: AgainstBefore;
  /** NaN where there is too little to test. */
  readonly p: number;
}

function testEach(controlled: readonly ControlledTotals[]): readonly Candidate[] {
  return controlled.map((total) => {
    const buckets = bucketMeans(total.values);
    const best = bestChange(buckets.means);
    // A leak that is no straight line leaves a slow wave beside its bend, and is far from what was before it.
    const against = againstBefore(buckets.means);
    const p = best ? Math.min(best.p, pOfParts(buckets.means), against.p) : NaN;
    return { total, buckets, best, against, p };
  });
}

function changesAmong(candidates: readonly Candidate[]): readonly Change[] {
  const qs = benjaminiHochberg(candidates.map(({ p }) => p));
  return candidates.flatMap(({ total, buckets, best, against }, i) => {
    const q = qs[i]!;
    if (!best || !(q <= LEVEL)) return [];
    return changeOf({ total, buckets }, shapeFound(buckets.means, best, against), q);
  });
}

function siblingsOf(
  change: Change,
  changes: readonly Change[],
  totals: readonly UnitTotals[],
): readonly string[] {
  const own = familyKey(change);
  const isAlike = (other: Pick<TotalsChange, 'application' | 'profileType'>) =>
    familyKey(other) === own;
  const changed = changes.filter((other) => isAlike(other) && other.direction === change.direction);
  const units = new Set(changed.flatMap(({ units }) => units));
  return totals.flatMap((other) => (isAlike(other) && !units.has(other.unit) ? [other.unit] : []));
}

type Change = Omit<TotalsChange, 'siblings'>;

/**
 * `findSteps` asks for more than one of many series has to show: where it sees nothing, the best single change is what happened, since it left what was
 * before where that is surer.
 */
function shapeFound(
  means: readonly number[],
  best: BestChange,
  { p, since }: AgainstBefore,
): Shape {
  const found = findSteps(means);
  if (found.kind !== 'steady') return shapeOf(found, means);
  const left = p < best.p ? since : undefined;
  if (best.kind === 'step')
    return { ...shapeOf({ kind: 'step', steps: [best.step] }, means), ...left };
  const ramp = left ? rampSince(means, left) : best.ramp;
  return shapeOf({ kind: 'ramp', steps: [], ramp }, means);
}

function changeOf(
  { total, buckets: { starts } }: Pick<Candidate, 'total' | 'buckets'>,
  shape: Shape,
  q: number,
): readonly Change[] {
  const { application, unit, units, profileType, fleet, scale, times, series } = total;
  const { kind, change, half, level } = shape;
  if (!(Math.abs(change) >= leastOf(total, shape))) return [];
  const timeAt = (bucket: number) => times[starts[Math.min(bucket, starts.length - 1)]!]!;
  const ends = [change - half, change, change + half] as const;
  const bucket = (timeAt(starts.length - 1) - timeAt(0)) / Math.max(1, starts.length - 1);
  return [
    {
      ...{ application, unit, units, profileType, fleet },
      kind,
      direction: change > 0 ? 'up' : 'down',
      ...sizes(scale, ends, { level, during: meanDuring(series.values, starts, shape) }),
      q,
      // A ratio's is of a logarithm.
      ...(scale === 'level' && {
        slope: slopeOf(shape, timeAt(starts.length - 1) - timeAt(shape.at)),
      }),
      since: { time: timeAt(shape.at), uncertainty: shape.within * bucket },
      ...(shape.until !== undefined && { until: timeAt(shape.until) }),
      series,
    },
  ];
}

/**
 * Of counts 5 %. Of a state as much of its level, and more than two constants of it would differ by:
 *
 *     |change| >= 1.96 √(quantum (|before| + |after|))      quantum 512 KiB of a heap, one goroutine
 */
function leastOf({ scale, profileType }: ControlledTotals, { change, level }: Shape): number {
  if (scale === 'ratio') return SMALLEST;
  const { quantum } = sliceKindOf(profileType);
  const grain = OF_CONSTANTS * constantsError([level, level + change], quantum);
  return Math.max(SMALLEST * Math.abs(level), grain);
}

/**
 * In the unit of the series. A ratio is of what the series would have been without it:
 *
 *     delta = value while it lasted × (1 - e^-change)
 */
function sizes(
  scale: ControlledTotals['scale'],
  ends: readonly [number, number, number],
  { level, during }: { readonly level: number; readonly during: number },
): Pick<TotalsChange, 'delta' | 'interval' | 'relative'> {
  const [low, delta, high] = ends.map((end) =>
    scale === 'ratio' ? during * -Math.expm1(-end) : end,
  ) as [number, number, number];
  if (scale === 'ratio') return { delta, interval: [low, high], relative: Math.expm1(ends[1]) };
  return { delta, interval: [low, high], ...(level > 0 && { relative: delta / level }) };
}

/** Mean of what was measured since the change, until it was over. */
function meanDuring(
  values: readonly (number | null)[],
  starts: readonly number[],
  { at, until }: Shape,
): number {
  const during = values
    .slice(starts[at]!, until === undefined ? values.length : starts[until]!)
    .filter((value) => value !== null);
  return during.reduce((sum, value) => sum + value, 0) / Math.max(1, during.length);
}
