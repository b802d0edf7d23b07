import { sliceKindOf, verdictsByName, type Judgement } from '#comparison';
import { valueUnit, type ProfileType } from '#series';
import { SliceStrips, type VerdictOf } from '#ui';

/** By the rows of the table that is shown; what no slice holds has none. Below 0: the whole. */
export function verdictsOf(
  names: readonly string[],
  judged: Pick<Judgement, 'names' | 'rows' | 'total'>,
): VerdictOf {
  const byName = verdictsByName(judged);
  const verdicts = names.map((name) => byName.get(name));
  return (row) => (row < 0 ? judged.total : verdicts[row]);
}

export interface RowSlicesProps {
  readonly judged: Pick<Judgement, 'names' | 'values'>;
  readonly name: string;
  readonly profileType: ProfileType;
}

/** The slices of one row on both sides, rates where values add up: waits and CPU time are nanoseconds a second. */
export function RowSlices({ judged, name, profileType }: RowSlicesProps) {
  const row = judged.names.indexOf(name);
  if (row < 0) return null;
  const [baseline, comparison] = judged.values;
  const unit = valueUnit(profileType);
  return (
    <SliceStrips
      values={[baseline[row]!, comparison[row]!]}
      unit={sliceKindOf(profileType).isRate ? `${unit}/s` : unit}
    />
  );
}
