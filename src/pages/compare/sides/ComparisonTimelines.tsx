import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { TimeRange } from '#series';
import type { Annotation } from '#targets';
import type { ChartFailuresProps } from '../../metrics/ChartFailures';
import { PageTimeline } from '../../metrics/PageTimeline';
import { absoluteRange, useTimeZone } from '../../state/host';
import { zoomOut } from '../../state/range';
import { SIDE_TITLE, SIDES } from '../../state/sides';
import type { ViewControl } from '../../state/view/use-view-state';
import type { SideTimeline } from './use-side-timelines';

export interface ComparisonTimelinesProps extends ChartFailuresProps {
  readonly control: ViewControl;
  /** The page's. */
  readonly range: TimeRange;
  readonly timelines: readonly SideTimeline[];
  readonly onPickAnnotation: (annotation: Annotation, on: SideTimeline) => void;
}

/** Both windows on one timeline, or each on its own; a drag moves the nearer one, and an edge can be dragged at any time. */
export function ComparisonTimelines(props: ComparisonTimelinesProps) {
  const styles = useStyles2(getStyles);
  const { timelines } = props;
  if (timelines.length === 1) return <SidesTimeline {...props} timeline={timelines[0]!} />;
  return timelines.map((timeline) => (
    <section key={timeline.sides.join()} aria-label={`Timeline of the ${timeline.sides.join()}`}>
      <h2 className={styles.title}>{timeline.sides.map((name) => SIDE_TITLE[name])}</h2>
      <SidesTimeline {...props} timeline={timeline} />
    </section>
  ));
}

interface SidesTimelineProps extends ComparisonTimelinesProps {
  readonly timeline: SideTimeline;
}

function SidesTimeline({ control, range, timeline, reported, ...props }: SidesTimelineProps) {
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  const { sides, charts, annotations } = timeline;
  /** The page's range moves as its picture here does. */
  const zoomTo = ({ start, end }: TimeRange) => {
    const by = range.start - timeline.range.start;
    setView({ ...view, range: absoluteRange({ start: start + by, end: end + by }) });
  };
  return (
    <PageTimeline
      {...{ control, reported, charts, annotations, timeZone }}
      yields
      onPickAnnotation={(annotation) => props.onPickAnnotation(annotation, timeline)}
      range={timeline.range}
      windows={SIDES.flatMap((name) => {
        const { window } = view[name];
        if (!window || !sides.includes(name)) return [];
        return [{ kind: name, range: window, label: SIDE_TITLE[name] }];
      })}
      onSelectWindow={(window, kind) => {
        const name = kind === 'window' ? sides.at(-1)! : kind;
        setView({ ...view, [name]: { ...view[name], window } });
      }}
      onZoom={zoomTo}
      onZoomOut={() => zoomTo(zoomOut(timeline.range))}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
