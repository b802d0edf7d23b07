import { Button } from '@grafana/ui';
import type { Labels } from '#series';
import type { Annotation } from '#targets';
import { BaselinePresets } from './sides/presets/BaselinePresets';
import { ComparisonTimelines } from './sides/ComparisonTimelines';
import { ComparisonHead, ComparisonPicture } from './ComparisonView';
import { AnswerRoom, AwaitedAnswer } from './answer/AnswerRoom';
import { MissingSide } from './sides/MissingSide';
import { NormalisePicker } from './requests/NormalisePicker';
import { SideRow } from './sides/SideRow';
import { BesideStep } from './answer/StepsWithin';
import { useComparison } from './use-comparison';
import { useSideMetrics } from './requests/use-side-metrics';
import { useSideTimelines, type SideTimeline } from './sides/use-side-timelines';
import { compareAnnotation } from '../metrics/annotations/compare-annotation';
import { ProfileTypePicker } from '../selection/SelectionBar';
import { useSelection } from '../selection/use-selection';
import { CrashBoundary } from '../shell/CrashBoundary';
import { PageNotices } from '../shell/PageNotices';
import { PageShell } from '../shell/PageShell';
import { useHost } from '../state/host';
import { usePageRange } from '../state/use-page-range';
import { useSides, type LoadedSide } from '../state/queries/use-profile';
import type { ViewControl } from '../state/view/use-view-state';
import { swapped } from '../state/view/view-transitions';

/** Two selections, each with its window, on one timeline; and the difference of their profiles. */
export function ComparePage({ control }: { readonly control: ViewControl }) {
  const { view, setView } = control;
  const host = useHost();
  const pageRange = usePageRange(view);
  const { range } = pageRange;
  const selection = useSelection(control, range);
  const { profileType, levels } = selection;
  const sides = useSides(view, profileType);
  const labelSets = selection.labelSets.data ?? NO_LABEL_SETS;
  const isWaiting = selection.isOpening;
  const metrics = useSideMetrics({ control, sides, profileType, range, labelSets, isWaiting });
  const comparison = useComparison(view, sides, metrics);
  const timelines = useSideTimelines(view, {
    profileType,
    levels,
    range,
    isWaiting,
    labelSets,
    charted: view.display.charted,
    override: view.display.metricMatchers ?? '',
    onOverride: (text) => control.setDisplay({ metricMatchers: text === '' ? undefined : text }),
  });
  const interval = Math.max(...sides.map((side) => side.loaded.data?.fetched.interval ?? 0));
  const onPickAnnotation = (annotation: Annotation, on: SideTimeline) =>
    setView(
      compareAnnotation(view, annotation, {
        range: on.range,
        annotations: on.annotations,
        interval,
        levels,
        aliases: host.targetAliases,
      }),
    );
  const last = timelines.at(-1)!;
  return (
    <PageShell
      {...{ control, pageRange }}
      busy={sides.some((side) => side.loaded.state === 'loading')}
    >
      {!profileType && isWaiting && (
        <AnswerRoom>
          <AwaitedAnswer title="Loading what is profiled …" />
        </AnswerRoom>
      )}
      {profileType && (
        <CrashBoundary what="answer" data={sides.map(({ loaded }) => loaded.data)}>
          {comparison.missing.map((name) => (
            <MissingSide key={name} {...{ name, control, profileType, levels, range }} />
          ))}
          <ComparisonHead
            {...{ control, comparison }}
            stepAction={(step) => <BesideStep {...{ step, control, profileType, levels, range }} />}
          />
        </CrashBoundary>
      )}
      <PageShell.Row label="Comparison">
        <ProfileTypePicker
          selection={selection}
          onChange={(type) =>
            setView({
              ...view,
              profileType: type,
              normalise: undefined,
              display: { ...view.display, focus: undefined, sort: undefined },
            })
          }
        />
        {profileType && (
          <NormalisePicker {...{ control, profileType }} requests={metrics.requests} />
        )}
        <Button variant="secondary" icon="exchange-alt" onClick={() => setView(swapped(view))}>
          Swap sides
        </Button>
      </PageShell.Row>
      {sides.map((side) => (
        <CrashBoundary key={side.name} what={`row of the ${side.name}`} data={[side.loaded.data]}>
          <SideRow
            name={side.name}
            control={control}
            selection={selection}
            range={range}
            loaded={side.loaded}
          />
        </CrashBoundary>
      ))}
      <BaselinePresets
        {...{ control, range, profileType, levels }}
        isWaiting={isWaiting || sides.some(isFirst)}
        annotations={last.annotations}
        onPickAnnotation={(annotation) => onPickAnnotation(annotation, last)}
      />
      <PageNotices
        problems={control.problems}
        pageRange={pageRange}
        selection={selection}
        notices={[...new Set(sides.flatMap((side) => side.loaded.data?.notices ?? []))]}
      />
      <CrashBoundary
        what="timeline"
        data={timelines.flatMap(({ charts }) => charts.map(({ state }) => state))}
      >
        <ComparisonTimelines
          {...{ control, range, timelines, onPickAnnotation }}
          reported={[selection.failed?.error, ...sides.map(({ loaded }) => loaded.error)]}
        />
      </CrashBoundary>
      {profileType && (
        <CrashBoundary what="comparison" data={sides.map(({ loaded }) => loaded.data)}>
          <ComparisonPicture {...{ control, comparison, timelines, range }} />
        </CrashBoundary>
      )}
    </PageShell>
  );
}

function isFirst({ loaded }: LoadedSide): boolean {
  return loaded.state === 'loading' && !loaded.data;
}

const NO_LABEL_SETS: readonly Labels[] = [];
