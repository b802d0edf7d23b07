import { Button } from '@grafana/ui';
import { profileTypeTitle, type Labels, type ProfileType } from '#series';
import type { Annotation } from '#targets';
import { Notice } from '#ui';
import { BaselinePresets } from './sides/presets/BaselinePresets';
import { ComparisonTimelines } from './sides/ComparisonTimelines';
import { ComparisonHead, ComparisonPicture } from './ComparisonView';
import { AnswerRoom, AwaitedAnswer } from './answer/AnswerRoom';
import { MissingSides } from './sides/MissingSides';
import { NormalisePicker } from './requests/NormalisePicker';
import { SideRow } from './sides/SideRow';
import { BesideStep } from './answer/StepsWithin';
import { useComparison } from './use-comparison';
import { useSideMetrics } from './requests/use-side-metrics';
import { useSideTimelines, type SideTimeline } from './sides/use-side-timelines';
import { compareAnnotation } from '../metrics/annotations/compare-annotation';
import { ProfileTypePicker } from '../selection/SelectionBar';
import { selectionWords } from '../selection/selection-words';
import type { Level } from '../selection/topology-levels';
import { useSelection } from '../selection/use-selection';
import { explain } from '../shell/advice';
import { CrashBoundary } from '../shell/CrashBoundary';
import { failsLike, toldOnce } from '../shell/one-cause';
import { PageNotices } from '../shell/PageNotices';
import { PageShell } from '../shell/PageShell';
import { useHost } from '../state/host';
import { usePageRange } from '../state/use-page-range';
import { useSides, type LoadedSide } from '../state/queries/use-profile';
import type { SideName } from '../state/sides';
import type { ViewControl } from '../state/view/use-view-state';
import type { ViewState } from '../state/view/view-state';
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
    selected: view.display.selected,
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
  const loads = sides.map(({ loaded }) => loaded);
  const isTold = (loaded: LoadedSide['loaded']) =>
    failsLike(loaded, selection.failed) || loads.every((one) => failsLike(one, loaded));
  const awaited = sides.filter(({ loaded }) => loaded.state === 'loading').map(({ name }) => name);
  return (
    <PageShell
      {...{ control, pageRange }}
      loading={awaited.length > 0 ? `the ${awaited.join(' and the ')}` : undefined}
    >
      {!profileType && isWaiting && (
        <AnswerRoom>
          <AwaitedAnswer
            title={`Asking ${host.profiles.server.name} which profile types there are …`}
          />
        </AnswerRoom>
      )}
      {profileType && (
        <CrashBoundary what="answer" data={sides.map(({ loaded }) => loaded.data)}>
          <MissingSides names={comparison.missing} {...{ control, profileType, levels, range }} />
          <ComparisonHead
            {...{ control, comparison }}
            awaited={awaitedWords(awaited, { profileType, levels, view })}
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
          <NormalisePicker
            {...{ control, profileType, files: comparison.files }}
            requests={metrics.requests}
          />
        )}
        <Button variant="secondary" icon="exchange-alt" onClick={() => setView(swapped(view))}>
          Swap sides
        </Button>
        <BaselinePresets
          {...{ control, range, profileType, levels }}
          isWaiting={isWaiting || sides.some(isFirst)}
          annotations={last.annotations}
          onPickAnnotation={(annotation) => onPickAnnotation(annotation, last)}
        />
      </PageShell.Row>
      {sides.map((side) => (
        <CrashBoundary key={side.name} what={`row of the ${side.name}`} data={[side.loaded.data]}>
          <SideRow
            name={side.name}
            control={control}
            selection={selection}
            range={range}
            loaded={side.loaded}
            isTold={isTold(side.loaded)}
            chart={timelines.find(({ sides: drawn }) => drawn.includes(side.name))?.charts[0]}
          />
        </CrashBoundary>
      ))}
      <PageNotices
        problems={control.problems}
        pageRange={pageRange}
        selection={{ failed: toldOnce(selection.failed, loads) }}
        notices={noticesOf(sides)}
        reported={loads.map(({ error }) => error)}
      />
      {loads.every((loaded) => isTold(loaded)) && !failsLike(loads[0]!, selection.failed) && (
        <BothFailed {...{ loads }} />
      )}
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

/** One notice for both, which failed alike. */
function BothFailed({ loads }: { readonly loads: readonly LoadedSide['loaded'][] }) {
  const failed = toldOnce(loads[0], loads)!;
  const old = loads.some(({ data }) => data) ? '; what is shown of them is from before' : '';
  return (
    <Notice
      kind="failed"
      title={`Neither side could be loaded${old}`}
      {...explain(failed.error!)}
      action={{ label: 'Try again', onClick: failed.retry }}
    />
  );
}

/** `CPU time: baseline shop-k8s/1, 10 min; comparison shop-k8s/0, 10 min` */
function awaitedWords(
  names: readonly SideName[],
  of: { profileType: ProfileType; levels: readonly Level[]; view: ViewState },
): string | undefined {
  const sides = names.flatMap((name) => {
    const { matchers, window } = of.view[name];
    return window ? [`${name} ${selectionWords({ matchers, window }, of.levels)}`] : [];
  });
  return sides.length === 0
    ? undefined
    : `${profileTypeTitle(of.profileType)}: ${sides.join('; ')}`;
}

const NO_LABEL_SETS: readonly Labels[] = [];

const TRIMMED_SIDE =
  'A side is trimmed: what may be in its (trimmed) is in (trimmed) on both sides, and nothing is tested for noise.';

function noticesOf(sides: readonly LoadedSide[]): readonly string[] {
  const loaded = sides.flatMap((side) => side.loaded.data ?? []);
  const isTrimmed = loaded.some(({ fetched }) => fetched.trimmed !== undefined);
  const notices = loaded.flatMap((side) => side.notices);
  return [...new Set([...notices, ...(isTrimmed ? [TRIMMED_SIDE] : [])])];
}
