import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Milliseconds, TimeRange } from '#series';
import type { ChartPlace } from './chart-layout';
import { summariseChart } from './chart-summary';
import { ChartHeader } from './ChartHeader';
import { ChartState } from './ChartState';
import { Plot } from './Plot';
import { GUTTER_PX, plotWidth } from './plot-geometry';
import type { SeriesLook } from './series-colours';
import { seriesOf } from './series-of-chart';
import { timeAt, xOf } from './time-scale';
import { formatTime } from './time-text';
import type { TimelineChart, TimelineSeries, TimelineWindow } from './timeline-types';
import type { Draft, Gesture, GrabbedPlot } from './use-brush';
import type { Edge } from './window-arithmetic';
import { WindowEdges } from './WindowEdges';
import { WindowFills } from './WindowFills';

export interface TimelineChartViewProps {
  readonly chart: TimelineChart;
  readonly place: ChartPlace;
  readonly looks: ReadonlyMap<string, SeriesLook>;
  readonly explained: ReadonlySet<string>;
  readonly range: TimeRange;
  readonly windows: readonly TimelineWindow[];
  readonly draft: Draft | undefined;
  readonly cursor: Milliseconds | undefined;
  readonly timeZone: string | undefined;
  /** The first chart: the cursor's time and the reachable edges stand here. */
  readonly leads: boolean;
  readonly onHover: (time: Milliseconds | undefined) => void;
  readonly onGrab: (gesture: Gesture, clientX: number, plot: GrabbedPlot) => void;
  readonly onEdgeKey: (window: TimelineWindow, edge: Edge, event: KeyboardEvent) => void;
}

const NO_SERIES: readonly TimelineSeries[] = [];

/** One chart: title and values, lines, and over them the windows, the cursor and what takes the gestures. */
export function TimelineChartView(props: TimelineChartViewProps) {
  const styles = useStyles2(getStyles);
  const surface = useRef<HTMLDivElement>(null);
  const { chart, place, range, cursor, timeZone, leads } = props;
  const scale = { range, widthPx: plotWidth(place.widthPx) };
  const series = seriesOf(chart.state);
  const box = { left: GUTTER_PX, width: scale.widthPx, height: chart.height };

  const leftPx = () => surface.current?.getBoundingClientRect().left ?? 0;
  const grab = (gesture: Gesture, event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    props.onGrab(gesture, event.clientX, { leftPx: leftPx(), scale });
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
        widthPx={place.widthPx}
      />
      <div className={styles.body}>
        <div className={styles.under} style={box}>
          <WindowFills scale={scale} windows={props.windows} draft={props.draft} labelled={leads} />
        </div>
        <Plot
          series={series.length === 0 ? NO_SERIES : series}
          looks={props.looks}
          unit={chart.unit}
          range={range}
          widthPx={place.widthPx}
          heightPx={chart.height}
          hasTimeLabels={place.hasTimeLabels}
          timeZone={timeZone}
          summary={summariseChart(chart)}
        />
        <div
          ref={surface}
          className={styles.surface}
          style={box}
          data-testid={`plot-${chart.id}`}
          // Keeps the focus that onGrab gives to the time cursor, so that keys work after a drag.
          onMouseDown={(event) => event.preventDefault()}
          onPointerMove={(event) => props.onHover(timeAt(scale, event.clientX - leftPx()))}
          onPointerLeave={() => props.onHover(undefined)}
          onPointerDown={(event) => grab({ kind: event.shiftKey ? 'zoom' : 'select' }, event)}
        >
          <WindowEdges
            scale={scale}
            windows={props.windows}
            reachable={leads}
            timeZone={timeZone}
            onGrab={(window, edge, event) => grab({ kind: 'edge', window, edge }, event)}
            onKey={props.onEdgeKey}
          />
          {shown && (
            <div
              className={styles.cursor}
              style={{ left: xOf(scale, cursor) }}
              data-testid="cursor"
            >
              {leads && (
                <span className={styles.time}>{formatTime(cursor, 'second', timeZone)}</span>
              )}
            </div>
          )}
          <ChartState state={chart.state} widthPx={scale.widthPx} />
        </div>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({ flex: 'none', minWidth: 0 }),
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
