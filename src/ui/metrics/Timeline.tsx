import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { clampRange, type Milliseconds, type TimeRange } from '#series';
import { useElementSize } from '../use-element-size';
import { CHART_GAP_PX, layoutCharts } from './chart-layout';
import { chartUnit } from './chart/chart-unit';
import { valueAt } from './chart/chart-values';
import { lookOfLabels } from './plot/series-colours';
import {
  seriesOf,
  type TimelineChart,
  type TimelineProps,
  type TimelineWindow,
} from './timeline-types';
import { formatTime } from './time-text';
import { TimelineChartView } from './chart/TimelineChartView';
import { ValuesStrip } from './chart/ValuesStrip';
import { useBrush } from './use-brush';
import { placesOf, useTimeKeys } from './use-time-keys';
import {
  moveEdge,
  moveWindow,
  nearestKind,
  stepTime,
  type Edge,
} from './windows/window-arithmetic';
import { WindowList } from './windows/WindowList';

const NO_CHARTS: readonly TimelineChart[] = [];
const NO_WINDOWS: readonly TimelineWindow[] = [];

/** Charts over one time axis with one cursor; windows are dragged on them, and the keyboard does all that the pointer does. */
export function Timeline(props: TimelineProps) {
  const styles = useStyles2(getStyles);
  const { isDark } = useTheme2();
  const root = useRef<HTMLDivElement>(null);
  const timeCursor = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const { widthPx } = useElementSize(root);
  const [cursor, setCursor] = useCursor(props);
  const { charts, folded = NO_CHARTS, range, windows = NO_WINDOWS } = props;
  const { timeZone, annotations } = props;
  const places = useMemo(() => layoutCharts(charts, widthPx), [charts, widthPx]);
  const looks = useMemo(
    () => lookOfLabels([...charts, ...folded], isDark ? 'dark' : 'light'),
    [charts, folded, isDark],
  );
  const explained = useMemo(() => labelsOf(charts[0]), [charts]);
  const times = useMemo(() => timesOf(charts, range), [charts, range]);
  const brush = useBrush({ ...props, windows, onMove: setCursor });
  const keys = useTimeKeys({ ...props, windows, times, cursor, setCursor });
  const draft =
    brush.draft ?? (keys.draft && { kind: nearestKind(windows, keys.draft), range: keys.draft });

  const moveEdgeByKey = (window: TimelineWindow, edge: Edge, event: KeyboardEvent) => {
    const count = placesOf(event);
    if (count === undefined) return;
    event.preventDefault();
    const moved = moveEdge(window.range, edge, stepTime(times, window.range[edge], count));
    if (moved.start < moved.end) props.onSelectWindow(clampRange(moved, range), window.kind);
  };
  const moveByKey = (window: TimelineWindow, event: KeyboardEvent) => {
    const count = placesOf(event);
    if (count === undefined) return;
    event.preventDefault();
    const { start } = window.range;
    const moved = moveWindow(window.range, stepTime(times, start, count) - start, range);
    if (moved.start !== start) props.onSelectWindow(moved, window.kind);
  };
  const hint = gestureHint(props, windows);
  const loading = charts.some((chart) => chart.state.kind === 'loading');
  return (
    <section
      ref={root}
      className={styles.timeline}
      aria-label="Timeline"
      aria-busy={loading}
      data-state={loading ? 'loading' : 'idle'}
    >
      <div
        ref={timeCursor}
        className={styles.keys}
        role="slider"
        tabIndex={0}
        aria-label="Time cursor"
        aria-describedby={hintId}
        aria-valuemin={range.start}
        aria-valuemax={range.end}
        aria-valuenow={cursor ?? range.end}
        aria-valuetext={readCursor(charts[0], cursor, timeZone)}
        onKeyDown={keys.onKeyDown}
        onBlur={() => setCursor(undefined)}
      />
      <div className={styles.charts}>
        {charts.map((chart, i) => (
          <TimelineChartView
            key={chart.id}
            {...{ chart, looks, range, windows, draft, cursor, timeZone, annotations }}
            place={places[i]!}
            leads={i === 0}
            hint={i === 0 ? hint : undefined}
            actions={i === 0 ? props.actions : undefined}
            explained={i > 0 && places[i]!.widthPx < NARROW_PX ? explained : NO_LABELS}
            onHover={setCursor}
            onPickAnnotation={props.onPickAnnotation}
            onGrab={(...grabbed) => {
              timeCursor.current?.focus({ preventScroll: true });
              brush.begin(...grabbed);
            }}
            onEdgeKey={moveEdgeByKey}
            onBandKey={moveByKey}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <WindowList
          {...{ windows, timeZone }}
          whole={range}
          onChange={props.onSelectWindow}
          onClear={props.onClearWindow}
        />
        {folded.length > 0 && <ValuesStrip charts={folded} {...{ looks, cursor }} />}
      </div>
      <span id={hintId} hidden>
        {KEYS_HINT}
      </span>
      <span className={styles.unseen} role="status" aria-live="polite">
        {keys.said}
      </span>
    </section>
  );
}

/** The caller's cursor, or one of our own. */
function useCursor({ cursor, onCursorChange }: TimelineProps) {
  const [own, setOwn] = useState<Milliseconds>();
  const set = (time: Milliseconds | undefined) => {
    setOwn(time);
    onCursorChange?.(time);
  };
  return [onCursorChange ? cursor : own, set] as const;
}

/** A chart's title row has no room for names below this. */
const NARROW_PX = 480;
const NO_LABELS: ReadonlySet<string> = new Set();

function labelsOf(chart: TimelineChart | undefined): ReadonlySet<string> {
  return new Set(chart ? seriesOf(chart.state).map((series) => series.label) : []);
}

const STEPS_WITHOUT_POINTS = 60;

/** What the arrow keys stop at: the points of the first chart that has some, else equal parts of the range. */
function timesOf(charts: readonly TimelineChart[], range: TimeRange): readonly Milliseconds[] {
  const inside = (time: Milliseconds) => time >= range.start && time <= range.end;
  for (const { state } of charts) {
    const times = [...new Set(seriesOf(state).flatMap((series) => series.times))].filter(inside);
    if (times.length > 1) return times.sort((a, b) => a - b);
  }
  const step = (range.end - range.start) / STEPS_WITHOUT_POINTS;
  return Array.from({ length: STEPS_WITHOUT_POINTS + 1 }, (_, i) =>
    Math.round(range.start + i * step),
  );
}

/** The cursor's time and what the first chart says there. */
function readCursor(
  chart: TimelineChart | undefined,
  cursor: Milliseconds | undefined,
  timeZone: string | undefined,
): string {
  if (cursor === undefined) return 'no time';
  const values = chart ? seriesOf(chart.state) : [];
  const unit = chart && chartUnit(values, chart.unit, chart.axisHolds);
  const words = values.map((series) => {
    const value = valueAt(series, cursor);
    return `${series.label} ${value === undefined ? 'no value' : unit!.wordsOf(value)}`;
  });
  return [formatTime(cursor, 'moment', timeZone), ...words].join(', ');
}

/** The gestures in a line, those that do something: `drag: pick window · ⇧ drag: zoom · …` */
function gestureHint(
  props: Pick<TimelineProps, 'dragSets' | 'onPickTime' | 'onZoomOut'>,
  windows: readonly TimelineWindow[],
): string {
  return [
    ...(windows.length > 0
      ? ['drag a window or its edge: move it', `drag outside: set ${targetOf(windows)}`]
      : [`drag: pick ${props.dragSets ?? 'window'}`]),
    '⇧ drag: zoom',
    ...(props.onPickTime ? ['click: pick a scrape'] : []),
    ...(props.onZoomOut ? ['⇧ click: zoom out'] : []),
  ].join(' · ');
}

function targetOf(windows: readonly TimelineWindow[]): string {
  return windows.length > 1 ? 'the nearer one' : 'another';
}

/** The same for the keyboard, read when the time cursor gets the focus. */
const KEYS_HINT =
  'Arrow keys move the time cursor, with Shift ten times as far. Enter marks one end of a window and then the other; twice at one ' +
  'moment picks it. Z zooms to what is marked, Shift Z zooms out. Escape drops the mark or clears the window.';

const getStyles = (theme: GrafanaTheme2) => ({
  timeline: css({ position: 'relative', minWidth: 0 }),
  keys: css({
    position: 'absolute',
    inset: -2,
    pointerEvents: 'none',
    borderRadius: theme.shape.radius.default,
    outline: 'none',
    '&:focus-visible': { boxShadow: `0 0 0 2px ${theme.colors.primary.main}` },
  }),
  charts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${theme.spacing(0.5)} ${CHART_GAP_PX}px`,
  }),
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  unseen: css({
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
});
