import { useMemo } from 'react';
import type { Pair } from '#comparison';
import type { TopTable } from '#profile';
import { profileTypeTitle, valueUnit } from '#series';
import { Notice } from '#ui';
import { explain } from '../shell/advice';
import { exportFacts } from '../flame/export/export-facts';
import { FlameSection } from '../flame/FlameSection';
import { useHost, useTimeZone } from '../state/host';
import type { ViewControl } from '../state/view/use-view-state';
import { ComparisonAnswer, type ComparisonAnswerProps } from './answer/ComparisonAnswer';
import { LoadOrCostLine } from './answer/LoadOrCostLine';
import { RowSlices, verdictsOf } from './verdicts/row-verdicts';
import { SliceProgress } from './verdicts/SliceProgress';
import { answerMessage } from './answer/answer-message';
import type { Comparison } from './use-comparison';

interface ComparisonPartProps {
  readonly control: ViewControl;
  readonly comparison: Comparison;
}

/** The answer, or why there is none yet. */
export function ComparisonHead(
  props: ComparisonPartProps & Pick<ComparisonAnswerProps, 'stepAction'>,
) {
  const { control, comparison, stepAction } = props;
  const [timeZone] = useTimeZone();
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
          {...{ compared, facts, stale, timeZone, stepAction }}
          shown={control.view.display.renamed}
          onShow={(renamed) => control.setDisplay({ renamed })}
          judgement={verdicts?.ofFunctions}
          progress={
            verdicts && (
              <SliceProgress
                verdicts={verdicts}
                minusSiblings={control.view.display.minus === 'siblings'}
                onMinusSiblings={(minus) =>
                  control.setDisplay({ minus: minus ? 'siblings' : undefined })
                }
              />
            )
          }
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

/** The evidence: flame graph and table of both sides; of one side alone where the other one failed. */
export function ComparisonPicture({ control, comparison }: ComparisonPartProps) {
  const { engine } = useHost();
  const [timeZone] = useTimeZone();
  const { viewed, compared, verdicts, stale, missing } = comparison;
  const { data } = viewed;
  const judged = stale ? undefined : verdicts?.ofRows;
  const verdictOf = useMemo(
    () => (data && judged ? verdictsOf(data.table.names, judged) : undefined),
    [data, judged],
  );
  if (!data || missing.length > 0) return null;
  const facts = { sides: data.sides, timeZone };
  const shown = { engine, display: control.view.display, setDisplay: control.setDisplay };
  if (compared) {
    const { profileType } = data.sides[0]!.selector;
    const moreDetails = (row: number) => (
      <>
        {comparison.load && !stale && (
          <LoadOrCostLine comparison={comparison} values={valuesAt(data.table, row)} />
        )}
        {judged && <RowSlices {...{ judged, profileType }} name={data.table.names[row]!} />}
      </>
    );
    const { formula, unit } = compared;
    const exported = () =>
      exportFacts({
        ...{ ...facts, formula, unit },
        answer: answerMessage({
          title: profileTypeTitle(profileType),
          ...compared,
          judgement: stale ? undefined : verdicts?.ofFunctions,
        }),
      });
    return <FlameSection {...{ ...shown, ...compared, stale, verdictOf, moreDetails, exported }} />;
  }
  const { handle, tree, table, magnitudes, wholes, removed, sides } = data;
  return (
    <FlameSection
      {...{ ...shown, handle, tree, table, magnitudes, wholes, removed, stale }}
      unit={valueUnit(sides[0]!.selector.profileType)}
      exported={() => exportFacts({ ...facts, unit: valueUnit(sides[0]!.selector.profileType) })}
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
