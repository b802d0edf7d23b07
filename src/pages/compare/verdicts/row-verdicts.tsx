import { sliceKindOf, verdictsByName, type Judgement } from '#comparison';
import { rateUnit, valueUnit, type ProfileType } from '#series';
import { SliceStrips, type VerdictOf } from '#ui';

/** By the rows of the table that is shown; what no slice holds has none. Below 0: the whole. */
export function verdictsOf(
  names: readonly string[],
  judged: Pick<Judgement, 'names' | 'rows' | 'total' | 'load'>,
): VerdictOf {
  const byName = verdictsByName(judged);
  const verdicts = names.map((name) => byName.get(name));
  const { total, load } = judged;
  const whole = load === undefined ? total : { ...total, load };
  return (row) => (row < 0 ? whole : verdicts[row]);
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
