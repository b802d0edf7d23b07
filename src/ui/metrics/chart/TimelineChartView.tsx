import {
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Milliseconds, TimeRange } from '#series';
import type { Annotation } from '#targets';
import type { ChartPlace } from '../chart-layout';
import { summariseChart } from './chart-values';
import { ChartHeader } from './ChartHeader';
import { ChartState } from './ChartState';
import { GroupLegend } from './GroupLegend';
import { type Draft, type Gesture, type GrabbedPlot, isWithin } from '../use-brush';
import { AnnotationLane } from '../annotations/AnnotationLane';
import { AnnotationLines } from '../annotations/AnnotationLines';
import { Plot } from '../plot/Plot';
import { GUTTER_PX, ANNOTATION_LANE_PX, plotWidth, timeAt, xOf } from '../plot/time-scale';
import type { SeriesLook } from '../plot/series-colours';
import {
  seriesOf,
  type TimelineChart,
  type TimelineSeries,
  type TimelineWindow,
} from '../timeline-types';
import { formatTime } from '../time-text';
import type { Edge } from '../windows/window-arithmetic';
import { WindowBands } from '../windows/WindowBands';
import { WindowEdges } from '../windows/WindowEdges';
import { WindowFills } from '../windows/WindowFills';

export interface TimelineChartViewProps {
  readonly chart: TimelineChart;
  readonly place: ChartPlace;
  readonly looks: ReadonlyMap<string, SeriesLook>;
  readonly explained: ReadonlySet<string>;
  readonly hint: string | undefined;
  /** In the title's line. */
  readonly actions: ReactNode;
  readonly range: TimeRange;
  readonly windows: readonly TimelineWindow[];
  readonly draft: Draft | undefined;
  readonly cursor: Milliseconds | undefined;
  readonly timeZone: string | undefined;
  readonly annotations: readonly Annotation[] | undefined;
  /** The first chart: the cursor's time and the reachable edges stand here. */
  readonly leads: boolean;
  readonly onHover: (time: Milliseconds | undefined) => void;
  readonly onPickAnnotation: ((annotation: Annotation) => void) | undefined;
  readonly onGrab: (gesture: Gesture, clientX: number, plot: GrabbedPlot) => void;
  readonly onEdgeKey: (window: TimelineWindow, edge: Edge, event: KeyboardEvent) => void;
  readonly onBandKey: (window: TimelineWindow, event: KeyboardEvent) => void;
}

const NO_SERIES: readonly TimelineSeries[] = [];

