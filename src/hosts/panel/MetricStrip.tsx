import {
  FieldType,
  getFieldDisplayName,
  type AbsoluteTimeRange,
  type TimeRange,
  type DataFrame,
  type Field,
} from '@grafana/data';
import { Timeline, type TimelineChart, type TimelineSeries } from '#ui';
import { unitOfGrafana } from '#frames';
import { isTimeSeries, titleOf } from './state/panel-profiles';

export interface MetricStripProps {
  readonly charts: readonly TimelineChart[];
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  readonly onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

/** The series that the queries bring beside a profile; a drag sets the dashboard's range, and with it the profile's. */
export function MetricStrip({ charts, timeRange, timeZone, onChangeTimeRange }: MetricStripProps) {
  const set = ({ start, end }: { start: number; end: number }) =>
    onChangeTimeRange({ from: start, to: end });
  return (
    <Timeline
      charts={charts}
      range={{ start: timeRange.from.valueOf(), end: timeRange.to.valueOf() }}
      dragSets="the time range"
      onSelectWindow={set}
      onZoom={set}
      timeZone={timeZone}
    />
  );
}

/** A strip is a glance: of more charts or lines a time series panel is the place. */
const MAX_CHARTS = 2;
const MAX_SERIES = 20;
const HEIGHT_PX = 56;

/** Time series that stand beside the profiles, one chart a query and unit. */
export function stripCharts(series: readonly DataFrame[]): TimelineChart[] {
  const frames = series.filter(isTimeSeries);
  const charts = new Map<string, { title: string; unit: string; series: TimelineSeries[] }>();
  for (const frame of frames) {
    const time = frame.fields.find((field) => field.type === FieldType.time)!;
    for (const field of frame.fields) {
      if (field.type !== FieldType.number) continue;
      const unit = unitOfGrafana(field.config.unit);
      const title = titleOf(frame);
      const chart = charts.get(`${title} ${unit}`) ?? { title, unit, series: [] };
      charts.set(`${title} ${unit}`, chart);
      chart.series.push(seriesOf(field, time, getFieldDisplayName(field, frame, frames.slice())));
    }
  }
  return [...charts].slice(0, MAX_CHARTS).map(([id, chart]) => ({
    id,
    title: chart.title,
    unit: chart.unit,
    height: HEIGHT_PX,
    state: {
      kind: 'ready',
      series: chart.series.slice(0, MAX_SERIES),
      warnings:
        chart.series.length > MAX_SERIES
          ? [`${chart.series.length - MAX_SERIES} more series are not drawn`]
          : [],
    },
  }));
}

function seriesOf(field: Field, time: Field, label: string): TimelineSeries {
  return {
    label,
    times: time.values.map(Number),
    values: field.values.map((value: unknown) => (typeof value === 'number' ? value : null)),
  };
}
