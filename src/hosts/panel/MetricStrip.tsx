import type { AbsoluteTimeRange, TimeRange } from '@grafana/data';
import { Timeline, type TimelineChart } from '#ui';

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
