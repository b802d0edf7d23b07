import { useMemo } from 'react';
import { sliceKindOf, type Pair } from '#comparison';
import type { Judgement } from '#engine';
import type { TopTable } from '#profile';
import { profileTypeTitle, valueUnit, type ProfileType } from '#series';
import { Notice, SliceStrips, type VerdictOf } from '#ui';
import { explain } from '../shell/advice';
import { FlameSection } from '../flame/FlameSection';
import { useHost } from '../state/host';
import type { ViewControl } from '../state/use-view-state';
import { ComparisonAnswer } from './ComparisonAnswer';
import { LoadOrCostLine } from './LoadOrCostLine';
import type { Comparison } from './use-comparison';

/** The answer, or why there is none yet. */
export function ComparisonHead({ comparison }: { readonly comparison: Comparison }) {
  const { viewed, compared, verdicts, facts, stale, failed, missing } = comparison;
  if (missing.length > 0) return null;
  return (
    <>
      {viewed.error && (
        <Notice
          kind="failed"
          title="The sides could not be compared"
          {...explain(viewed.error)}
          action={{ label: 'Try again', onClick: viewed.retry }}
        />
      )}
      {compared && (
        <ComparisonAnswer
          {...{ compared, verdicts, facts, stale }}
          title={profileTypeTitle(viewed.data!.sides[0]!.selector.profileType)}
        />
      )}
      {compared && !stale && (
        <LoadOrCostLine comparison={comparison} values={pairOf(viewed.data!.totals)} />
      )}
      {!viewed.data && !failed && !viewed.error && (
        <Notice kind="loading" title="Loading both sides …" />
      )}
      {viewed.data && !compared && (
        <Notice kind="partial" title="One side failed: this is the other one alone" />
      )}
    </>
  );
}

interface ComparisonPictureProps {
  readonly control: ViewControl;
  readonly comparison: Comparison;
}

/** The evidence: flame graph and table of both sides; of one side alone where the other one failed. */
export function ComparisonPicture({ control, comparison }: ComparisonPictureProps) {
  const { engine } = useHost();
  const { viewed, compared, verdicts, stale, missing } = comparison;
  const { data } = viewed;
  const judged = stale ? undefined : verdicts?.ofRows;
  const verdictOf = useMemo(
    () => (data && judged ? verdictsOf(data.table.names, judged) : undefined),
    [data, judged],
  );
  if (!data || missing.length > 0) return null;
  const shown = { engine, display: control.view.display, setDisplay: control.setDisplay };
  if (compared) {
    const unit = sliceUnit(data.sides[0]!.selector.profileType);
    const moreDetails = (row: number) => (
      <>
        {comparison.load && !stale && (
          <LoadOrCostLine comparison={comparison} values={valuesAt(data.table, row)} />
        )}
        {judged && <Slices judged={judged} name={data.table.names[row]!} unit={unit} />}
      </>
    );
    return <FlameSection {...{ ...shown, ...compared, stale, verdictOf, moreDetails }} />;
  }
  const { handle, tree, table, magnitudes, wholes, removed, sides } = data;
  return (
    <FlameSection
      {...{ ...shown, handle, tree, table, magnitudes, wholes, removed, stale }}
      unit={valueUnit(sides[0]!.selector.profileType)}
    />
  );
}

function pairOf([baseline, comparison]: readonly number[]): Pair {
  return [baseline!, comparison!];
}

/** With what it calls. */
function valuesAt({ columns }: TopTable, row: number): Pair {
  return pairOf(columns.map(({ total }) => total[row]!));
}

interface SlicesProps {
  readonly judged: Judgement;
  readonly name: string;
  /** Of the slices' values. */
  readonly unit: string;
}

/** Of one row. */
function Slices({ judged, name, unit }: SlicesProps) {
  const row = judged.names.indexOf(name);
  if (row < 0) return null;
  const [baseline, comparison] = judged.values;
  return <SliceStrips values={[baseline[row]!, comparison[row]!]} unit={unit} />;
}

/** Slices are rates where values add up: waits and CPU time are nanoseconds a second. */
function sliceUnit(profileType: ProfileType): string {
  const unit = valueUnit(profileType);
  return sliceKindOf(profileType).isRate ? `${unit}/s` : unit;
}

/** By the rows of the table that is shown; what no slice holds has none. Below 0: the whole. */
function verdictsOf(
  names: readonly string[],
  { names: judged, rows, total }: Judgement,
): VerdictOf {
  const byName = new Map(judged.map((name, row) => [name, rows[row]!]));
  const verdicts = names.map((name) => byName.get(name));
  return (row) => (row < 0 ? total : verdicts[row]);
}
