import { useState } from 'react';
import { Button } from '@grafana/ui';
import type { Labels, TimeRange } from '#series';
import type { Annotation } from '#targets';
import { Picker, type TimelineChart } from '#ui';
import { ComparisonHead, ComparisonPicture } from './ComparisonView';
import { MissingSide } from './MissingSide';
import { useComparison } from './use-comparison';
import { CrashBoundary } from '../shell/CrashBoundary';
import { absoluteRange, useHost, useTimeZone } from '../state/host';
import type { ChartFailuresProps } from '../metrics/ChartFailures';
import { compareAnnotation } from '../metrics/compare-annotation';
import { hasFault } from '../state/matcher-faults';
import { NormalisePicker } from './NormalisePicker';
import { PageNotices } from '../shell/PageNotices';
import { PageShell } from '../shell/PageShell';
import { PageTimeline } from '../metrics/PageTimeline';
import { ProfileTypePicker } from '../selection/SelectionBar';
import { zoomOut } from '../state/range';
import { SideRow } from './SideRow';
import { SIDE_TITLE, SIDES, type SideName } from '../state/sides';
import { usePageRange } from '../state/use-page-range';
import { useSides } from '../state/use-profile';
import { useSelection } from '../selection/use-selection';
import { useTimeline } from '../metrics/use-timeline';
import type { ViewControl } from '../state/use-view-state';
import { swapped } from '../state/view-transitions';

/** Two selections, each with its window, on one timeline; and the difference of their profiles. */
export function ComparePage({ control }: { readonly control: ViewControl }) {
  const { view, setView } = control;
  const host = useHost();
  const [active, setActive] = useState<SideName>('comparison');
  const pageRange = usePageRange(view);
  const { range } = pageRange;
  const selection = useSelection(control, range);
  const { profileType, levels } = selection;
  const sides = useSides(view, profileType);
  const comparison = useComparison(view, sides);
  const { charts, annotations } = useTimeline({
    profileType,
    levels,
    range,
    isWaiting: selection.isOpening,
    labelSets: selection.labelSets.data ?? NO_LABEL_SETS,
    selections: SIDES.flatMap((name) => {
      const { matchers } = view[name];
      return matchers && !hasFault(matchers) ? [{ matchers, title: name }] : [];
    }),
    override: view.display.metricMatchers ?? '',
    onOverride: (text) => control.setDisplay({ metricMatchers: text === '' ? undefined : text }),
  });
  const interval = Math.max(...sides.map((side) => side.loaded.data?.fetched.interval ?? 0));
  const onPickAnnotation = (annotation: Annotation) =>
    setView(
      compareAnnotation(view, annotation, {
        range,
        annotations,
        interval,
        levels,
        aliases: host.targetAliases,
      }),
    );
  return (
    <PageShell
      {...{ control, pageRange }}
      busy={sides.some((side) => side.loaded.state === 'loading')}
    >
      {profileType && (
        <CrashBoundary what="answer" data={sides.map(({ loaded }) => loaded.data)}>
          {comparison.missing.map((name) => (
            <MissingSide key={name} {...{ name, control, profileType, levels, range }} />
          ))}
          <ComparisonHead comparison={comparison} />
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
        {profileType && <NormalisePicker control={control} profileType={profileType} />}
        <Button variant="secondary" icon="exchange-alt" onClick={() => setView(swapped(view))}>
          Swap sides
        </Button>
        <Picker
          label="A drag sets"
          options={SIDES.map((name) => ({ value: name, label: SIDE_TITLE[name] }))}
          value={active}
          onChange={(text) => setActive(SIDES.find((name) => name === text) ?? active)}
          minWidth={16}
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
            {...{ annotations, onPickAnnotation }}
          />
        </CrashBoundary>
      ))}
      <PageNotices
        problems={control.problems}
        pageRange={pageRange}
        selection={selection}
        notices={[...new Set(sides.flatMap((side) => side.loaded.data?.notices ?? []))]}
      />
      <CrashBoundary what="timeline" data={charts.map(({ state }) => state)}>
        <ComparisonTimeline
          {...{ control, range, charts, annotations, onPickAnnotation, active }}
          reported={[selection.failed?.error, ...sides.map(({ loaded }) => loaded.error)]}
        />
      </CrashBoundary>
      {profileType && (
        <CrashBoundary what="comparison" data={sides.map(({ loaded }) => loaded.data)}>
          <ComparisonPicture {...{ control, comparison }} />
        </CrashBoundary>
      )}
    </PageShell>
  );
}

const NO_LABEL_SETS: readonly Labels[] = [];

interface ComparisonTimelineProps extends ChartFailuresProps {
  readonly control: ViewControl;
  readonly range: TimeRange;
  readonly charts: readonly TimelineChart[];
  readonly annotations: readonly Annotation[];
  readonly onPickAnnotation: (annotation: Annotation) => void;
  readonly active: SideName;
}

/** Both windows on one timeline; a drag sets the one that is chosen, an edge can be dragged at any time. */
function ComparisonTimeline(props: ComparisonTimelineProps) {
  const { control, range, charts, annotations, onPickAnnotation, active, reported } = props;
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  return (
    <PageTimeline
      control={control}
      yields
      reported={reported}
      charts={charts}
      annotations={annotations}
      onPickAnnotation={onPickAnnotation}
      range={range}
      windows={SIDES.flatMap((name) => {
        const { window } = view[name];
        return window ? [{ kind: name, range: window, label: SIDE_TITLE[name] }] : [];
      })}
      activeWindow={active}
      onSelectWindow={(window, kind) => {
        if (kind !== 'window') setView({ ...view, [kind]: { ...view[kind], window } });
      }}
      onZoom={(next) => setView({ ...view, range: absoluteRange(next) })}
      onZoomOut={() => setView({ ...view, range: absoluteRange(zoomOut(range)) })}
      timeZone={timeZone}
    />
  );
}
