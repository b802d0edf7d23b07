import { useMemo } from 'react';
import type { Pair } from '#comparison';
import type { TopTable } from '#profile';
import { profileTypeTitle, valueUnit, type TimeRange } from '#series';
import { Notice } from '#ui';
import { explain } from '../shell/advice';
import { exportFacts } from '../flame/export/export-facts';
import { exportedCharts, exportedSides } from '../flame/export/exported-sides';
import { FlameSection } from '../flame/FlameSection';
import { TreePane } from '../flame/panes/TreePane';
import type { SideTimeline } from './sides/use-side-timelines';
import type { ViewOfSides } from '../state/queries/queries';
import { absoluteRange, useHost, useTimeZone } from '../state/host';
import { printView } from '../state/view/view-url';
import { useSaveView } from '../save/use-save-view';
import type { ViewControl } from '../state/view/use-view-state';
import type { ViewState } from '../state/view/view-state';
import { AnswerRoom, AwaitedAnswer } from './answer/AnswerRoom';
import { ComparisonAnswer, type ComparisonAnswerProps } from './answer/ComparisonAnswer';
import { LoadOrCostLine } from './answer/LoadOrCostLine';
import { interimText, shownAs } from './verdicts/exported-verdicts';
import { asKnown, RowSlices, verdictsOf } from './verdicts/row-verdicts';
import { SliceProgress } from './verdicts/SliceProgress';
import { answerMessage } from './answer/answer-message';
import type { Comparison } from './use-comparison';

interface ComparisonPartProps {
  readonly control: ViewControl;
  readonly comparison: Comparison;
}

type ComparisonHeadProps = ComparisonPartProps &
  Pick<ComparisonAnswerProps, 'stepAction'> & {
    /** The sides that are on the way. */
    readonly awaited?: string | undefined;
  };

/** The answer, or why there is none yet. */
export function ComparisonHead(props: ComparisonHeadProps) {
  const { control, comparison, stepAction, awaited } = props;
  const [timeZone] = useTimeZone();
  const { viewed, compared, verdicts, facts, stale, failed, missing } = comparison;
  if (missing.length > 0) return null;
  return (
    <AnswerRoom>
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
          load={
            !stale && (
              <LoadOrCostLine
                {...{ comparison, values: pairOf(viewed.data!.totals) }}
                verdict={asKnown(verdicts?.ofFunctions?.total, verdicts?.judging === true)}
              />
            )
          }
          shown={control.view.display.renamed}
          onShow={(renamed) => control.setDisplay({ renamed })}
          judgement={verdicts?.ofFunctions}
          judging={verdicts?.judging}
          caution={verdicts?.caution}
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
      {!viewed.data && !failed && !viewed.error && (
        <AwaitedAnswer
          title={awaited === undefined ? 'Comparing both sides …' : `Loading ${awaited} …`}
        />
      )}
      {viewed.data && !compared && (
        <Notice kind="partial" title="One side failed: this is the other one alone" />
      )}
    </AnswerRoom>
  );
}

interface ComparisonPictureProps extends ComparisonPartProps {
  /** For what is handed on. */
  readonly timelines: readonly SideTimeline[];
  /** The page's. */
  readonly range: TimeRange;
}

/** The evidence: flame graph and table of both sides; of one side alone where the other one failed. */
export function ComparisonPicture(props: ComparisonPictureProps) {
  const { control, comparison } = props;
  const { engine, linkTo } = useHost();
  const [timeZone] = useTimeZone();
  const { viewed, compared, verdicts, stale, missing } = comparison;
  const { data } = viewed;
  const judged = stale ? undefined : verdicts?.ofRows;
  const judging = !stale && verdicts?.judging === true;
  const save = useSaveView(viewToSave(props), props.range);
  const verdictOf = useMemo(
    () => (data && (judged || judging) ? verdictsOf(data.table.names, judged, judging) : undefined),
    [data, judged, judging],
  );
  if (!data || missing.length > 0) return null;
  const shownSides = () => ({
    ...exportedSides(data.sides),
    charts: chartsOf(props, timeZone),
    link: linkTo(
      printView({ ...control.view, range: absoluteRange(props.range), refresh: undefined }),
    ),
    timeZone,
  });
  const { setDisplay, view } = control;
  const shown = { engine, display: view.display, setDisplay, treePane: TreePane };
  if (compared) {
    const { profileType } = data.sides[0]!.selector;
    const ownVerdict = (row: number) => {
      const verdict = verdictOf?.(row);
      return verdict?.verdict === 'is the whole' ? asKnown(judged?.total, judging) : verdict;
    };
    const moreDetails = (row: number) => (
      <>
        {comparison.load && !stale && (
          <LoadOrCostLine
            {...{ comparison, values: valuesAt(data.table, row) }}
            verdict={ownVerdict(row)}
          />
        )}
        {judged && <RowSlices {...{ judged, profileType }} name={data.table.names[row]!} />}
      </>
    );
    const { formula, unit } = compared;
    const judgement = stale ? undefined : verdicts?.ofFunctions;
    const exported = () =>
      exportFacts({
        ...{ ...shownSides(), formula, unit },
        comparable: stale ? [] : comparison.facts,
        judgement,
        interim: judgement && verdicts && interimText(judgement, verdicts.planned),
        shownAs: judged && shownAs({ ...compared, ...judgedSides(data) }, judged),
        answer: answerMessage({
          title: profileTypeTitle(profileType),
          ...compared,
          judgement,
          judging,
          caution: stale ? undefined : verdicts?.caution,
        }),
      });
    return (
      <FlameSection
        {...{ ...shown, ...compared, stale, verdictOf, judging, moreDetails, exported, save }}
      />
    );
  }
  const { handle, tree, callers, table, magnitudes, wholes, removed, sides } = data;
  return (
    <FlameSection
      {...{ ...shown, handle, tree, callers, table, magnitudes, wholes, removed, stale }}
      unit={valueUnit(sides[0]!.selector.profileType)}
      exported={() =>
        exportFacts({ ...shownSides(), unit: valueUnit(sides[0]!.selector.profileType) })
      }
    />
  );
}

/** With the metric of the requests that was remembered or found: elsewhere another one may be. */
function viewToSave({ control, comparison }: ComparisonPartProps): ViewState {
  const { metric, rates } = comparison.requests;
  return rates ? { ...control.view, requestMetric: metric } : control.view;
}

/** Those of the timeline, each with the windows of the sides that it shows. */
function chartsOf({ control, timelines }: ComparisonPictureProps, timeZone: string) {
  return timelines.flatMap(({ charts, range, sides }) => {
    const windows = sides.flatMap((name) => {
      const { window } = control.view[name];
      return window ? [{ name, range: window }] : [];
    });
    return exportedCharts({ charts, range, windows, timeZone });
  });
}

/** Undivided. */
function judgedSides({ sides, magnitudes }: ViewOfSides) {
  const [baseline, comparison] = sides.map(({ coverage }) => coverage.seconds);
  const { profileType } = sides[0]!.selector;
  return { profileType, magnitudes, seconds: [baseline!, comparison!] as const };
}

function pairOf([baseline, comparison]: readonly number[]): Pair {
  return [baseline!, comparison!];
}

/** With what it calls. */
function valuesAt({ columns }: TopTable, row: number): Pair {
  return pairOf(columns.map(({ total }) => total[row]!));
}
