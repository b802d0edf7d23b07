import { useSyncExternalStore } from 'react';
import { Button } from '@grafana/ui';
import { Timeline, type TimelineChart, type TimelineProps } from '#ui';
import { ChartFailures, type ChartFailuresProps } from './ChartFailures';
import type { ViewControl } from '../state/view/use-view-state';

/** Below this height of the window a comparison's answer would lie under the fold with all charts above it. */
const LOW = '(max-height: 1000px)';

export interface PageTimelineProps extends TimelineProps, ChartFailuresProps {
  readonly control: ViewControl;
  /** What is below matters more than the metrics where there is not room for both. */
  readonly yields: boolean;
}

/** The first chart, and functions': of the profiles themselves, which stay. */
const isOfProfiles = ({ id }: TimelineChart, i: number) => i === 0 || id === 'functions';

/** The profile's own rate, and under it the metrics, which can be folded away; a link carries the choice. */
export function PageTimeline(props: PageTimelineProps) {
  const { control, yields, charts, reported, ...timeline } = props;
  const { display } = control.view;
  const low = useMedia(LOW);
  const own = charts.filter(isOfProfiles);
  const metrics = charts.filter((chart, i) => !isOfProfiles(chart, i));
  const folded = display.metrics === 'auto' ? yields && low : display.metrics === 'hidden';
  const count = `${metrics.length} metric${metrics.length === 1 ? '' : 's'}`;
  return (
    <>
      <Timeline
        {...timeline}
        charts={folded ? own : charts}
        actions={
          metrics.length > 0 && (
            <Button
              size="sm"
              fill="text"
              variant="secondary"
              icon={folded ? 'angle-down' : 'angle-up'}
              aria-expanded={!folded}
              onClick={() =>
                control.setDisplay({ metrics: folded ? 'shown' : 'hidden' }, 'replace')
              }
            >
              {folded ? `Show ${count}` : `Hide ${count}`}
            </Button>
          )
        }
      />
      <ChartFailures reported={reported} />
    </>
  );
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}