/** One chart: title and values, lines, and over them the windows, the cursor and what takes the gestures. */
export function TimelineChartView(props: TimelineChartViewProps) {
  const styles = useStyles2(getStyles);
  const surface = useRef<HTMLDivElement>(null);
  const { chart, place, range, cursor, timeZone, leads, annotations } = props;
  const scale = { range, widthPx: plotWidth(place.widthPx) };
  const series = seriesOf(chart.state);
  const summary = useMemo(() => summariseChart(chart), [chart]);
  const box = { left: GUTTER_PX, width: scale.widthPx, height: chart.height };

  const leftPx = () => surface.current?.getBoundingClientRect().left ?? 0;
  const grab = (gesture: Gesture, event: PointerEvent) => {
    if (event.button !== 0 || !isWithin(event)) return;
    event.stopPropagation();
    props.onGrab(gesture, event.clientX, { leftPx: leftPx(), scale, chart: chart.id });
  };
  const kindOf = ({ shiftKey }: PointerEvent) => (shiftKey ? 'zoom' : 'select');
  const gestures = {
    // Keeps the focus that onGrab gives to the time cursor, so that keys work after a drag.
    onMouseDown: (event: MouseEvent) => isWithin(event) && event.preventDefault(),
    onPointerMove: (event: PointerEvent) =>
      isWithin(event) && props.onHover(timeAt(scale, event.clientX - leftPx())),
    onPointerLeave: () => props.onHover(undefined),
    onPointerDown: (event: PointerEvent) => grab({ kind: kindOf(event) }, event),
  };
  const shown = cursor !== undefined && cursor >= range.start && cursor <= range.end;
  return (
    <div
      className={styles.chart}
      style={{ width: place.widthPx }}
      role="group"
      aria-label={chart.title}
      data-chart={chart.id}
      data-kind={chart.state.kind}
    >
      <ChartHeader
        chart={chart}
        looks={props.looks}
        cursor={shown ? cursor : undefined}
        explained={props.explained}
        hint={props.hint}
        actions={props.actions}
      />
      {leads && annotations && (
        <div
          className={styles.lane}
          style={{ marginLeft: box.left, width: box.width }}
          data-testid="annotation-lane"
          {...gestures}
        >
          <AnnotationLane
            {...{ annotations, scale, timeZone }}
            onPick={props.onPickAnnotation}
            onGrab={(onClick, event) => grab({ kind: kindOf(event), onClick }, event)}
            onVisit={props.onHover}
          />
        </div>
      )}
      <div className={styles.body}>
        <div className={styles.under} style={box}>
          {annotations && <AnnotationLines annotations={annotations} scale={scale} />}
          <WindowFills scale={scale} windows={props.windows} draft={props.draft} labelled={leads} />
        </div>
        <Plot
          series={series.length === 0 ? NO_SERIES : series}
          looks={props.looks}
          unit={chart.unit}
          axisHolds={chart.axisHolds}
          range={range}
          widthPx={place.widthPx}
          heightPx={chart.height}
          hasTimeLabels={place.hasTimeLabels}
          timeZone={timeZone}
          summary={summary}
        />
        <div
          ref={surface}
          className={styles.surface}
          style={box}
          data-testid={`plot-${chart.id}`}
          {...gestures}
        >
          <WindowBands
            scale={scale}
            windows={props.windows}
            reachable={leads}
            timeZone={timeZone}
            onGrab={(window, event) =>
              grab(event.shiftKey ? { kind: 'zoom' } : { kind: 'move', window }, event)
            }
            onKey={props.onBandKey}
          />
          <WindowEdges
            scale={scale}
            windows={props.windows}
            reachable={leads}
            timeZone={timeZone}
            onGrab={(window, edge, event) => grab({ kind: 'edge', window, edge }, event)}
            onKey={props.onEdgeKey}
          />
          {shown && (
            <TimeCursor
              x={xOf(scale, cursor)}
              words={leads ? formatTime(cursor, 'second', timeZone) : undefined}
            />
          )}
          <ChartState
            title={chart.title}
            state={chart.state}
            widthPx={scale.widthPx}
            heightPx={chart.height}
          />
        </div>
      </div>
      {chart.groups && (
        <GroupLegend
          chart={chart}
          groups={chart.groups}
          looks={props.looks}
          cursor={shown ? cursor : undefined}
        />
      )}
    </div>
  );
}

function TimeCursor({ x, words }: { readonly x: number; readonly words: string | undefined }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.cursor} style={{ left: x }} data-testid="cursor">
      {words !== undefined && <span className={styles.time}>{words}</span>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({ flex: 'none', minWidth: 0 }),
  lane: css({ position: 'relative', height: ANNOTATION_LANE_PX, cursor: 'crosshair' }),
  body: css({ position: 'relative' }),
  under: css({ position: 'absolute', top: 0 }),
  surface: css({
    position: 'absolute',
    top: 0,
    cursor: 'crosshair',
    userSelect: 'none',
    touchAction: 'pan-y',
  }),
  cursor: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: 0,
    borderLeft: `1px dashed ${theme.colors.text.secondary}`,
    pointerEvents: 'none',
  }),
  time: css({
    position: 'absolute',
    bottom: 0,
    left: 0,
    transform: 'translateX(-50%)',
    padding: theme.spacing(0, 0.5),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    fontSize: 11,
    lineHeight: '15px',
    fontVariantNumeric: 'tabular-nums',
  }),
});
