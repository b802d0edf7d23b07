import type { TimelineChart, TimelineSeries } from './timeline-types';

/** What a chart draws in any state: the old series while it loads or after it failed. */
export function seriesOf(state: TimelineChart['state']): readonly TimelineSeries[] {
  return state.kind === 'empty' ? [] : (state.series ?? []);
}
