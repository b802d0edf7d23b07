import { useRef } from 'react';
import { css } from '@emotion/css';
import { Button, Icon } from '@grafana/ui';
import { partsInRow, Timeline, useElementSize, type TimelineChart, type TimelineProps } from '#ui';
import { ChartFailures, type ChartFailuresProps } from './ChartFailures';
import { useIsBelow } from '../shell/page-height';
import { belowWidth } from '../shell/page-width';
import type { ViewControl } from '../state/view/use-view-state';

const COLUMN = css({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  // On a wide page they stand with the sides.
  '&[data-of-sides="true"] [aria-label="Selected windows"]': { display: 'none' },
  [belowWidth(1400)]: {
    '&[data-of-sides="true"] [aria-label="Selected windows"]': { display: 'flex' },
  },
});

/** Of the profiles' own chart where there is not much height: with the lane of annotations 80 px. */
const LOW_PX = 62;

export interface PageTimelineProps extends TimelineProps, ChartFailuresProps {
  readonly control: ViewControl;
  /** What is below matters more than the metrics where there is not room for both. */
  readonly yields: boolean;
}

/** The first chart, and functions': of the profiles themselves, which stay. */
const isOfProfiles = ({ id }: TimelineChart, i: number) => i === 0 || id === 'functions';

/** The profile's own rate, and under it the metrics, which can be folded into a line of values; a link carries the choice. */
export function PageTimeline(props: PageTimelineProps) {
  const { control, yields, charts, reported, ...timeline } = props;
  const { display } = control.view;
  const low = useIsBelow(1000);
  const lowest = useIsBelow(860);
  const own = charts
    .filter(isOfProfiles)
    .map((chart, i) => (i === 0 && low ? { ...chart, height: LOW_PX } : chart));
  const metrics = charts.filter((chart, i) => !isOfProfiles(chart, i));
  const folded =
    display.metrics === 'auto' ? (yields ? low : lowest) : display.metrics === 'hidden';
  const root = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(root);
  // One row of them, where the picture would else lie under the fold.
  const shown = display.metrics === 'auto' && low ? metrics.slice(0, partsInRow(widthPx)) : metrics;
  const rest = folded ? metrics.length : metrics.length - shown.length;
  const count = (all: number, more = '') =>
    isListed(metrics) ? `${all}${more} metric${all === 1 ? '' : 's'}` : 'metrics';
  return (
    <div ref={root} className={COLUMN} data-of-sides={yields}>
      <Timeline
        {...timeline}
        charts={folded ? own : [...own, ...shown]}
        // What they say now is not what two windows are compared by.
        folded={folded && !yields ? metrics : NO_CHARTS}
        actions={
          metrics.length > 0 && (
            <Button
              size="sm"
              fill="text"
              variant="secondary"
              aria-expanded={rest === 0}
              onClick={() =>
                control.setDisplay({ metrics: rest > 0 ? 'shown' : 'hidden' }, 'replace')
              }
            >
              {/* Told apart, for an icon that is asked for while another one loads is not drawn. */}
              <Icon key={String(rest > 0)} name={rest > 0 ? 'angle-down' : 'angle-up'} />{' '}
              {rest === 0
                ? `Hide ${count(metrics.length)}`
                : `Show ${count(rest, folded ? '' : ' more')}`}
            </Button>
          )
        }
      />
      <ChartFailures reported={reported} />
    </div>
  );
}

const NO_CHARTS: readonly TimelineChart[] = [];

/** False while it is not known which there are, and where one chart says why there is none. */
const isListed = (metrics: readonly TimelineChart[]) => metrics.every(({ id }) => id !== 'metrics');
