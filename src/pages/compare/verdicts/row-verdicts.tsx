import { BEING_JUDGED, isFlagged, sliceKindOf, verdictsByName } from '#comparison';
import type { Judgement, RowVerdict } from '#comparison';
import { rateUnit, valueUnit, type ProfileType } from '#series';
import { SliceStrips, type VerdictOf } from '#ui';

type Judged = Pick<Judgement, 'names' | 'rows' | 'total' | 'load'>;

/**
 * By the rows of the table that is shown; what no slice holds has none. Below 0: the whole. While more slices are on the way (`judging`) only what
 * is more than noise in those that are there is claimed.
 */
export function verdictsOf(
  names: readonly string[],
  judged: Judged | undefined,
  judging: boolean,
): VerdictOf {
  const byName = judged && verdictsByName(judged);
  const verdicts = names.map((name) => asKnown(byName?.get(name), judging));
  const whole = asKnown(judged && wholeOf(judged), judging);
  return (row) => (row < 0 ? whole : verdicts[row]);
}

/** Of some of the slices: what is no more than noise in them may be more in all. */
export function asKnown(verdict: RowVerdict | undefined, judging: boolean): RowVerdict | undefined {
  return !judging || (verdict && isFlagged(verdict)) ? verdict : BEING_JUDGED;
}

function wholeOf({ total, load }: Judged): RowVerdict {
  return load === undefined ? total : { ...total, load };
}

export interface RowSlicesProps {
  readonly judged: Pick<Judgement, 'names' | 'values'>;
  readonly name: string;
  readonly profileType: ProfileType;
}

/** The slices of one row on both sides, rates where values add up. */
export function RowSlices({ judged, name, profileType }: RowSlicesProps) {
  const row = judged.names.indexOf(name);
  if (row < 0) return null;
  const [baseline, comparison] = judged.values;
  const { isRate } = sliceKindOf(profileType);
  const unit = isRate ? rateUnit(profileType) : valueUnit(profileType);
  // Cores are seconds a second, of nanoseconds.
  const scale = isRate && unit === 'cores' ? 1e9 : 1;
  const scaled = (values: ArrayLike<number>) => Array.from(values, (value) => value / scale);
  return <SliceStrips values={[scaled(baseline[row]!), scaled(comparison[row]!)]} unit={unit} />;
}
